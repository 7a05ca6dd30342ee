namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>LinkedIn's names of people, pages and posts.</summary>
internal static class LinkedInUrn
{
    private const string PersonMark = "urn:li:person:";
    private const string PageMark = "urn:li:organization:";
    private const string UgcMark = "urn:li:ugcPost:";

    public static string OfPerson(string id) => PersonMark + id;

    public static bool IsPage(string urn) => IdAfter(urn, PageMark) is not null;

    public static bool IsPerson(string urn) => IdAfter(urn, PersonMark) is not null;

    public static bool IsUgcPost(string urn) => urn.StartsWith(UgcMark, StringComparison.Ordinal);

    /// <summary>The number of a page; null for anything else.</summary>
    public static string? PageId(string urn) => IdAfter(urn, PageMark);

    /// <summary>As LinkedIn gives it in a header, where it may be encoded; null where it is no URN.</summary>
    public static string? Read(string? text) => text is not null && Uri.UnescapeDataString(text.Trim()) is var urn && urn.StartsWith("urn:li:", StringComparison.Ordinal) && !urn.Any(char.IsWhiteSpace) ? urn : null;

    private static string? IdAfter(string urn, string mark) =>
        urn.StartsWith(mark, StringComparison.Ordinal) && urn[mark.Length..] is { Length: > 0 } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? id : null;
}
