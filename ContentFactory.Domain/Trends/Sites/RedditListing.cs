using System.Globalization;
using System.Net;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Trends.Feeds;

namespace ContentFactory.Domain.Trends.Sites;

/// <summary>The public listing of a subreddit (<c>/r/{name}/new.json</c>).</summary>
internal static class RedditListing
{
    private static readonly Uri Site = new("https://www.reddit.com");

    public static Result<Feed> Read(JsonElement root, Uri address)
    {
        if (root.Word("kind") != "Listing")
            return Problem.Unavailable("Trends.RedditClosed");
        var html = new HtmlText();
        var posts = root.Items("data", "children").Where(c => c.Word("kind") == "t3").Select(c => c.Property("data")).OfType<JsonElement>()
            .Where(p => p.Flag("stickied") is not true && p.Flag("over_18") is not true);
        var name = address.Segments is [_, _, var subreddit, ..] ? "r/" + subreddit.TrimEnd('/') : address.Host;
        return FeedItems.Feed(name, null, address, address, posts.Select(p => Item(p, html)));
    }

    private static RawItem Item(JsonElement post, HtmlText html)
    {
        var discussion = FeedXmlExtensions.WebAddress(Site, post.Word("permalink"));
        // what a post links to is the news; the discussion is only about it
        var link = post.Flag("is_self") is true ? discussion : FeedXmlExtensions.WebAddress(Site, post.Word("url_overridden_by_dest") ?? post.Word("url")) ?? discussion;
        var words = HtmlText.Tidy(post.Word("selftext") ?? "", FeedLimits.Text);
        return new RawItem(
            post.Word("name"), link, html.Line(WebUtility.HtmlEncode(post.Word("title") ?? ""), FeedLimits.Title), HtmlText.Tidy(words, FeedLimits.Summary), words,
            Picture(post), Date(post), post.Word("link_flair_text") is { Length: > 0 } flair ? [HtmlText.Tidy(flair, 100)] : []);
    }

    private static Uri? Picture(JsonElement post) => new[] { post.Word("thumbnail"), post.Word("url_overridden_by_dest") }
        .Where(p => p is not null && (p.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase) || p.EndsWith(".png", StringComparison.OrdinalIgnoreCase)))
        .Select(p => FeedXmlExtensions.WebAddress(Site, p)).FirstOrDefault();

    private static string? Date(JsonElement post) =>
        post.Property("created_utc") is { ValueKind: JsonValueKind.Number } at && at.TryGetDouble(out var seconds) && seconds is > 0 and < 32_503_680_000
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds).ToString("O", CultureInfo.InvariantCulture) : null;
}
