using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

/// <summary>Posts that Instagram's limits rule out: found before, or refused by Instagram, and never out.</summary>
public sealed class InstagramInputTests : InstagramRig
{
    [Theory]
    [InlineData(1080, 1400)]
    [InlineData(1080, 500)]
    [InlineData(1080, 2160)]
    public async Task Refuses_an_image_of_a_wrong_ratio(int width, int height) => await RefusedAsync(Post("Hello", Jpeg(width, height)));

    [Theory]
    [InlineData(1080, 1350)]
    [InlineData(1080, 566)]
    [InlineData(1080, 1080)]
    public async Task Publishes_an_image_at_the_edge_of_the_ratios(int width, int height)
    {
        Assert.Empty(Platform.Validate(Post("Hello", Jpeg(width, height))));
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("Hello", Jpeg(width, height))));
    }

    [Fact]
    public async Task Refuses_an_image_without_bytes() => await RefusedAsync(Post("Hello", Jpeg(size: 0)));

    [Fact]
    public async Task Refuses_a_video_without_bytes() => await RefusedAsync(Post("Hello", Mp4(size: 0)));

    [Theory]
    [InlineData("image/heic", "photo.jpg")]
    [InlineData("image/png", "photo.jpg")]
    [InlineData("image/gif", "photo.gif")]
    public async Task Refuses_an_image_that_is_no_jpeg(string type, string name) => await RefusedAsync(Post("Hello", Jpeg(type: type, name: name)));

    [Fact]
    public async Task Refuses_an_image_past_eight_megabytes() => await RefusedAsync(Post("Hello", Jpeg(size: 8 * 1024 * 1024 + 1)));

    [Fact]
    public async Task Refuses_a_caption_of_2201_characters() => await RefusedAsync(Image(new string('a', 2201)));

    [Fact]
    public async Task Refuses_eleven_images() => await RefusedAsync(Post("Hello", [.. Enumerable.Range(0, 11).Select(_ => Jpeg())]));

    [Fact]
    public async Task Refuses_31_hashtags_and_21_mentions()
    {
        Assert.NotEmpty(Platform.Validate(Image(string.Join(' ', Enumerable.Range(0, 31).Select(i => $"#tag{i}")))));
        Assert.NotEmpty(Platform.Validate(Image(string.Join(' ', Enumerable.Range(0, 21).Select(i => $"@name{i}")))));
        Assert.Empty(Platform.Validate(Image(string.Join(' ', Enumerable.Range(0, 30).Select(i => $"#tag{i}")))));
        Assert.Empty(Platform.Validate(Image(string.Join(' ', Enumerable.Range(0, 20).Select(i => $"@name{i}")))));
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15 * 60 + 1)]
    public async Task Refuses_a_reel_of_a_wrong_length(int seconds)
    {
        Assert.NotEmpty(Platform.Validate(Post("Hello", Mp4(seconds)) with { Kind = PublicationKind.Reel }));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Refuses_words_without_a_picture() => await RefusedAsync(Post("Hello"));

    [Fact]
    public async Task Refuses_an_image_that_instagram_can_not_fetch()
    {
        await RefusedAsync(Post("Hello", Jpeg() with { PublicUrl = null }));
        await RefusedAsync(Post("Hello", Jpeg() with { PublicUrl = new("https://media.example/unknown.jpg") }));
    }

    [Fact]
    public async Task Calls_for_attention_when_the_token_is_revoked()
    {
        Server.RevokeAllTokens();

        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Image()));
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task Calls_for_attention_when_the_right_to_publish_is_missing()
    {
        Server.InstagramScopes = ["instagram_business_basic"];
        var offered = (await ExchangeAsync("instagram")).Value!.Accounts.Single();
        Account = new(offered.Account.AccountId, offered.Account.Handle, offered.Secrets, AppKey: offered.Account.AppKey);

        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Image()));
        Assert.Empty(Server.Posts);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("reel")]
    [InlineData("carousel")]
    [InlineData("story")]
    public void Finds_no_fault_with_what_instagram_takes(string kind) => Assert.Empty(Platform.Validate(OfKind(kind)));

    private async Task RefusedAsync(OutgoingPost post)
    {
        var faults = Platform.Validate(post);
        Assert.All(faults, AssertReadable);

        var outcome = await Run().ToTheEndAsync(post);

        AssertOutcome(PublishKind.Rejected, outcome);
        Assert.Empty(Server.Posts);
    }
}
