using System.Net;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Trends.Feeds;

namespace ContentFactory.Domain.Trends.Sites;

/// <summary>The answer of <c>search.list</c> of YouTube's Data API v3 (https://developers.google.com/youtube/v3/docs/search/list).</summary>
internal static class YouTubeSearchList
{
    private static readonly Uri Pictures = new("https://i.ytimg.com");

    public static Result<Feed> Read(JsonElement root, Uri address, string search)
    {
        if (root.Word("kind") != "youtube#searchListResponse")
            return Problem.Unavailable("Trends.FeedUnknown");
        return FeedItems.Feed(HtmlText.Tidy(search, FeedLimits.Title), null, address, address, root.Items("items").Select(Item).OfType<RawItem>());
    }

    private static RawItem? Item(JsonElement item)
    {
        if (item.Word("id", "videoId") is not { Length: > 0 and <= 40 } video)
            return null;
        // words come with HTML's entities
        var (title, words) = (WebUtility.HtmlDecode(item.Word("snippet", "title") ?? ""), WebUtility.HtmlDecode(item.Word("snippet", "description") ?? ""));
        return new RawItem(
            video, new($"https://www.youtube.com/watch?v={Uri.EscapeDataString(video)}"), HtmlText.Tidy(title, FeedLimits.Title).Replace('\n', ' '), HtmlText.Tidy(words, FeedLimits.Summary),
            HtmlText.Tidy(words, FeedLimits.Text), Picture(item), item.Word("snippet", "publishedAt"), item.Word("snippet", "channelTitle") is { Length: > 0 } channel ? [HtmlText.Tidy(channel, 100)] : []);
    }

    private static Uri? Picture(JsonElement item) => new[] { "high", "medium", "default" }
        .Select(size => FeedXmlExtensions.WebAddress(Pictures, item.Word("snippet", "thumbnails", size, "url"))).FirstOrDefault(p => p is not null);
}
