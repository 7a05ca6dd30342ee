using Bunit;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Platforms;
using ContentFactory.Web.Content;

namespace ContentFactory.Tests.Content.Previews;

public sealed class NetworkPreviewTests : PreviewRig
{
    [Theory]
    [InlineData("telegram", PostType.TextPost, "TelegramLook")]
    [InlineData("instagram", PostType.Image, "InstagramLook")]
    [InlineData("instagram", PostType.ShortVideo, "ReelLook")]
    [InlineData("instagram", PostType.Story, "StoryLook")]
    [InlineData("facebook", PostType.TextPost, "FacebookLook")]
    [InlineData("facebook", PostType.ShortVideo, "ReelLook")]
    [InlineData("threads", PostType.Thread, "ThreadsLook")]
    [InlineData("x", PostType.Thread, "XLook")]
    [InlineData("linkedin", PostType.Article, "LinkedInLook")]
    [InlineData("tiktok", PostType.ShortVideo, "TikTokLook")]
    [InlineData("youtube", PostType.ShortVideo, "ShortLook")]
    [InlineData("youtube", PostType.LongVideo, "YouTubeLook")]
    [InlineData("discord", PostType.TextPost, "DiscordLook")]
    public void Each_network_has_a_look_of_its_own_by_the_type_of_the_post(string network, PostType type, string look)
    {
        var preview = Preview(Post(type), Words("Words of the post"), network);

        Assert.Equal(look, preview.Find("[data-preview]").GetAttribute("data-look"));
        Assert.Equal(network, preview.Find("[role=tab][aria-selected=true]").GetAttribute("data-network"));
        Assert.True(look is "StoryLook" == !preview.Find("[data-preview]").TextContent.Contains("Words of the post", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_shape_of_the_post_can_be_looked_at()
    {
        var preview = Preview(Post(PostType.Image, [File()]), Words("Words"), "instagram");

        preview.Find("[data-form=Story]").Click();

        Assert.Equal("StoryLook", preview.Find("[data-preview]").GetAttribute("data-look"));
        Assert.Equal("true", preview.Find("[data-form=Story]").GetAttribute("aria-pressed"));
    }

    [Fact]
    public void The_companys_channel_of_the_network_introduces_itself()
    {
        Assert.Contains("@noon_studio", Preview(Post(), Words("a"), "x").Find("[data-preview]").TextContent, StringComparison.Ordinal);
        Assert.Contains("2626 subscribers", Preview(Post(), Words("a"), "telegram").Find("[data-preview]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Noon", Preview(Post(), Words("a"), "linkedin").Find("[data-preview]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("youtube", PostType.LongVideo, true)]
    [InlineData("instagram", PostType.ShortVideo, true)]
    [InlineData("telegram", PostType.LongVideo, true)]
    [InlineData("youtube", PostType.ShortVideo, false)]
    [InlineData("facebook", PostType.ShortVideo, false)]
    [InlineData("tiktok", PostType.ShortVideo, false)]
    [InlineData("x", PostType.LongVideo, false)]
    public void A_video_shows_its_cover_where_the_network_takes_one(string network, PostType type, bool shows)
    {
        var cover = File();
        var post = Post(type, [File(MediaKind.Video, 1080, 1920, "video/mp4") with { DurationMs = 20_000 }]) with { Cover = cover };

        var preview = Preview(post, Words("Words", "Title"), network);

        Assert.Equal(shows ? 1 : 0, preview.FindAll("[data-preview] .media img").Count);
        Assert.Equal(shows ? 0 : 1, preview.FindAll("[data-preview] .media video").Count);
        Assert.Single(preview.FindAll("[data-preview] .media .play"));
    }

    [Fact]
    public void A_network_shows_its_own_cover_and_says_what_does_not_fit()
    {
        var video = File(MediaKind.Video, 1080, 1920, "video/mp4") with { DurationMs = 20_000 };
        var post = Post(PostType.LongVideo, [video]) with { Cover = File(), Extras = [new("instagram", null, null) { Cover = File(type: "image/png") }] };

        var counters = Counters(post, Words("Words", "Title"));

        Assert.Contains("Platforms.Cover_Type", counters.FindAll("[data-counter=instagram] [data-fault]").Select(f => f.GetAttribute("data-fault")));
        Assert.Empty(counters.FindAll("[data-counter=telegram] [data-fault]"));
    }

    [Fact]
    public void A_long_text_is_folded_and_opens_on_request()
    {
        var preview = Preview(Post(PostType.Image, [File()]), Words(string.Concat(Enumerable.Repeat("word ", 100)) + "end"), "instagram");
        Assert.DoesNotContain("end", preview.Find("[data-preview]").TextContent, StringComparison.Ordinal);

        preview.Find("button.more").Click();

        Assert.Contains("end", preview.Find("[data-preview]").TextContent, StringComparison.Ordinal);
        Assert.Empty(preview.FindAll("button.more"));
    }

    [Fact]
    public void What_is_over_the_limit_is_marked_and_cuts_no_emoji()
    {
        var preview = Preview(Post(PostType.Image, [File()]), Words(new string('a', 2199) + "👩‍👩‍👧‍👦b"), "instagram");

        Assert.Equal("👩‍👩‍👧‍👦b", preview.Find("mark").TextContent);
    }

    [Fact]
    public void A_long_text_is_a_chain_where_the_network_has_chains()
    {
        var preview = Preview(Post(), Words(string.Concat(Enumerable.Repeat("A sentence of some words. ", 20))), "x");

        Assert.Equal(2, preview.FindAll(".post").Count);
        Assert.Empty(preview.FindAll("mark"));
    }

    [Fact]
    public void Links_look_as_the_network_shows_them()
    {
        var words = Words("See https://example.com/a/very/long/path/to/a/page #tag");

        Assert.Equal(["example.com/a/very/long/pat…", "#tag"], Preview(Post(), words, "x").FindAll(".link").Select(l => l.TextContent));
        Assert.Equal(["https://example.com/a/very/long/path/to/a/page"], Preview(Post(), words, "discord").FindAll("p .link").Select(l => l.TextContent));
        Assert.Equal(["#tag"], Preview(Post(), words, "instagram").FindAll(".link").Select(l => l.TextContent));
    }

    [Fact]
    public void A_text_of_its_own_is_shown_while_it_is_typed_and_the_original_elsewhere()
    {
        var post = Post(PostType.TextPost, null, new PostVariantRow("x", "Own", [], null, true, false));
        var preview = Preview(post, Words("The original"), "x");
        Assert.Contains("Own", preview.Find("[data-preview] p").TextContent, StringComparison.Ordinal);

        Desk["x"].See(post.Variants[0]);
        Desk["x"].Type(0, "Typed just now");
        Desk.Tell();
        preview.WaitForAssertion(() => Assert.Contains("Typed just now", preview.Find("[data-preview] p").TextContent, StringComparison.Ordinal));

        preview.Find("[role=tab][data-network=linkedin]").Click();
        Assert.Contains("The original", preview.Find("[data-preview] p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_network_chosen_in_the_preview_is_chosen_in_the_texts_too()
    {
        var post = Post();
        var panel = Page.Render<VariantsPanel>(p => p.Add(v => v.Post, post).Add(v => v.Original, "a").Add(v => v.Desk, Desk).Add(v => v.Editable, true));
        var preview = Preview(post, Words("a"), "discord");

        preview.Find("[role=tab][data-network=threads]").Click();
        panel.WaitForAssertion(() => Assert.Equal("threads", panel.Find("[role=tab][aria-selected=true]").GetAttribute("data-network")));

        panel.Find("[role=tab][data-network=tiktok]").Click();
        preview.WaitForAssertion(() => Assert.Equal("TikTokLook", preview.Find("[data-preview]").GetAttribute("data-look")));
    }

    [Theory]
    [InlineData("x", 6, 4, "+2")]
    [InlineData("facebook", 7, 5, "+2")]
    [InlineData("telegram", 10, 10, null)]
    public void More_files_than_a_network_shows_are_counted(string network, int files, int shown, string? rest)
    {
        var preview = Preview(Post(PostType.Carousel, [.. Enumerable.Range(0, files).Select(_ => File())]), Words("a"), network);

        Assert.Equal(shown, preview.FindAll(".cell").Count);
        Assert.Equal(rest, preview.FindAll(".rest").Select(r => r.TextContent).SingleOrDefault());
    }
}
