using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai;

/// <summary>
/// How addresses look in running text. Every repetition is bounded: a text of a stranger may be one long row of letters and dots.
/// </summary>
internal static class AddressPattern
{
    public const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Milliseconds; no text that is looked at comes near it.</summary>
    public const int Timeout = 2_000;

    /// <summary>What makes anything behind it an address.</summary>
    public const string Opening = @"\b(?:[a-z][a-z0-9+.-]{1,20}://|www\.|javascript:|vbscript:|data:\w{1,20}/)";

    /// <summary>What an address goes on with.</summary>
    public const string Rest = @"[^\s<>""«»]";

    public const string EMail = @"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}";

    /// <summary>"@channel", and no frames per second.</summary>
    public const string Handle = @"(?<![\w@])@(?!\d{1,4}(?:x|p|k|hz|fps)?\b)\w{2,64}";

    /// <summary>A host in any letters with a known ending; with any ending where a path follows, but not "Node.js/React".</summary>
    public const string Host =
        @"(?<![\p{L}\p{N}@-])(?:[\p{L}\p{N}-]{1,63}\.){1,8}(?:(?:" + Endings + @")(?![\p{L}\p{N}-])(?:/" + Rest + @"*)?|(?!(?:js|ts|cs|txt|html?|php|exe|pdf|docx?|xlsx?)/)[a-z]{2,24}/" + Rest + "+)";

    private const string Endings =
        "com|net|org|info|biz|io|ai|app|dev|me|co|ly|gl|gg|cc|tk|tv|xyz|top|site|online|club|shop|store|click|link|ru|su|рф|рус|бел|укр|by|kz|ua|uk|de|fr|eu|us|test|example|evil";
}
