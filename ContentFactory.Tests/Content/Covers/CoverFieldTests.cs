using Bunit;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Content.Previews;
using ContentFactory.Web.Content;

namespace ContentFactory.Tests.Content.Covers;

public sealed class CoverFieldTests : PreviewRig
{
    [Fact]
    public void The_field_names_the_networks_that_take_none()
    {
        var said = Field(PostType.ShortVideo, [Film]).Find("[data-cover-without]").TextContent;

        Assert.All(new[] { "TikTok", "YouTube", "Facebook", "X", "LinkedIn", "Threads", "Discord" }, n => Assert.Contains(n, said, StringComparison.Ordinal));
        Assert.All(new[] { "Telegram", "Instagram" }, n => Assert.DoesNotContain(n, said, StringComparison.Ordinal));
        Assert.DoesNotContain("YouTube", Field(PostType.LongVideo, [Film]).Find("[data-cover-without]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cover_is_shown_with_its_description_and_waits_for_a_video()
    {
        var field = Field(PostType.Image, [File()], File() with { AltText = "A cup of iced coffee" });

        Assert.Equal("A cup of iced coffee", field.Find("img").GetAttribute("alt"));
        Assert.NotNull(field.Find("[data-cover-idle]"));
        Assert.NotNull(field.Find("[data-act=cover-remove]"));
        Assert.Contains("Image.file", Field(PostType.LongVideo, [Film], File()).Find("img").GetAttribute("alt")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tiktok", PostType.ShortVideo, false)]
    [InlineData("youtube", PostType.ShortVideo, false)]
    [InlineData("youtube", PostType.LongVideo, true)]
    [InlineData("instagram", PostType.ShortVideo, true)]
    public void A_network_follows_the_post_or_says_that_it_takes_none(string network, PostType type, bool takes)
    {
        var panel = Page.Render<VariantMedia>(p => p.Add(v => v.Network, network).Add(v => v.Post, Post(type, [Film]) with { Cover = File() }).Add(v => v.Editable, true));

        Assert.Equal(takes ? 1 : 0, panel.FindAll("[data-act=cover-follow]").Count);
        Assert.Equal(takes ? 0 : 1, panel.FindAll("[data-cover-none]").Count);
        if (takes)
            Assert.True(panel.Find("[data-act=cover-follow]").HasAttribute("checked"));
    }

    [Fact]
    public void A_post_without_a_video_asks_no_network_for_a_cover() =>
        Assert.Empty(Page.Render<VariantMedia>(p => p.Add(v => v.Network, "telegram").Add(v => v.Post, Post(media: [File()]))).FindAll("[data-cover]"));

    private static PostMediaRow Film => File(MediaKind.Video, 1080, 1920, "video/mp4") with { DurationMs = 20_000 };

    private IRenderedComponent<CoverField> Field(PostType type, IReadOnlyList<PostMediaRow> media, PostMediaRow? cover = null) =>
        Page.Render<CoverField>(p => p.Add(v => v.Tenant, "t").Add(v => v.Post, Post(type, media) with { Cover = cover }));
}
