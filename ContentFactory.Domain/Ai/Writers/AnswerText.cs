using System.Text;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>What is looked at in any text that a model wrote.</summary>
internal static partial class AnswerText
{
    // shorter ones say too little to tell the language by
    private const int TellingLetters = 60;

    // a longer one is in some language, and it is not the one asked for where that cannot be told
    private const int PlentyOfLetters = 200;

    /// <summary>Some servers put JSON between lines of three backticks, whatever they are told.</summary>
    public static string Unfenced(string answer) => Fence().Match(answer.Trim()) is { Success: true } fenced ? fenced.Groups[1].Value.Trim() : answer.Trim();

    public static bool IsHashtag(string tag) => Hashtag().IsMatch(tag);

    public static bool IsIn(string language, string text)
    {
        var plain = Address().Replace(text, " ");
        var letters = plain.Count(char.IsLetter);
        return letters < TellingLetters || (LanguageGuess.Of(plain) is { } guess ? guess == language : letters <= PlentyOfLetters);
    }

    /// <summary>Web and e-mail addresses and handles, without what may stand before or after one.</summary>
    public static HashSet<string> Addresses(IEnumerable<string> texts) => [.. texts.SelectMany(t => Address().Matches(t)).Select(m => Plain(m.Value))];

    /// <summary>What is called like a host, or by a handle: "Mail.ru", "ASP.NET", "@channel". It leads nowhere but to its owner.</summary>
    public static HashSet<string> Names(IEnumerable<string> texts) => [.. texts.SelectMany(t => Address().Matches(t)).Where(m => IsName(m.Value)).Select(m => Plain(m.Value))];

    /// <param name="names">May stand as they are, without a scheme or a path.</param>
    public static bool ForeignAddress(IEnumerable<string> texts, HashSet<string> allowed, HashSet<string>? names = null) =>
        texts.SelectMany(t => Address().Matches(t)).Any(m => Plain(m.Value) is var address
            && !allowed.Contains(address) && !allowed.Any(known => IsHostOf(address, known)) && !(IsName(m.Value) && names?.Contains(address) is true));

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

    internal static bool IsPicture(Rune rune) => rune.Value is >= 0x1F000 and <= 0x1FAFF or >= 0x2600 and <= 0x27BF or 0xFE0F or 0x20E3 or >= 0xE0020 and <= 0xE007F;

    private static bool IsName(string found) => !found.AsSpan().ContainsAny('/', ':') && (found[0] is '@' || !found.Contains('@', StringComparison.Ordinal)) && !found.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

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

    [GeneratedRegex($@"{AddressPattern.Opening}{AddressPattern.Rest}+|{AddressPattern.EMail}|{AddressPattern.Handle}|{AddressPattern.Host}", AddressPattern.Options, AddressPattern.Timeout)]
    private static partial Regex Address();

    [GeneratedRegex(@"\A(?:https?:\/\/)?(?:www\.)?")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF-[\n\t]]")]
    private static partial Regex Hidden();

    [GeneratedRegex(@"(?<=\S) {2,}")]
    private static partial Regex DoubleSpace();
}
