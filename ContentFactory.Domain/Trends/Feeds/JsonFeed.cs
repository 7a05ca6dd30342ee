using System.Text.Json;

namespace ContentFactory.Domain.Trends.Feeds;

internal static class JsonFeed
{
    public static Result<Feed> Read(JsonElement root, Uri address)
    {
        if (Text(root, "version")?.Contains("jsonfeed.org/version/", StringComparison.Ordinal) != true)
            return Problem.Invalid("Address", "Trends.FeedUnknown");
        var html = new HtmlText();
        var site = FeedXmlExtensions.WebAddress(address, Text(root, "home_page_url"));
        var items = root.TryGetProperty("items", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
        return FeedItems.Feed(
            HtmlText.Tidy(Text(root, "title") ?? "", FeedLimits.Title), Text(root, "language"), site, address,
            items.Where(i => i.ValueKind == JsonValueKind.Object).Select(i => Item(i, html, address)));
    }

    private static RawItem Item(JsonElement item, HtmlText html, Uri address)
    {
        var (marked, image) = html.Read(Text(item, "content_html"), FeedLimits.Text);
        var text = marked.Length > 0 ? marked : HtmlText.Tidy(Text(item, "content_text") ?? "", FeedLimits.Text);
        var thumbnail = new[] { Text(item, "image"), Text(item, "banner_image"), image }.Select(p => FeedXmlExtensions.WebAddress(address, p)).FirstOrDefault(p => p is not null);
        return new RawItem(
            Text(item, "id"), FeedXmlExtensions.WebAddress(address, Text(item, "url") ?? Text(item, "external_url")),
            HtmlText.Tidy(Text(item, "title") ?? "", FeedLimits.Title).Replace('\n', ' '), HtmlText.Tidy(Text(item, "summary") ?? "", FeedLimits.Summary), text,
            thumbnail, Text(item, "date_published") ?? Text(item, "date_modified"), Tags(item));
    }

    private static List<string> Tags(JsonElement item) => item.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array
        ? [.. tags.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Take(FeedLimits.Categories).Select(t => HtmlText.Tidy(t.GetString()!, 100))]
        : [];

    // an id may be a number, and a half surrogate is valid JSON but no text
    private static string? Text(JsonElement holder, string name)
    {
        if (!holder.TryGetProperty(name, out var value))
            return null;
        try
        {
            return value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
