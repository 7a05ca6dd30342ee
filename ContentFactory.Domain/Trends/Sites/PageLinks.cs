using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ContentFactory.Domain.Trends.Feeds;

namespace ContentFactory.Domain.Trends.Sites;

/// <summary>The articles that a page without a feed leads to: links of its own site with a headline for words, outside of menus.</summary>
internal static class PageLinks
{
    private const int Most = 50;
    private const int ShortestHeadline = 25;
    private const int FewestWords = 4;
    private static readonly string[] Around = ["NAV", "HEADER", "FOOTER", "ASIDE", "FORM"];
    private static readonly string[] Lists = ["tag", "tags", "category", "categories", "author", "authors", "page", "search", "login", "user", "users", "rubric"];

    public static Result<Feed> Read(string page, Uri address)
    {
        using var document = PageMarkup.Parse(page);
        if (document is null)
            return Problem.Unavailable("Trends.PageTooBig");
        var at = FeedXmlExtensions.WebAddress(address, document.QuerySelector("base[href]")?.GetAttribute("href")) ?? address;
        var links = document.QuerySelectorAll("a[href]").OfType<IHtmlAnchorElement>().Select(a => Item(a, at, address)).OfType<RawItem>()
            .GroupBy(i => UrlNormaliser.Normalise(i.Link!), StringComparer.Ordinal).Select(same => same.MaxBy(i => i.Title.Length)!).Take(Most).ToList();
        return links.Count == 0
            ? Problem.Invalid(nameof(SourceEntry.Address), "Trends.PageNotFeed")
            : FeedItems.Feed(HtmlText.Tidy(document.Title ?? "", FeedLimits.Title).Replace('\n', ' '), document.DocumentElement.GetAttribute("lang"), at, address, links);
    }

    private static RawItem? Item(IHtmlAnchorElement anchor, Uri at, Uri page)
    {
        if (FeedXmlExtensions.WebAddress(at, anchor.GetAttribute("href")) is not { } link || !IsArticle(link, page) || anchor.Ancestors<IElement>().Any(a => Around.Contains(a.TagName)))
            return null;
        var heading = anchor.QuerySelector("h1, h2, h3, h4");
        var title = PageMarkup.TextOf(heading ?? anchor, FeedLimits.Title).Replace('\n', ' ');
        var isHeadline = heading is not null || anchor.Ancestors<IElement>().Take(3).Any(a => a.TagName is "H1" or "H2" or "H3" or "H4")
            || (title.Length >= ShortestHeadline && title.Split(' ').Length >= FewestWords);
        return isHeadline && title.Length > 0 ? new RawItem(link.AbsoluteUri, link, title, "", "", null, null, []) : null;
    }

    private static bool IsArticle(Uri link, Uri page)
    {
        var folders = link.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return link.IdnHost.Equals(page.IdnHost, StringComparison.OrdinalIgnoreCase) && link.Port == page.Port && folders.Length > 0
            && UrlNormaliser.Normalise(link) != UrlNormaliser.Normalise(page) && !Lists.Contains(folders[0], StringComparer.OrdinalIgnoreCase)
            && (folders.Length > 1 || link.Query.Length > 1 || folders[0].Any(c => char.IsAsciiDigit(c) || c is '-' or '_'));
    }
}
