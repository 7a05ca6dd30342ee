using System.Globalization;
using ContentFactory.Domain.Ai.Offline;
using ContentFactory.Domain.Ai.Writers;

namespace ContentFactory.Domain.Ai;

public enum VoiceFault { Avoided, Address, Emoji }

/// <summary>A place in a text that does not sound like the company.</summary>
/// <param name="Said">The words that stand there.</param>
/// <param name="Instead">What the voice says instead, where it does.</param>
public sealed record VoiceRemark(VoiceFault Fault, int Start, int Length, string Said, string? Instead = null);

/// <summary>Holds a person's text against the brand voice, by the same rules that the composer obeys.</summary>
public static class VoiceCheck
{
    /// <summary>A text with more of them is of another voice altogether.</summary>
    public const int Most = 30;

    public static IReadOnlyList<VoiceRemark> Of(BrandVoice voice, string text)
    {
        var settled = VoiceConflicts.Settle(voice).Voice;
        var avoided = new AvoidedWords(settled).Find(text).Select(f => new VoiceRemark(VoiceFault.Avoided, f.Start, f.Length, text.Substring(f.Start, f.Length), f.Instead));
        return [.. avoided.Concat(Addresses(settled, text)).Concat(Pictures(voice, settled, text)).Take(Most).OrderBy(r => r.Start)];
    }

    // a voice that leaves the form of address open is asked nothing
    private static IEnumerable<VoiceRemark> Addresses(BrandVoice voice, string text) =>
        voice.Language != "ru" || string.IsNullOrWhiteSpace(voice.FormOfAddress) ? []
            : Manner.OtherAddresses(text, Wording.IsInformal(voice)).Select(m => new VoiceRemark(VoiceFault.Address, m.Index, m.Length, m.Value));

    private static IEnumerable<VoiceRemark> Pictures(BrandVoice voice, BrandVoice settled, string text)
    {
        if (voice.Emoji.Count == 0 && !VoiceConflicts.ForbidsEmoji(voice))
            yield break;
        var allowed = settled.Emoji.Select(Plain).ToHashSet(StringComparer.Ordinal);
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            var sign = text.Substring(at, length);
            if (sign.EnumerateRunes().Any(AnswerText.IsPicture) && !allowed.Contains(Plain(sign)))
                yield return new VoiceRemark(VoiceFault.Emoji, at, length, sign);
            at += length;
        }
    }

    // with or without the mark that asks for a coloured picture
    private static string Plain(string sign) => sign.Replace("\uFE0F", "", StringComparison.Ordinal);
}
