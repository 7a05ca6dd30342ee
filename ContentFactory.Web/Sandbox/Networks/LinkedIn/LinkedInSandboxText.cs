using System.Text.RegularExpressions;

namespace ContentFactory.Web.Sandbox.Networks.LinkedIn;

/// <summary>"little Text Format": what a reader sees of a commentary.</summary>
internal static partial class LinkedInSandboxText
{
    public const int Longest = 3_000;

    public static string Plain(string commentary) =>
        Marks().Replace(commentary, m => m.Groups["tag"].Success ? $"#{m.Groups["tag"].Value}" : m.Groups["name"].Success ? m.Groups["name"].Value : m.Groups["sign"].Value);

    [GeneratedRegex(@"\{hashtag\|\\?\#\|(?<tag>[^}]*)\}|@\[(?<name>[^\]]*)\]\(urn:li:[^)]*\)|\\(?<sign>[|{}@\[\]()<>\#\\*_~])", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
