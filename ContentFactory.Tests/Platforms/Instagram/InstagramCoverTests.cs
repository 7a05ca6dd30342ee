using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

/// <summary>The cover of a reel (cover_url). Nothing else has one.</summary>
public sealed class InstagramCoverTests : InstagramRig
{
    [Theory]
    [InlineData("reel")]
    [InlineData("sent reel")]
    public async Task Names_the_address_of_a_reels_cover_once(string kind)
    {
        var cover = Jpeg(1080, 1920);

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind(kind) with { Cover = cover }));

        Assert.Equal(cover.PublicUrl!.AbsoluteUri, Assert.Single(Server.Posts).From.Call.Text("cover_url"));
        Assert.Single(Server.Containers);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("carousel")]
    [InlineData("story")]
    public async Task Leaves_the_cover_where_a_post_becomes_no_reel(string kind)
    {
        var post = OfKind(kind) with { Cover = Jpeg(type: "image/png") };
        Assert.Null(Platform.CoverOf(post));
        Assert.Empty(Platform.Validate(post));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(post));
        Assert.All(Server.Containers, c => Assert.Null(c.Call.Text("cover_url")));
    }

    [Theory]
    [InlineData("image/png", 1000, "Type")]
    [InlineData("image/jpeg", 9 * 1024 * 1024, "TooLarge")]
    [InlineData("image/jpeg", 0, "Empty")]
    public async Task Unconfirmed_a_cover_has_the_limits_of_a_picture(string type, int size, string key)
    {
        var post = Reel() with { Cover = Jpeg(type: type, size: size) };

        var fault = Assert.Single(Platform.Validate(post));
        Assert.Equal($"Platforms.Cover_{key}", fault.TextKey);
        AssertReadable(fault);
        AssertOutcome(PublishKind.Rejected, await Run().OnceAsync(post));
        Assert.Empty(Server.Containers);
    }

    [Fact]
    public async Task A_reel_does_not_go_out_without_a_cover_that_nobody_can_fetch()
    {
        var outcome = await Run().OnceAsync(Reel() with { Cover = Jpeg() with { PublicUrl = null } });

        AssertOutcome(PublishKind.Rejected, outcome);
        Assert.Equal("Platforms.Instagram_NoPublicAddress", outcome.Reason?.TextKey);
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task A_cover_that_Instagram_cannot_fetch_stops_the_reel_with_a_remedy()
    {
        var cover = Jpeg();
        Server.Web.Remove(cover.PublicUrl!.AbsoluteUri);

        var outcome = await Run().ToTheEndAsync(Reel() with { Cover = cover });

        AssertOutcome(PublishKind.Rejected, outcome);
        AssertReadable(outcome.Reason);
        Assert.Empty(Server.Posts);
    }
}
