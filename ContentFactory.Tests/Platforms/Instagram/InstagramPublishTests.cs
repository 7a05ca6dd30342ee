using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

public sealed class InstagramPublishTests : InstagramRig
{
    [Theory]
    [InlineData("image", "IMAGE", "FEED")]
    [InlineData("reel", "VIDEO", "REELS")]
    [InlineData("carousel", "CAROUSEL_ALBUM", "FEED")]
    [InlineData("story", "IMAGE", "STORY")]
    [InlineData("sent reel", "VIDEO", "REELS")]
    [InlineData("sent carousel", "CAROUSEL_ALBUM", "FEED")]
    public async Task Publishes_each_kind_and_names_its_place(string kind, string type, string product)
    {
        var outcome = await Run().ToTheEndAsync(OfKind(kind));

        AssertOutcome(PublishKind.Published, outcome);
        var post = Assert.Single(Server.Posts);
        Assert.Equal((type, product), (post.Type, post.Product));
        Assert.Equal((post.Id, post.Permalink), (outcome.ExternalId, outcome.Url));
    }

    [Theory]
    [InlineData("image")]
    [InlineData("reel")]
    [InlineData("carousel")]
    [InlineData("sent reel")]
    public async Task Publishes_the_same_with_login_by_facebook(string kind)
    {
        Account = await ConnectAsync("facebook");

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind(kind)));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Publishes_a_video_as_a_story()
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("", Mp4(20)) with { Kind = PublicationKind.Story }));
        Assert.Equal(("VIDEO", "STORY"), (Server.Posts[0].Type, Server.Posts[0].Product));
    }

    [Fact]
    public async Task Makes_a_reel_of_a_lone_video()
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("Hello", Mp4())));
        Assert.Equal("REELS", Assert.Single(Server.Posts).Product);
    }

    [Fact]
    public async Task Keeps_the_order_of_ten_items_in_a_carousel()
    {
        var images = Enumerable.Range(0, 10).Select(_ => Jpeg()).ToArray();

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("Ten", images)));

        var children = Server.Posts.Single().From.Children.Select(id => Server.Containers.Single(c => c.Id == id).Call.Text("image_url"));
        Assert.Equal(images.Select(i => i.PublicUrl!.AbsoluteUri), children);
        Assert.Equal(1, Server.QuotaUsed);
    }

    [Theory]
    [InlineData("<b>bold</b> & _under_ *star* [link](https://example.com) #tag @name")]
    [InlineData("مرحبا بالعالم — שלום עולם — mixed ‏RTL")]
    [InlineData("Line one\n\nLine three\ttab")]
    [InlineData("50% off + free = \"yes\" ?a=1&b=2 \\ 'q'")]
    [InlineData("👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 1️⃣")]
    public async Task Brings_the_caption_out_unchanged(string text)
    {
        await Run().ToTheEndAsync(Image(text));

        Assert.Equal(text, Server.Posts.Single().Caption);
    }

    [Fact]
    public async Task Brings_a_caption_of_joined_emoji_at_the_limit_out_unchanged()
    {
        // a family of four is eleven UTF-16 units, joined by zero-width joiners
        var text = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 200));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Image(text)));
        Assert.Equal((2200, text), (text.Length, Server.Posts.Single().Caption));
    }

    [Fact]
    public async Task Sends_the_alternative_text_of_an_image()
    {
        await Run().ToTheEndAsync(Post("Hello", Jpeg() with { AltText = "A red door" }));

        Assert.Equal("A red door", Server.Posts.Single().From.Call.Text("alt_text"));
    }

    [Fact]
    public async Task Waits_with_a_time_while_instagram_works_on_a_video()
    {
        var run = Run();

        Assert.Equal(PublishKind.Published, (await run.ToTheEndAsync(Reel())).Kind);

        Assert.Contains(run.Outcomes, o => o.Kind is PublishKind.Waiting);
        Assert.All(run.Outcomes.Where(o => o.Kind is PublishKind.Waiting), o => Assert.InRange(o.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public async Task Sends_no_byte_of_a_video_again_after_a_break()
    {
        Server.TakesAtMost = 250_000;

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind("sent reel")));

        // 600,000 bytes in three parts; an offset that is not where Instagram stands is a violation
        Assert.Equal(3, Server.Of("upload").Count);
        Assert.True(BytesOf(600_000).AsSpan().SequenceEqual(Server.Posts.Single().From.Bytes.ToArray()), "the bytes differ");
        Assert.Single(Server.Of("media"));
    }

    [Fact]
    public async Task Publishes_only_the_new_text_after_an_edit()
    {
        var first = Run();
        Assert.Equal(PublishKind.Waiting, (await first.OnceAsync(Reel("old"))).Kind);

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Reel("new")));

        Assert.Equal("new", Assert.Single(Server.Posts).Caption);
    }

    [Fact]
    public async Task Publishes_nothing_when_the_lease_is_lost()
    {
        var run = Run();
        run.LosesTheLease = true;

        var outcome = await run.OnceAsync(Image());

        Assert.NotEqual(PublishKind.Published, outcome.Kind);
        Assert.Empty(Server.Posts);
    }
}
