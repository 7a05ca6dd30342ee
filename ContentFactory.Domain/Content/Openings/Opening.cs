using System.Text.RegularExpressions;
using ContentFactory.Domain.Content.Variants;

namespace ContentFactory.Domain.Content.Openings;

/// <summary>The words with which a text begins, and how others take their place.</summary>
internal static partial class Opening
{
    /// <summary>Those of the post that were proposed, while they stand in the text; else its first sentence. Null for a text without words.</summary>
    public static string? Of(Post post)
    {
        if (StandsIn(post.Text, post.Hook))
            return post.Hook;
        var line = post.Text.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0);
        return line is null ? null : PlainText.Cut(FirstSentence().Match(line) is { Success: true } sentence ? sentence.Value : line, HookVariant.Longest);
    }

    public static bool StandsIn(string text, string? opening) => !string.IsNullOrEmpty(opening) && text.Contains(opening, StringComparison.Ordinal);

    /// <summary>Whether a text, of a chain its first part, begins as the post does; where it does not, it keeps its own beginning.</summary>
    public static bool StandsIn(string text, string[]? parts, string? opening) => StandsIn(parts is [var first, ..] ? first : text, opening);

    /// <summary>The text and its parts with the other opening, or as they are where the standing one is not in them.</summary>
    public static (string Text, string[] Parts) Put(string text, string[] parts, string? standing, string? other)
    {
        if (other is null || other == standing || !StandsIn(text, parts, standing))
            return (text, parts);
        return parts is [var first, .. var rest] ? (text, [HookSwap.In(first, standing, other), .. rest]) : (HookSwap.In(text, standing, other), parts);
    }

    [GeneratedRegex(@"^.{15,}?[.!?…]+(?=\s|$)")]
    private static partial Regex FirstSentence();
}
