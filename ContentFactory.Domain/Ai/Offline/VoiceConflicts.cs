using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>A voice that contradicts itself, settled to the side that nobody regrets, and said.</summary>
public static partial class VoiceConflicts
{
    private static readonly string[] Strict = ["строг", "официальн", "сдержан", "делов", "formal", "strict", "reserved", "business"];

    public static IReadOnlyList<Problem> Of(BrandVoice voice) => Settle(voice).Notes;

    /// <summary>A rule in plain words forbids all emoji.</summary>
    internal static bool ForbidsEmoji(BrandVoice voice) => voice.Do.Concat(voice.Dont).Any(r => NoEmoji().IsMatch(r));

    internal static (BrandVoice Voice, IReadOnlyList<Problem> Notes) Settle(BrandVoice voice)
    {
        List<Problem> notes = [];
        var both = voice.Preferred.Where(p => !Arrow().IsMatch(p) && voice.Avoid.Any(a => Same(a, p))).ToList();
        notes.AddRange(both.Select(b => Problem.Invalid("Preferred", "Ai.VoiceLikedAndAvoided", b)));
        var useless = voice.Preferred.Where(p => Arrow().Split(p) is [_, var instead] && voice.Avoid.Any(a => Same(a, instead))).ToList();
        notes.AddRange(useless.Select(u => Problem.Invalid("Preferred", "Ai.VoiceReplacementAvoided", u)));
        var address = voice.FormOfAddress;
        if (SaysBoth(voice))
        {
            notes.Add(Problem.Invalid("FormOfAddress", "Ai.VoiceBothAddresses"));
            address = "вы";
        }
        var emoji = voice.Emoji;
        if (emoji.Count > 0 && ForbidsEmoji(voice))
        {
            notes.Add(Problem.Invalid("Emoji", "Ai.VoiceEmojiForbidden"));
            emoji = [];
        }
        var personality = voice.Personality;
        if (Wording.IsWarmVoice(voice) && personality.Any(p => Strict.Any(s => p.Contains(s, StringComparison.OrdinalIgnoreCase))))
        {
            notes.Add(Problem.Invalid("Personality", "Ai.VoiceWarmAndStrict"));
            personality = [];
        }
        return (voice with { Preferred = [.. voice.Preferred.Except(both).Except(useless)], FormOfAddress = address, Emoji = emoji, Personality = personality }, notes);
    }

    private static bool SaysBoth(BrandVoice voice)
    {
        var form = voice.FormOfAddress ?? "";
        var (informal, formal) = (Ty().IsMatch(form), Vy().IsMatch(form));
        foreach (var rule in voice.Do.Where(r => OnYou().IsMatch(r)).Select(r => OnYou().Match(r).Groups[1].Value))
            (informal, formal) = (informal || rule is "ты", formal || rule is "вы");
        foreach (var rule in voice.Dont.Where(r => OnYou().IsMatch(r)).Select(r => OnYou().Match(r).Groups[1].Value))
            (informal, formal) = (informal || rule is "вы", formal || rule is "ты");
        return informal && formal;
    }

    private static bool Same(string one, string other) => Stems.Words(one).Select(Stems.Core).SequenceEqual(Stems.Words(other).Select(Stems.Core)) && Stems.Words(one).Any();

    [GeneratedRegex(@"\s*(?:->|=>|→)\s*")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\bты\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ty();

    [GeneratedRegex(@"\bвы\b", RegexOptions.IgnoreCase)]
    private static partial Regex Vy();

    [GeneratedRegex(@"\bна [«""]?(ты|вы)\b")]
    private static partial Regex OnYou();

    [GeneratedRegex(@"(?:без|никаких|не (?:использ|став|ну)\w*)\s+(?:эмодзи|смайл\w*|значк\w*)|\bno\s+emojis?\b|without\s+emojis?", RegexOptions.IgnoreCase)]
    private static partial Regex NoEmoji();
}
