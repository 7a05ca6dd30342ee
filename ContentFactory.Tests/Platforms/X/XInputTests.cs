using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>Posts at and past the limits that X documents: found before, or refused, and never out.</summary>
public sealed class XInputTests : XRig
{
    public static TheoryData<string> EveryFault() => [.. Bad.Keys];

    private static readonly Dictionary<string, OutgoingPost> Bad = new()
    {
        ["nothing"] = Post(""),
        ["white space"] = Post(" \n\t "),
        ["five photos"] = Post("Bread", Jpeg(), Jpeg(), Jpeg(), Jpeg(), Jpeg()),
        ["photo and video"] = Post("Bread", Jpeg(), Mp4()),
        ["photo and animation"] = Post("Bread", Jpeg(), Gif()),
        ["two animations"] = Post("Bread", Gif(), Gif()),
        ["two videos"] = Post("Bread", Mp4(), Mp4()),
        ["photo past 5 MB"] = Post("Bread", Jpeg((5 * 1024 * 1024) + 1)),
        ["animation past 15 MB"] = Post("Bread", Gif((15 * 1024 * 1024) + 1)),
        ["animation too wide"] = Post("Bread", Gif(width: 1281)),
        ["animation too high"] = Post("Bread", Gif(width: 1000, height: 1281)),
        ["video past 512 MB"] = Post("Bread", Mp4() with { Size = (512L * 1024 * 1024) + 1 }),
        ["video too long"] = Post("Bread", Mp4(seconds: 140.5)),
        ["video too short"] = Post("Bread", Mp4(seconds: 0.4)),
        ["video too small"] = Post("Bread", Mp4(width: 31, height: 31)),
        ["video too narrow"] = Post("Bread", Mp4(width: 300, height: 1000)),
        ["alt text too long"] = Post("Bread", Jpeg(alt: new string('a', 1001))),
        ["empty file"] = Post("Bread", Jpeg(0)),
        ["heic"] = Post("Bread", Jpeg(type: "image/heic")),
        ["avi"] = Post("Bread", Mp4(type: "video/x-msvideo")),
        ["sound"] = Post("Bread", Jpeg(type: "audio/mpeg") with { Kind = MediaKind.Audio }),
        ["document"] = Post("Bread", Jpeg(type: "application/pdf") with { Kind = MediaKind.Document }),
    };

    [Theory]
    [MemberData(nameof(EveryFault))]
    public async Task Refuses_what_x_never_takes(string fault)
    {
        var faults = Platform.Validate(Bad[fault]);

        Assert.NotEmpty(faults);
        Assert.All(faults, AssertReadable);
        var before = Server.Calls.Count;
        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(Bad[fault]));
        Assert.Equal(before, Server.Calls.Count);
    }

    [Fact]
    public void Finds_no_fault_with_what_x_takes()
    {
        foreach (var post in new[]
                 {
                     Post("Bread"), Post("", Jpeg()), Post("Bread", Jpeg(5 * 1024 * 1024), Jpeg(type: "image/png"), Jpeg(type: "image/webp"), Jpeg()),
                     Post("Bread", Gif(15 * 1024 * 1024, 1280, 1080)), Post("Bread", Mp4() with { Size = 512L * 1024 * 1024 }), Post("Bread", Mp4(seconds: 140)), Post("Bread", Mp4(seconds: 0.5)),
                     Post("Bread", Mp4(width: 1280, height: 1024)), Post("Bread", Mp4(width: 32, height: 32)), Post("Bread", Mp4(width: 720, height: 1280)), Post("Bread", Mp4(type: "video/quicktime")),
                 })
            Assert.True(Platform.Validate(post).Count == 0, $"{post.Media.Count} files: {string.Join(' ', Platform.Validate(post).Select(f => f.TextKey))}");
    }
}
