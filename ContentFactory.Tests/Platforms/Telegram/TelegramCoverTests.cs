using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

/// <summary>The cover of a video: "cover" of sendVideo and of the first video of an album.</summary>
public sealed class TelegramCoverTests : TelegramRig
{
    [Fact]
    public async Task Sends_the_cover_with_its_video_in_one_call()
    {
        Server.On("sendVideo", Replies.Ok(SentMessage));

        var outcome = await PublishAsync(new("Look", [File(MediaKind.Video, "a.mp4", 100_000)]) { Cover = File(MediaKind.Image, "cover.png", 5_000) });

        var call = Assert.Single(Server.Calls);
        Assert.Equal(PublishKind.Published, outcome.Kind);
        Assert.Equal((100_000, 5_000), (call.Files["video"].Bytes.Length, FileOf(call, call.Text("cover")).Bytes.Length));
    }

    [Fact]
    public async Task The_first_video_of_an_album_has_the_cover()
    {
        Server.On("sendMediaGroup", Replies.Ok($"[{SentMessage},{SentMessage},{SentMessage}]"));

        await PublishAsync(new("Look", [File(MediaKind.Image), File(MediaKind.Video, "a.mp4"), File(MediaKind.Video, "b.mp4")]) { Cover = File(MediaKind.Image, "cover.png", 5_000) });

        var call = Assert.Single(Server.Calls);
        var covers = JsonNode.Parse(call.Text("media")!)!.AsArray().Select(m => (string?)m!["cover"]).ToList();
        Assert.Equal([false, true, false], covers.Select(c => c is not null));
        Assert.Equal(5_000, FileOf(call, covers[1]).Bytes.Length);
    }

    [Theory]
    [InlineData(MediaKind.Image, "sendPhoto")]
    [InlineData(MediaKind.Animation, "sendAnimation")]
    [InlineData(MediaKind.Document, "sendDocument")]
    public async Task Leaves_the_cover_of_what_is_no_video(MediaKind kind, string method)
    {
        Server.On(method, Replies.Ok(SentMessage));
        var post = new OutgoingPost("Look", [File(kind)]) { Cover = File(MediaKind.Image, "cover.png", 20_000_000) };
        Assert.Null(Platform.CoverOf(post));

        Assert.Equal(PublishKind.Published, (await PublishAsync(post)).Kind);
        Assert.Single(Assert.Single(Server.Calls).Files);
    }

    [Theory]
    [InlineData("image/gif", 1000, 100, 100, "Type")]
    [InlineData("image/png", 11 * 1024 * 1024, 100, 100, "TooLarge")]
    [InlineData("image/png", 0, 100, 100, "Empty")]
    [InlineData("image/png", 1000, 9000, 1001, "TooWide")]
    [InlineData("image/png", 1000, 2100, 100, "TooNarrow")]
    public async Task Unconfirmed_the_cover_of_a_video_has_the_limits_of_a_photo(string type, int size, int width, int height, string key)
    {
        var post = new OutgoingPost("Look", [File(MediaKind.Video, "a.mp4")]) { Cover = File(MediaKind.Image, "cover.png", size, width, height) with { ContentType = type } };

        Assert.Equal($"Platforms.Cover_{key}", Assert.Single(Platform.Validate(post)).TextKey);
        Assert.Equal(PublishKind.Rejected, (await PublishAsync(post)).Kind);
        Assert.Empty(Server.Calls);
    }

    [Fact]
    public async Task A_cover_that_cannot_be_read_sends_nothing()
    {
        var cover = File(MediaKind.Image, "cover.png") with { Open = _ => throw new FileNotFoundException() };

        Assert.Equal(PublishKind.NotSent, (await PublishAsync(new("Look", [File(MediaKind.Video, "a.mp4")]) { Cover = cover })).Kind);
        Assert.Empty(Server.Calls);
    }

    private static RecordedFile FileOf(RecordedCall call, string? named)
    {
        Assert.StartsWith("attach://", named, StringComparison.Ordinal);
        return call.Files[named!["attach://".Length..]];
    }
}
