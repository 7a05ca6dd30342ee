using AngleSharp.Html.Parser;

namespace ContentFactory.Domain.Trends.Feeds;

/// <summary>Somebody gave the address of a page instead of its feed.</summary>
internal static class FeedPage
{
    private const int HeadRead = 128 * 1024;

    public static bool Looks(string text)
    {
        var start = text[..Math.Min(text.Length, 2_000)];
        var html = start.IndexOf("<html", StringComparison.OrdinalIgnoreCase);
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || html == 0
            || (html > 0 && start.StartsWith('<') && !start[..html].Contains("<rss", StringComparison.OrdinalIgnoreCase)
                && !start[..html].Contains("<feed", StringComparison.OrdinalIgnoreCase) && !start[..html].Contains(":RDF", StringComparison.OrdinalIgnoreCase));
    }

    public static Problem Refuse(string text, Uri address) => FeedOf(text, address) is { } feed
        ? Problem.Invalid("Address", "Trends.PageWithFeed", feed.AbsoluteUri)
        : Problem.Invalid("Address", "Trends.PageNotFeed");

    private static Uri? FeedOf(string text, Uri address)
    {
        var body = text.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        var head = text[..Math.Min(body < 0 ? text.Length : body, HeadRead)];
        using var document = new HtmlParser().ParseDocument(head);
        var at = FeedXmlExtensions.WebAddress(address, document.QuerySelector("base[href]")?.GetAttribute("href")) ?? address;
        return document.QuerySelectorAll("link[rel~=alternate i][href]")
            .Where(l => l.GetAttribute("type")?.Trim().ToLowerInvariant() is "application/rss+xml" or "application/atom+xml" or "application/feed+json")
            .Select(l => FeedXmlExtensions.WebAddress(at, l.GetAttribute("href")))
            .FirstOrDefault(l => l is not null);
    }
}
