using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ContentFactory.Domain.Trends.Feeds;

namespace ContentFactory.Domain.Trends.Sites;

/// <summary>Parses whole pages of strangers. What is built to make a parser slow or deep is not parsed.</summary>
internal static class PageMarkup
{
    private const int CharactersRead = 2_000_000;
    private const int MostTags = 30_000;
    private const int Deepest = 300;

    /// <summary>Each unclosed formatting tag is opened again in every later paragraph: tags times depth bounds what a parser may build.</summary>
    private const int MostWork = 2_000_000;

    // they close themselves or their like, so that counting them as open would call ordinary pages deep
    private static readonly HashSet<string> Unclosed = new(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup",
         "path", "circle", "rect", "use", "line", "polygon", "polyline", "ellipse", "stop", "image", "param"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for a page that is too large or too deep.</summary>
    public static IHtmlDocument? Parse(string page)
    {
        page = page.Length > CharactersRead ? page[..CharactersRead] : page;
        var (tags, depth) = Measure(page);
        return tags <= MostTags && depth <= Deepest && (long)tags * depth <= MostWork ? new HtmlParser().ParseDocument(page) : null;
    }

    /// <summary>The text of an element for reading, paragraphs on lines of their own.</summary>
    public static string TextOf(IElement? element, int limit)
    {
        if (element is null)
            return "";
        var text = new StringBuilder();
        HtmlText.Collect(element, text);
        return HtmlText.Tidy(text.ToString(), limit);
    }

    private static (int Tags, int Depth) Measure(string page)
    {
        var (tags, open, deepest) = (0, 0, 0);
        for (var at = page.IndexOf('<', StringComparison.Ordinal); at >= 0 && at < page.Length - 1; at = page.IndexOf('<', at + 1))
        {
            tags++;
            var closes = page[at + 1] == '/';
            var start = closes ? at + 2 : at + 1;
            var end = start;
            while (end < page.Length && end - start < 20 && char.IsAsciiLetterOrDigit(page[end]))
                end++;
            if (end == start || Unclosed.Contains(page[start..end]))
                continue;
            open = closes ? Math.Max(0, open - 1) : open + 1;
            deepest = Math.Max(deepest, open);
        }
        return (tags, deepest);
    }
}
