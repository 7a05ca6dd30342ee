using System.Text.RegularExpressions;

namespace ContentFactory.Web.Sandbox.Networks.LinkedIn;

/// <summary>"little Text Format": what a reader sees of a commentary.</summary>
internal static partial class LinkedInSandboxText
{
    public const int Longest = 3_000;

    /// <summary>With all their marks words are not ten times as long; more is not even read.</summary>
    private const int MostRead = 30_000;

    /// <summary>A commentary that takes too long to read is too long.</summary>
    public static bool IsTooLong(string commentary)
    {
        try
        {
            return commentary.Length > MostRead || Plain(commentary).Length > Longest;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    public static string Plain(string commentary) =>
        Marks().Replace(commentary, m => m.Groups["tag"].Success ? $"#{m.Groups["tag"].Value}" : m.Groups["name"].Success ? m.Groups["name"].Value : m.Groups["sign"].Value);

    [GeneratedRegex(@"\{hashtag\|\\?\#\|(?<tag>[^}]*)\}|@\[(?<name>[^\]]*)\]\(urn:li:[^)]*\)|\\(?<sign>[|{}@\[\]()<>\#\\*_~])", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Marks();
}
