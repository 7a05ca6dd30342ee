using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Discord;

/// <summary>Posts at and past the limits: found before, and never out.</summary>
public sealed class DiscordInputTests : DiscordRig
{
    public static TheoryData<string> EveryFault() => ["nothing", "white space", "eleven files", "too many words", "a large file", "an empty file", "a long description"];

    [Theory]
    [MemberData(nameof(EveryFault))]
    public async Task Refuses_what_discord_never_takes(string fault)
    {
        await UseAsync("webhook");
        var post = fault switch
        {
            "nothing" => Post(""),
            "white space" => Post(" \n\t "),
            "eleven files" => Post("Bread", [.. Enumerable.Range(0, 11).Select(_ => File(10))]),
            "too many words" => Post(string.Concat(Enumerable.Repeat("word ", (Platform.Limits.All(0) / 5) + 60))),
            "a large file" => Post("Bread", File() with { Size = Platform.Limits.FileBytes + 1 }),
            "a long description" => Post("Bread", File(alt: new string('a', 1025))),
            _ => Post("Bread", File(0)),
        };
        var before = Server.Calls.Count;
        var faults = Platform.Validate(post);

        Assert.NotEmpty(faults);
        Assert.All(faults, AssertReadable);
        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(post));
        Assert.Equal(before, Server.Calls.Count);
    }

    [Fact]
    public void Finds_no_fault_with_what_discord_takes()
    {
        foreach (var post in new[] { Post("Bread"), Post(new string('a', 2000)), Post("", File()), Post("Bread", [.. Enumerable.Range(0, 10).Select(_ => File(10))]), Post("Bread", File(10, "a.pdf", "application/pdf", MediaKind.Document)), Post("Bread", File(10, "a.mp3", "audio/mpeg", MediaKind.Audio)) })
            Assert.Empty(Platform.Validate(post));
        Assert.Equal(2000, Platform.Limits.TextLength);
    }
}
