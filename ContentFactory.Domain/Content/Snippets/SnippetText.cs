using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Content.Snippets;

/// <summary>Puts snippets into words.</summary>
public static partial class SnippetText
{
    /// <summary>Below the text, parted by an empty line; not a second time.</summary>
    public static string Sign(string text, string signature)
    {
        var (body, below) = (text.TrimEnd(), signature.Trim());
        return body.Length == 0 ? below : body.EndsWith(below, StringComparison.Ordinal) ? text : $"{body}\n\n{below}";
    }

    /// <summary>Names in double braces that stand in a text, each once.</summary>
    public static IReadOnlyList<string> NamesIn(string text) => [.. Variable().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>With the values of the names that are known; the others stay. A value is words: names in it are not looked up.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Variable().Replace(text, match => values.TryGetValue(match.Groups[1].Value, out var value) ? value : match.Value);

    public static bool IsName(string name) => Name().IsMatch(name);

    [GeneratedRegex(@"\{\{\s*([\p{L}\p{Nd}_][\p{L}\p{M}\p{Nd}_ -]{0,58}?)\s*\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^[\p{L}\p{Nd}_](?:[\p{L}\p{M}\p{Nd}_ -]{0,57}[\p{L}\p{M}\p{Nd}_-])?$")]
    private static partial Regex Name();
}
