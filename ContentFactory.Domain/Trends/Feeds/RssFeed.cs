using System.Xml.Linq;

namespace ContentFactory.Domain.Trends.Feeds;

/// <summary>RSS 0.91 to 2.0 (items inside the channel) and RSS 1.0 (items beside it).</summary>
internal static class RssFeed
{
    public static Result<Feed> Read(XElement root, Uri address)
    {
        if (root.All("channel").FirstOrDefault() is not { } channel)
            return Problem.Invalid("Address", "Trends.FeedUnknown");
        var html = new HtmlText();
        var language = channel.Own("language")?.Value ?? channel.In("language", "purl.org/dc")?.Value;
        var site = channel.Own("link") is { } link ? link.Link(address, link.Value) : null;
        var items = channel.All("item").Concat(root.All("item"));
        return FeedItems.Feed(html.Line(channel.Own("title")?.Value, FeedLimits.Title), language, site, address, items.Select(i => Item(i, html, address)));
    }

    private static RawItem Item(XElement item, HtmlText html, Uri address)
    {
        var full = (item.In("encoded", "content") ?? item.All("full-text").FirstOrDefault())?.Value;
        var (summary, summaryImage) = html.Read(item.Own("description")?.Value, FeedLimits.Summary);
        var (text, textImage) = html.Read(full ?? item.Own("description")?.Value, FeedLimits.Text);
        var guid = item.Own("guid");
        var date = item.Own("pubDate")?.Value ?? item.In("date", "purl.org/dc")?.Value ?? item.All("published").FirstOrDefault()?.Value;
        var thumbnail = FeedPictures.Find(item, address) ?? item.Link(address, textImage ?? summaryImage);
        var id = guid?.Value ?? item.Attributes().FirstOrDefault(a => a.Name.LocalName == "about")?.Value;
        return new RawItem(id, Link(item, guid, address), html.Line(item.Own("title")?.Value, FeedLimits.Title), summary, text, thumbnail, date,
            item.All("category").Concat(item.All("subject")).Take(FeedLimits.Categories).Select(c => html.Line(c.Value, 100)));
    }

    private static Uri? Link(XElement item, XElement? guid, Uri address)
    {
        if (item.Own("link") is { } link && link.Link(address, link.Value) is { } own)
            return own;
        if (item.All("link").FirstOrDefault(l => l.Attribute("href") is not null) is { } atom)
            return atom.Link(address, (string?)atom.Attribute("href"));
        // a guid is an address unless it says otherwise, and only a whole one
        return guid is not null && (string?)guid.Attribute("isPermaLink") != "false" && guid.Value.TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? guid.Link(address, guid.Value) : null;
    }
}
