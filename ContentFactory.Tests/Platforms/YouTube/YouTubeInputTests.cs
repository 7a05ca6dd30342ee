using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>Posts that YouTube's limits rule out: found before, or refused by YouTube, and never out.</summary>
public sealed class YouTubeInputTests : YouTubeRig
{
    [Theory]
    [InlineData("A < B")]
    [InlineData("A > B")]
    public async Task Refuses_angle_brackets_in_title_and_description(string text)
    {
        await RefusedAsync(Video(text));
        await RefusedAsync(Video(text: text));
    }

    [Fact]
    public async Task Refuses_a_title_of_101_characters() => await RefusedAsync(Video(new string('a', 101)));

    [Fact]
    public async Task Publishes_a_title_of_100_characters()
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video(new string('a', 100))));
    }

    [Fact]
    public async Task Refuses_5001_bytes_of_description()
    {
        await RefusedAsync(Video(text: new string('a', 5001)));
        await RefusedAsync(Video(text: new string('ж', 2501)));
    }

    [Fact]
    public async Task Refuses_a_file_without_bytes() => await RefusedAsync(Video(size: 0));

    [Fact]
    public async Task Refuses_posts_without_a_video()
    {
        await RefusedAsync(new("Words", []) { Title = "A title" });
        await RefusedAsync(new("Words", [Jpeg()]) { Title = "A title" });
        await RefusedAsync(new("Words", [Jpeg(type: "image/heic")]) { Title = "A title" });
    }

    [Fact]
    public async Task Refuses_two_videos_at_once() => await RefusedAsync(new("Words", [Mp4(), Mp4()]) { Title = "A title" });

    [Fact]
    public async Task Calls_for_attention_when_the_token_is_revoked()
    {
        Server.RevokeAllTokens();

        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Video()));
        Assert.Empty(Server.Videos);
    }

    [Fact]
    public async Task Calls_for_attention_when_the_right_to_upload_is_missing()
    {
        Server.Narrow("https://www.googleapis.com/auth/youtube.readonly");

        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Video()));
        Assert.Empty(Server.Videos);
    }

    [Fact]
    public void Finds_no_fault_with_what_youtube_takes()
    {
        Assert.Empty(Platform.Validate(Video()));
        Assert.Empty(Platform.Validate(Video() with { Kind = PublicationKind.Short }));
    }

    private async Task RefusedAsync(OutgoingPost post)
    {
        Assert.All(Platform.Validate(post), AssertReadable);

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(post));
        Assert.Empty(Server.Videos);
    }
}
