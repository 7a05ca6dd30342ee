using System.Xml.Linq;
using ContentFactory.Domain.Trends.Feeds;

namespace ContentFactory.Domain.Trends.Sites;

/// <summary>What a country searches for, from Google's RSS: each trend with the news about it.</summary>
internal static class GoogleTrendsFeed
{
    private const string Own = "trends.google.com";

    public static Result<Feed> Read(XElement root, Uri address)
    {
        if (root.All("channel").FirstOrDefault() is not { } channel)
            return Problem.Invalid(nameof(SourceEntry.Address), "Trends.FeedUnknown");
        var html = new HtmlText();
        return FeedItems.Feed($"Google Trends {address.Query.Split('=').Last()}", null, new Uri(address, "/trending"), address, channel.All("item").Select(i => Item(i, html, address)));
    }

    private static RawItem Item(XElement item, HtmlText html, Uri address)
    {
        var (search, date) = (html.Line(item.Own("title")?.Value, FeedLimits.Title), item.Own("pubDate")?.Value);
        var news = item.All("news_item").Where(n => n.Name.NamespaceName.Contains(Own, StringComparison.OrdinalIgnoreCase)).Take(5).ToList();
        var lines = news.Select(n => html.Line(n.All("news_item_title").FirstOrDefault()?.Value, FeedLimits.Title)).Where(t => t.Length > 0).ToList();
        var link = news.Select(n => FeedXmlExtensions.WebAddress(address, n.All("news_item_url").FirstOrDefault()?.Value)).FirstOrDefault(l => l is not null);
        // all items name the same address, and a search comes back on other days
        return new RawItem(
            $"{search} {date}", link, lines is [var first, ..] ? $"{search}: {first}" : search, HtmlText.Tidy(string.Join('\n', lines), FeedLimits.Summary), string.Join('\n', lines),
            FeedXmlExtensions.WebAddress(address, item.All("picture").FirstOrDefault()?.Value), date, item.All("approx_traffic").Take(1).Select(t => html.Line(t.Value, 100)));
    }
}
