using System.Xml.Linq;

namespace ContentFactory.Domain.Trends.Feeds;

internal static class AtomFeed
{
    public static Result<Feed> Read(XElement root, Uri address)
    {
        var html = new HtmlText();
        var language = (string?)root.Attribute(XNamespace.Xml + "lang");
        var entries = root.All("entry").Select(e => Item(e, html, address));
        return FeedItems.Feed(Text(root.Own("title"), html, FeedLimits.Title).Text.Replace('\n', ' '), language, Alternate(root, address), address, entries);
    }

    private static RawItem Item(XElement entry, HtmlText html, Uri address)
    {
        var (summary, summaryImage) = Text(entry.Own("summary"), html, FeedLimits.Summary);
        var (text, textImage) = Text(entry.Own("content"), html, FeedLimits.Text);
        var described = text.Length == 0 && summary.Length == 0 ? entry.In("group", "media")?.All("description").FirstOrDefault()?.Value : null;
        var picture = FeedPictures.Find(entry, address) ?? (entry.Own("content") ?? entry).Link(address, textImage ?? summaryImage);
        return new RawItem(
            entry.Own("id")?.Value, Alternate(entry, address), Text(entry.Own("title"), html, FeedLimits.Title).Text.Replace('\n', ' '),
            summary, described is null ? text : HtmlText.Tidy(described, FeedLimits.Text), picture, (entry.Own("published") ?? entry.Own("updated"))?.Value,
            entry.All("category").Take(FeedLimits.Categories).Select(c => html.Line((string?)c.Attribute("label") ?? (string?)c.Attribute("term") ?? c.Value, 100)));
    }

    private static (string Text, string? Image) Text(XElement? construct, HtmlText html, int limit)
    {
        if (construct is null)
            return ("", null);
        return ((string?)construct.Attribute("type"))?.Trim().ToLowerInvariant() switch
        {
            "html" or "text/html" => html.Read(construct.Value, limit),
            "xhtml" or "application/xhtml+xml" => html.Read(string.Concat(construct.Nodes().Select(n => n.ToString(SaveOptions.DisableFormatting))), limit),
            null or "text" or "text/plain" => (HtmlText.Tidy(construct.Value, limit), null),
            _ => ("", null),
        };
    }

    private static Uri? Alternate(XElement holder, Uri address)
    {
        var links = holder.All("link").Where(l => l.Name.Namespace == holder.Name.Namespace).ToList();
        var link = links.FirstOrDefault(l => (string?)l.Attribute("rel") is null or "alternate") ?? links.FirstOrDefault(l => (string?)l.Attribute("rel") is not ("self" or "enclosure" or "edit" or "hub" or "next"));
        return link?.Link(address, (string?)link.Attribute("href"));
    }
}
