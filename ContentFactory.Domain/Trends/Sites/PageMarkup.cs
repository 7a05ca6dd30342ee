using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ContentFactory.Domain.Trends.Feeds;

namespace ContentFactory.Domain.Trends.Sites;

/// <summary>
/// Parses whole pages of strangers. A page that is built to make a parser deep or slow takes the process with it, so what a parser could make of
/// it is bounded beforehand, by counting alone: whoever guesses which tag closes which can be fooled.
/// </summary>
internal static partial class PageMarkup
{
    private const int CharactersRead = 2_000_000;

    /// <summary>None of them closed, so deep may a tree become.</summary>
    private const int MostTags = 8_000;

    /// <summary>A formatting tag that is left open is opened again in every later paragraph: that many elements may come of it.</summary>
    private const long MostElements = 2_000_000;

    // of tags that are alike in all a parser keeps three
    private const int Alike = 3;

    /// <summary>Null for a page that is too large.</summary>
    public static IHtmlDocument? Parse(string page)
    {
        page = page.Length > CharactersRead ? page[..CharactersRead] : page;
        var tags = Tag().Count(page);
        return tags <= MostTags && (long)tags * Reopened(page) <= MostElements ? new HtmlParser().ParseDocument(page) : null;
    }

    // links and unbroken lines end the one before them
    private static int Reopened(string page)
    {
        var (all, different) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (Match tag in Formatting().Matches(page))
        {
            all++;
            different.Add(tag.Value);
        }
        return Math.Min(all, Alike * different.Count);
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

    [GeneratedRegex("<[A-Za-z]")]
    private static partial Regex Tag();

    [GeneratedRegex(@"<(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)(?:[\s/][^>]*)?>?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Formatting();
}
