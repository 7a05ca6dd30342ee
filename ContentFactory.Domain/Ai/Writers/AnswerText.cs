using System.Text;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>What is looked at in any text that a model wrote.</summary>
internal static partial class AnswerText
{
    // shorter ones say too little to tell the language by
    private const int TellingLetters = 60;

    /// <summary>Some servers put JSON between lines of three backticks, whatever they are told.</summary>
    public static string Unfenced(string answer) => Fence().Match(answer.Trim()) is { Success: true } fenced ? fenced.Groups[1].Value.Trim() : answer.Trim();

    public static bool IsHashtag(string tag) => Hashtag().IsMatch(tag);

    public static bool IsIn(string language, string text)
    {
        var plain = Address().Replace(text, " ");
        return plain.Count(char.IsLetter) < TellingLetters || LanguageGuess.Of(plain) == language;
    }

    /// <summary>Web and e-mail addresses, without what may stand before or after one.</summary>
    public static HashSet<string> Addresses(IEnumerable<string> texts) => [.. texts.SelectMany(t => Address().Matches(t)).Select(m => Plain(m.Value))];

    public static bool ForeignAddress(IEnumerable<string> texts, HashSet<string> allowed) => Addresses(texts).Any(a => !allowed.Contains(a) && !allowed.Any(known => IsHostOf(a, known)));

    /// <summary>Without controls, marks of direction and pictures that the voice does not use.</summary>
    public static string Clean(string text, IReadOnlyList<string> emoji)
    {
        var clean = PlainText.Clean(text).ReplaceLineEndings("\n");
        clean = Hidden().Replace(clean, "");
        var wanted = emoji.SelectMany(e => e.EnumerateRunes()).ToHashSet();
        var kept = new StringBuilder(clean.Length);
        foreach (var rune in clean.EnumerateRunes())
            if (!IsPicture(rune) || wanted.Contains(rune))
                kept.Append(rune.ToString());
        return DoubleSpace().Replace(kept.ToString(), " ").Trim();
    }

    private static bool IsPicture(Rune rune) => rune.Value is >= 0x1F000 and <= 0x1FAFF or >= 0x2600 and <= 0x27BF or 0xFE0F or 0x20E3 or >= 0xE0020 and <= 0xE007F;

    // "example.com" stands for "https://example.com/page", and for nothing longer
    private static bool IsHostOf(string address, string known) => !address.Contains('/', StringComparison.Ordinal) && known.StartsWith(address + "/", StringComparison.Ordinal);

    private static string Plain(string address)
    {
        var text = address.TrimEnd('.', ',', ';', ':', '!', '?', ')', ']', '»', '"', '\'', '/').ToLowerInvariant();
        return Scheme().Replace(text, "");
    }

    [GeneratedRegex(@"\A```(?:json)?\s*\n(.*)\n\s*```\z", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\A#(?=.*\p{L})[\p{L}\p{M}\p{N}_]{2,60}\z")]
    private static partial Regex Hashtag();

    [GeneratedRegex(@"(?:\b[a-z][a-z0-9+.-]{1,10}:\/\/|\bwww\.)[^\s<>""«»]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:com|net|org|info|biz|io|ai|app|dev|me|co|ly|gl|cc|tv|xyz|top|site|online|shop|store|click|link|ru|su|рф|by|kz|ua|uk|de|fr|eu|us|test)\b(?:\/[^\s<>""«»]*)?", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\A(?:https?:\/\/)?(?:www\.)?")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF-[\n\t]]")]
    private static partial Regex Hidden();

    [GeneratedRegex(@"(?<=\S) {2,}")]
    private static partial Regex DoubleSpace();
}
