namespace ContentFactory.Domain.Content;

/// <summary>Hashtags as they are kept: without the sign, letters, digits and underscores only, none twice.</summary>
public static class HashtagText
{
    public const int Longest = 100;
    private static readonly char[] Between = [' ', ',', ';', '\t', '\n', '\r', '#'];

    public static string[] Parse(string typed) => Normalise(typed.Split(Between, StringSplitOptions.RemoveEmptyEntries));

    public static string[] Normalise(IEnumerable<string> tags) =>
        [.. tags.Select(One).Where(t => t.Length > 0).DistinctBy(t => t.ToLowerInvariant())];

    public static string Show(IEnumerable<string> tags) => string.Join(' ', tags.Select(t => "#" + t));

    private static string One(string tag) =>
        PlainText.Cut(string.Concat(PlainText.Clean(tag).Where(c => char.IsLetterOrDigit(c) || c is '_')), Longest);
}
