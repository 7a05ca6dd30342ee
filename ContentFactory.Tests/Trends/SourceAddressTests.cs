using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.Sites;

namespace ContentFactory.Tests.Trends;

public sealed class SourceAddressTests
{
    [Theory]
    [InlineData("r/Coffee", SourceKind.Reddit, "https://www.reddit.com/r/coffee")]
    [InlineData("/r/Coffee/", SourceKind.Reddit, "https://www.reddit.com/r/coffee")]
    [InlineData("https://old.reddit.com/r/coffee/hot/", SourceKind.Reddit, "https://www.reddit.com/r/coffee")]
    [InlineData("reddit.com/r/coffee.rss", SourceKind.Reddit, "https://www.reddit.com/r/coffee")]
    [InlineData("https://www.reddit.com/user/somebody", SourceKind.Feed, "https://www.reddit.com/user/somebody")]
    [InlineData("@Durov", SourceKind.TelegramChannel, "https://t.me/s/durov")]
    [InlineData("t.me/durov", SourceKind.TelegramChannel, "https://t.me/s/durov")]
    [InlineData("https://t.me/s/durov/", SourceKind.TelegramChannel, "https://t.me/s/durov")]
    [InlineData("https://t.me/durov/12", SourceKind.Feed, "https://t.me/durov/12")]
    [InlineData("https://t.me/+AbCdEf", SourceKind.Feed, "https://t.me/+AbCdEf")]
    [InlineData("https://www.youtube.com/channel/UC0123456789012345678901/videos", SourceKind.Feed, "https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789012345678901")]
    [InlineData("youtube.com/results?search_query=latte+art", SourceKind.YoutubeSearch, "https://www.youtube.com/results?search_query=latte%20art")]
    [InlineData("https://www.youtube.com/playlist?list=PL_1-a", SourceKind.Feed, "https://www.youtube.com/feeds/videos.xml?playlist_id=PL_1-a")]
    [InlineData("https://www.youtube.com/@handle", SourceKind.Feed, "https://www.youtube.com/@handle")]
    [InlineData("https://trends.google.com/trending?geo=ru&hours=24", SourceKind.GoogleTrends, "https://trends.google.com/trending/rss?geo=RU")]
    [InlineData("https://trends.google.com/trending?geo=%27x", SourceKind.Feed, "https://trends.google.com/trending?geo=%27x")]
    [InlineData("example.com/feed", SourceKind.Feed, "https://example.com/feed")]
    [InlineData("https://reddit.com.evil.test/r/coffee", SourceKind.Feed, "https://reddit.com.evil.test/r/coffee")]
    public void Knows_sites_by_their_addresses(string typed, SourceKind kind, string address) =>
        Assert.Equal((kind, address), SourceAddress.Of(typed) is { Ok: true, Value: var found } ? (found.Kind, found.Address.AbsoluteUri) : default);
}
