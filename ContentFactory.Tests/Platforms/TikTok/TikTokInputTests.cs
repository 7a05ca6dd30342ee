using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.TikTok;

/// <summary>Posts that TikTok's limits and its guidelines rule out: found before anything is sent.</summary>
public sealed class TikTokInputTests : TikTokRig
{
    [Theory]
    [InlineData("no file")]
    [InlineData("2,201 units")]
    [InlineData("two videos")]
    [InlineData("a video and a photo")]
    [InlineData("36 photos")]
    [InlineData("a title of 91 units")]
    [InlineData("4,001 units under photos")]
    [InlineData("a png")]
    [InlineData("a photo over 20 MB")]
    [InlineData("photos without an address")]
    [InlineData("an avi")]
    [InlineData("an empty video")]
    [InlineData("a video over 4 GB")]
    [InlineData("a video of 601 seconds")]
    [InlineData("a video 359 pixels wide")]
    [InlineData("nobody chose who may see it")]
    [InlineData("an unknown audience")]
    [InlineData("an unknown way")]
    [InlineData("paid advertising for oneself")]
    public async Task Refuses_what_tiktok_does_not_take(string what)
    {
        var post = Bad(what);
        var before = Server.Calls.Count;
        var faults = Platform.Validate(post);
        Assert.All(faults, AssertReadable);

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(post));
        Assert.True(faults.Count > 0 || what == "photos without an address", what);
        Assert.Equal(before, Server.Calls.Count);
    }

    [Theory]
    [InlineData("video")]
    [InlineData("draft")]
    [InlineData("photos")]
    [InlineData("photo draft")]
    public void Finds_no_fault_with_what_tiktok_takes(string kind) => Assert.Empty(Platform.Validate(OfKind(kind, new string('x', 2200))));

    [Fact]
    public void Says_what_a_repeated_call_could_do()
    {
        Assert.Equal(("tiktok", EffectClass.C, EffectClass.D), (Platform.Key, Platform.EffectOf(Video()), Platform.EffectOf(Photos())));
        Assert.Equal(2200, Platform.Limits.TextLength);
    }

    private OutgoingPost Bad(string what) => what switch
    {
        "no file" => Video() with { Media = [] },
        "2,201 units" => Video(new string('x', 2201)),
        "two videos" => Video() with { Media = [Mp4(), Mp4()] },
        "a video and a photo" => Video() with { Media = [Mp4(), Jpeg()] },
        "36 photos" => Photos(count: 36),
        "a title of 91 units" => Photos() with { Title = new string('x', 91) },
        "4,001 units under photos" => Photos(new string('x', 4001)),
        "a png" => Photos() with { Media = [Jpeg("image/png")] },
        "a photo over 20 MB" => Photos() with { Media = [Jpeg() with { Size = 20L * 1024 * 1024 + 1 }] },
        "photos without an address" => Photos() with { Media = [Jpeg() with { PublicUrl = null }] },
        "an avi" => Video() with { Media = [Mp4(type: "video/x-msvideo")] },
        "an empty video" => Video(size: 0),
        "a video over 4 GB" => Video() with { Media = [Mp4() with { Size = 4L * 1024 * 1024 * 1024 + 1 }] },
        "a video of 601 seconds" => Video() with { Media = [Mp4(seconds: 601)] },
        "a video 359 pixels wide" => Video() with { Media = [Mp4(width: 359)] },
        "nobody chose who may see it" => Video() with { Options = new Dictionary<string, string>() },
        "an unknown audience" => Chosen(Video(), ("privacy", "friends")),
        "an unknown way" => Chosen(Video(), ("mode", "later")),
        _ => Chosen(Video(), ("privacy", "SELF_ONLY"), ("brand_content", "true")),
    };
}
