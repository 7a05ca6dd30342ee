using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.LinkedIn;

/// <summary>Posts that LinkedIn's limits rule out: found before anything is sent.</summary>
public sealed class LinkedInInputTests : LinkedInRig
{
    public static TheoryData<string, OutgoingPost> Bad() => new()
    {
        { "no words", Post(" \n ") },
        { "3,001 characters", Post(new string('x', 3001)) },
        { "21 pictures", Post("x", [.. Enumerable.Repeat(Jpeg(), 21)]) },
        { "a picture and a video", Post("x", Jpeg(), Mp4()) },
        { "two videos", Post("x", Mp4(), Mp4()) },
        { "two documents", Post("x", Pdf(), Pdf()) },
        { "a picture and a document", Post("x", Jpeg(), Pdf()) },
        { "a picture that is webp", Post("x", Jpeg(type: "image/webp", name: "a.webp")) },
        { "an empty file", Post("x", Jpeg(size: 0)) },
        { "too many pixels", Post("x", Jpeg(width: 40_170)) },
        { "an alt text of 4,087 characters", Post("x", Jpeg(new string('a', 4087))) },
        { "a video of 2 seconds", Post("x", Mp4(seconds: 2)) },
        { "a video of 31 minutes", Post("x", Mp4(seconds: 31 * 60)) },
        { "a video of 74 KB", Post("x", Mp4(74 * 1000)) },
        { "a video over 500 MB", Post("x", Mp4() with { Size = 500L * 1024 * 1024 + 1 }) },
        { "a video that is webm", Post("x", Mp4(type: "video/webm")) },
        { "a document over 100 MB", Post("x", Pdf() with { Size = 100L * 1024 * 1024 + 1 }) },
        { "a document that is a text", Post("x", Pdf(name: "a.txt", type: "text/plain")) },
        { "a link that is none", Post("x") with { Link = "javascript:alert(1)" } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Refuses_what_linkedin_does_not_take(string what, OutgoingPost post)
    {
        var before = Server.Calls.Count;
        var faults = Platform.Validate(post);
        Assert.True(faults.Count > 0, what);
        Assert.All(faults, AssertReadable);

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(post));
        Assert.Equal(before, Server.Calls.Count);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("link")]
    [InlineData("image")]
    [InlineData("images")]
    [InlineData("video")]
    [InlineData("document")]
    public void Finds_no_fault_with_what_linkedin_takes(string kind) => Assert.Empty(Platform.Validate(OfKind(kind)));

    [Fact]
    public void Says_that_a_post_can_be_neither_asked_for_nor_repeated()
    {
        Assert.Equal(("linkedin", EffectClass.D, 3000), (Platform.Key, Platform.EffectOf(Post("x")), Platform.Limits.TextLength));
    }

    [Fact]
    public async Task Shows_no_post_of_a_page_to_connections()
    {
        Account = await ConnectAsync(FakeLinkedIn.Page);

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(Post("x") with { Options = new Dictionary<string, string> { ["visibility"] = "CONNECTIONS" } }));
        Assert.DoesNotContain((await CallAsync(() => Platform.ChoicesAsync(Account, CancellationToken.None))).Value!.Options, o => o.Key == "visibility");
    }
}
