using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.YouTube;
using Microsoft.Extensions.DependencyInjection;
using static ContentFactory.Tests.Platforms.YouTube.YouTubeUnits;

namespace ContentFactory.Tests.Platforms.YouTube;

public sealed class YouTubeMetadataTests
{
    [Theory]
    [InlineData("First line\nsecond", null, "First line")]
    [InlineData("First line\nsecond", "  Own\r\ntitle ", "Own title")]
    [InlineData("\n\n  Later line", "", "Later line")]
    public void Title_is_the_posts_own_or_its_first_line(string text, string? title, string expected) =>
        Assert.Equal(expected, YouTubeMetadata.TitleOf(Post(text, title: title)));

    [Fact]
    public void Long_first_line_is_cut_at_a_word()
    {
        var word = new string('x', 33);
        Assert.Equal($"{word} {word}", YouTubeMetadata.TitleOf(Post($"{word} {word} {word}")));
        Assert.Equal($"{word} {word} {word[..32]}", YouTubeMetadata.TitleOf(Post($"{word} {word} {word[..32]} more")));
        Assert.Equal(100, YouTubeMetadata.TitleOf(Post(new string('x', 300))).Length);
        Assert.Equal(99, YouTubeMetadata.TitleOf(Post(new string('x', 99) + "🎉🎉")).Length);
    }

    [Fact]
    public void Hashtags_of_the_text_become_tags_once()
    {
        var post = Post("#Hello мир #привет_мир #hello\nhttps://a.io/#part C# #2026");

        Assert.Equal(["Hello", "привет_мир", "2026"], YouTubeMetadata.TagsOf(post));
    }

    [Fact]
    public void Resource_of_a_plain_post_is_public()
    {
        var expected = """{"snippet":{"title":"Hello","description":"Hello\n\nhttps://a.io","tags":[],"categoryId":"22"},"status":{"privacyStatus":"public","selfDeclaredMadeForKids":false}}""";

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), YouTubeMetadata.Resource(Post(link: "https://a.io"))));
    }

    [Fact]
    public void Resource_holds_what_the_options_say()
    {
        var post = Post(options: [("privacy", "private"), ("publish_at", "2026-12-01T13:00:00+03:00"), ("made_for_kids", "true"), ("synthetic", "true"), ("category", "10")]);

        var expected = """{"privacyStatus":"private","selfDeclaredMadeForKids":true,"containsSyntheticMedia":true,"publishAt":"2026-12-01T10:00:00Z"}""";
        var resource = YouTubeMetadata.Resource(post);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), resource["status"]));
        Assert.Equal("10", resource["snippet"]!["categoryId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(null, "https://www.googleapis.com/upload/youtube/v3/videos?upload_id=1", "https://www.googleapis.com/upload/youtube/v3/videos?upload_id=1")]
    [InlineData(null, "https://evil.example/upload", null)]
    [InlineData(null, "http://www.googleapis.com/upload", null)]
    [InlineData(null, "https://googleapis.com.evil.example/upload", null)]
    [InlineData(null, "", null)]
    [InlineData("http://127.0.0.1:9/sandbox/youtube", "http://127.0.0.1:9/sandbox/youtube/upload?upload_id=1", "http://127.0.0.1:9/sandbox/youtube/upload?upload_id=1")]
    [InlineData("http://127.0.0.1:9/sandbox/youtube", "https://www.googleapis.com/upload?upload_id=1", "http://127.0.0.1:9/sandbox/youtube/upload?upload_id=1")]
    [InlineData("http://127.0.0.1:9/sandbox/youtube", "http://127.0.0.1:10/upload", null)]
    public void Token_goes_to_sessions_of_the_network_only(string? server, string address, string? expected)
    {
        using var provider = Build(server);

        Assert.Equal(expected, provider.GetRequiredService<UploadSessions>().Trusted(Account, address)?.AbsoluteUri);
    }

    [Theory]
    [InlineData("2026-11-28T07:59:59Z", 1)]
    [InlineData("2026-11-28T08:00:00Z", 24 * 3600)]
    [InlineData("2026-07-01T06:00:00Z", 3600)]
    [InlineData("2026-11-01T07:00:00Z", 25 * 3600)]
    [InlineData("2026-03-08T08:00:00Z", 23 * 3600)]
    public void Quota_starts_anew_at_midnight_pacific_time(string now, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), YouTubeQuota.UntilReset(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
}
