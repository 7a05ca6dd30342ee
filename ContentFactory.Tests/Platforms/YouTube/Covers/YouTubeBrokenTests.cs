using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>Answers to thumbnails.set that are lost, cut off or none of YouTube's. The same cover twice changes nothing, so it is set until an answer says that it is.</summary>
public sealed class YouTubeBrokenTests : YouTubeCoverRig
{
    private const string Page = "<!DOCTYPE html><html><h1>One moment please</h1></html>";

    private static readonly Dictionary<string, (Fault Play, bool Sets)> Broken = new(StringComparer.Ordinal)
    {
        ["times out before"] = (Faults.TimesOutBefore, false),
        ["times out after"] = (Faults.TimesOutAfter, true),
        ["resets before"] = (Faults.ResetsBefore, false),
        ["resets after"] = (Faults.ResetsAfter, true),
        ["cut"] = (Faults.CutsTheAnswer, true),
        ["page after"] = (Faults.AnswersWithAPage, true),
        ["page instead"] = (Faults.Answers(new(200, Page, "text/html")), false),
        ["page as json"] = (Faults.Answers(new(200, Page)), false),
        ["nothing"] = (Faults.Answers(new(200)), false),
        ["array"] = (Faults.Answers(new(200, "[]")), false),
        ["redirect"] = (Faults.Answers(new Answer(302).With("Location", "https://login.example/")), false),
        ["page of 502"] = (Faults.Answers(new(502, Page, "text/html")), false),
        ["503 after"] = (Faults.DoesAndAnswers(GoogleErrors.Of(503, "backendError")), true),
        ["408"] = (Faults.Answers(new(408)), false),
    };

    public static TheoryData<string> EveryBreak() => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(EveryBreak))]
    public async Task A_broken_answer_is_followed_by_the_same_cover(string way)
    {
        Server.Fail("thumbnail", Broken[way].Play);

        AssertWhy(await PublishedOnceAsync(), null);

        Assert.True(IsSet);
        var (first, second) = (Server.Of("thumbnail")[0], Server.Of("thumbnail")[1]);
        Assert.Equal((2, first.Target), (Server.Of("thumbnail").Count, second.Target));
        Assert.Equal(first.Body, second.Body);
    }

    [Theory]
    [MemberData(nameof(EveryBreak))]
    public async Task What_never_ends_is_told_after_an_hour(string way)
    {
        Server.Fail("thumbnail", Broken[way].Play, times: 50);
        var began = Time.GetUtcNow();

        AssertWhy(await PublishedOnceAsync(), "Failed");

        Assert.Equal(Broken[way].Sets, IsSet);
        Assert.InRange(Server.Of("thumbnail").Count, 2, 10);
        Assert.InRange(Time.GetUtcNow() - began, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(90));
    }

    [Fact]
    public async Task An_answer_that_comes_a_byte_at_a_time_is_one()
    {
        Server.Fail("thumbnail", Faults.AnswersSlowly);

        AssertWhy(await PublishedOnceAsync(), null);
        Assert.Single(Server.Of("thumbnail"));
    }

    [Fact]
    public async Task A_picture_that_breaks_off_while_it_is_sent_leaves_the_video_out()
    {
        var run = Run();
        var breaking = Jpeg() with { Open = _ => Task.FromResult<Stream>(new BreakingStream(200_000)) };

        var outcome = await run.ToTheEndAsync(Covered with { Media = [Mp4(), breaking] });

        AssertOutcome(PublishKind.Published, outcome);
        AssertWhy(outcome, "Failed");
        Assert.False(IsSet);
        Assert.Single(Server.Of("session"));
    }

    [Theory]
    [InlineData(199_999)]
    [InlineData(200_001)]
    public async Task A_picture_of_another_size_than_it_had_is_not_sent(int size)
    {
        var changed = Jpeg() with { Open = _ => Task.FromResult<Stream>(new MemoryStream(new byte[size])) };

        AssertWhy(await Run().ToTheEndAsync(Covered with { Media = [Mp4(), changed] }), "Unreadable");
        Assert.Empty(Server.Of("thumbnail"));
    }

    private sealed class BreakingStream(int size) : MemoryStream(new byte[size])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position > 0 ? throw new InvalidOperationException("the store is gone") : base.ReadAsync(buffer[..1000], cancellationToken);
    }
}
