using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Facebook;

/// <summary>The cover of a page's video ("thumb"), which goes with the call that publishes it.</summary>
public sealed class FacebookCoverTests : FacebookRig
{
    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    public async Task Sends_the_cover_whole_with_the_call_that_publishes(string type)
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Covered(Jpeg(120_000, type, "cover \"1\".jpg"))));

        var video = Assert.Single(Server.Videos);
        Assert.True(BytesOf(120_000).AsSpan().SequenceEqual(video.Cover), "the bytes differ");
        Assert.Equal("Hello", video.Description);
    }

    [Theory]
    [InlineData("reel")]
    [InlineData("video story")]
    [InlineData("photo")]
    [InlineData("text")]
    public async Task Leaves_the_cover_where_no_document_names_one(string kind)
    {
        var post = OfKind(kind) with { Cover = Jpeg(20_000_000, "image/webp") };
        Assert.Null(Platform.CoverOf(post));
        Assert.Empty(Platform.Validate(post));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(post));
        Assert.All(Server.Videos, v => Assert.Null(v.Cover));
    }

    [Theory]
    [InlineData("image/webp", 1000, "Type")]
    [InlineData("image/png", 11 * 1024 * 1024, "TooLarge")]
    [InlineData("image/png", 0, "Empty")]
    public async Task Unconfirmed_a_cover_has_the_limits_of_a_photo(string type, int size, string key)
    {
        var post = Covered(Jpeg(size, type));

        var fault = Assert.Single(Platform.Validate(post));
        Assert.Equal($"Platforms.Cover_{key}", fault.TextKey);
        AssertReadable(fault);
        AssertOutcome(PublishKind.Rejected, await Run().OnceAsync(post));
        Assert.Empty(Server.Videos);
    }

    [Fact]
    public async Task A_cover_that_cannot_be_read_waits_with_the_video_and_sends_it_once()
    {
        var (run, reads) = (Run(), 0);
        var cover = Jpeg() with { Open = _ => ++reads == 1 ? throw new FileNotFoundException() : Task.FromResult<Stream>(new MemoryStream(BytesOf(200_000))) };

        var outcome = await run.OnceAsync(Covered(cover));
        AssertOutcome(PublishKind.NotSent, outcome);
        Assert.Empty(Server.Posts);

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Covered(cover)));
        Assert.Equal(200_000, Assert.Single(Server.Videos).Cover!.Length);
        Assert.Single(Server.Posts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Makes_one_post_with_its_cover_when_it_dies_at_any_request(bool done) =>
        await DieAtEveryRequestAsync(done, run => Covered(Jpeg()) with { Text = $"Video {run}" }, (outcome, run) =>
        {
            Assert.True(Server.Videos.Count(v => v.Post is not null) == run, $"death at request {run}: {Server.Videos.Count} videos");
            AssertOutcome(PublishKind.Published, outcome);
            Assert.Equal(200_000, Server.Videos.Last(v => v.Post is not null).Cover!.Length);
        });

    private OutgoingPost Covered(OutgoingMedia cover) => OfKind("video") with { Cover = cover };
}
