using System.Globalization;

namespace ContentFactory.Web.Content;

/// <summary>One message made two.</summary>
internal static class TextSplit
{
    /// <summary>Null where there is nothing on one of the sides.</summary>
    /// <param name="caret">In UTF-16 units; within what a reader sees as one sign it counts as before it.</param>
    public static IReadOnlyList<string>? At(IReadOnlyList<string> parts, int at, int caret)
    {
        var text = parts[at];
        // a browser counts a line end as one unit, as it stands here
        var place = caret <= 0 || caret >= text.Length ? 0 : StringInfo.ParseCombiningCharacters(text).Last(start => start <= caret);
        var (before, after) = (text[..place].TrimEnd(), text[place..].TrimStart());
        return before.Length == 0 || after.Length == 0 ? null : [.. parts.Take(at), before, after, .. parts.Skip(at + 1)];
    }
}
