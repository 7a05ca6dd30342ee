using System.Globalization;
using ContentFactory.Domain;

namespace ContentFactory.Web.Content.Previews;

/// <summary>How much of a text a network takes, and how much of it shows before its "more".</summary>
internal static class PreviewFit
{
    /// <summary>The end of the longest beginning that fits, never within what a reader sees as one sign.</summary>
    public static int Of(string text, int limit, Func<string, int> lengthOf)
    {
        if (lengthOf(text) <= limit)
            return text.Length;
        // no network counts a UTF-16 unit as less than a quarter
        var starts = StringInfo.ParseCombiningCharacters(limit < text.Length / 8 ? PlainText.Cut(text, limit * 8) : text);
        var (low, high) = (0, starts.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (lengthOf(text[..starts[middle]]) <= limit)
                low = middle;
            else
                high = middle - 1;
        }
        return starts.Length == 0 ? 0 : starts[low];
    }

    /// <summary>The beginning that a phone shows folded: so many signs and lines at most, ending with a word where one ends nearby.</summary>
    public static string Folded(string text, int signs, int lines)
    {
        var end = EndOf(text, lines);
        var starts = StringInfo.ParseCombiningCharacters(PlainText.Cut(text, Math.Min(text.Length, signs * 16)));
        if (starts.Length > signs && starts[signs] < end)
            end = text.LastIndexOf(' ', starts[signs]) is > 0 and var space && space > starts[signs] * 3 / 4 ? space : starts[signs];
        return end < text.Length ? text[..end].TrimEnd() : text;
    }

    private static int EndOf(string text, int lines)
    {
        var at = -1;
        for (var line = 0; line < lines; line++)
            if ((at = text.IndexOf('\n', at + 1)) < 0)
                return text.Length;
        return at;
    }
}
