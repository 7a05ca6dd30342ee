using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>A picture beside the video becomes its cover (thumbnails.set). What stops the cover never stops the video.</summary>
public sealed class YouTubeCoverTests : YouTubeRig
{
    private static readonly string[] Trouble = ["429", "500", "503", "404", "401", "times out before", "times out after", "resets before", "resets after", "page of 502"];

    public static TheoryData<string> EveryTrouble() => [.. Trouble];

    [Theory]
    [InlineData(true, "image/jpeg")]
    [InlineData(false, "image/png")]
    public async Task Sends_the_picture_beside_the_video_as_its_cover(bool videoFirst, string type)
    {
        OutgoingMedia[] files = [Mp4(), Jpeg(type: type)];
        var run = Run();

        var outcome = await run.ToTheEndAsync(Video() with { Media = videoFirst ? files : [.. files.Reverse()] });

        AssertCovered(outcome, type);
        Assert.Equal("", Assert.Single(Server.Of("thumbnail")).Query.Where(q => q.Key is not ("videoId" or "uploadType")).Aggregate("", (all, q) => all + q.Key));
        Assert.Equal($"c:{outcome.ExternalId}", run.Handle);
        AssertWhole(Server.Videos.Single().From);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_chosen_cover_wins_over_the_picture_beside_the_video(bool beside)
    {
        var post = Video() with { Media = beside ? [Jpeg(9 * 1024 * 1024, "image/gif"), Mp4()] : [Mp4()], Cover = Jpeg(120_000, "image/png") };
        Assert.Empty(Platform.Validate(post));

        var outcome = await Run().ToTheEndAsync(post);

        AssertOutcome(PublishKind.Published, outcome);
        Assert.Equal(("image/png", 120_000), Assert.Single(Server.Videos).Thumbnail);
        Assert.Single(Server.Of("thumbnail"));
    }

    [Fact]
    public async Task A_chosen_cover_stays_here_where_a_short_takes_none()
    {
        var post = Video() with { Kind = PublicationKind.Short, Media = [Mp4(width: 1080, height: 1920)], Cover = Jpeg(9 * 1024 * 1024, "image/gif") };
        Assert.Null(Platform.CoverOf(post));
        Assert.Empty(Platform.Validate(post));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(post));
        Assert.Empty(Server.Of("thumbnail"));
    }

    [Theory]
    [InlineData(3 * 1024 * 1024, "image/png", "CoverTooLarge")]
    [InlineData(1000, "image/webp", "CoverType")]
    public async Task A_chosen_cover_that_youtube_would_not_take_is_named_before_anything_is_sent(int size, string type, string why)
    {
        var post = Video() with { Media = [Mp4()], Cover = Jpeg(size, type) };

        Assert.Equal($"Platforms.YouTube_{why}", Assert.Single(Platform.Validate(post)).TextKey);
        AssertOutcome(PublishKind.Rejected, await Run().OnceAsync(post));
        Assert.Empty(Server.Of("session"));
    }

    [Fact]
    public async Task Leaves_privacy_and_time_as_they_were_chosen()
    {
        var post = Covered() with { Options = new Dictionary<string, string> { ["privacy"] = "private", ["publish_at"] = "2026-12-01T10:00:00Z" } };

        AssertCovered(await Run().ToTheEndAsync(post));

        var status = Assert.Single(Server.Of("session")).Json!["status"]!;
        Assert.Equal(("private", "2026-12-01T10:00:00Z"), ((string?)status["privacyStatus"], (string?)status["publishAt"]));
    }

    [Fact]
    public async Task Unconfirmed_a_cover_is_taken_while_youtube_still_works_on_the_video()
    {
        AssertOutcome(PublishKind.Waiting, await Run().OnceAsync(Covered()));

        Assert.Equal(["bytes", "thumbnail", "videos.list"], Server.Steps.SkipWhile(s => s != "bytes"));
        Assert.NotNull(Server.Videos.Single().Thumbnail);
    }

    [Fact]
    public async Task Publishes_without_a_cover_and_says_why_where_the_channel_may_set_none()
    {
        Server.MaySetCovers = false;
        var run = Run();

        var outcome = await run.ToTheEndAsync(Covered());

        AssertBare(outcome, "Forbidden");
        Assert.Contains("permissions", $"{outcome.Reason!.Args[0]}", StringComparison.Ordinal);
        // it costs 50 units, and the answer would be the same
        Assert.Single(Server.Of("thumbnail"));
    }

    [Theory]
    [InlineData(400, "invalidImage", "Refused")]
    [InlineData(400, "mediaBodyRequired", "Refused")]
    [InlineData(413, "uploadTooLarge", "Refused")]
    [InlineData(403, "forbidden", "Forbidden")]
    [InlineData(403, "quotaExceeded", "Quota")]
    public async Task Publishes_with_a_reason_what_youtube_will_never_cover(int status, string reason, string why)
    {
        Server.Fail("thumbnail", Faults.Answers(GoogleErrors.Of(status, reason)));

        AssertBare(await Run().ToTheEndAsync(Covered()), why);
        Assert.Single(Server.Of("thumbnail"));
    }

    [Theory]
    [MemberData(nameof(EveryTrouble))]
    public async Task Sets_the_cover_again_after_trouble(string trouble)
    {
        Server.Fail("thumbnail", FaultOf(trouble));

        AssertCovered(await Run().ToTheEndAsync(Covered()));
        Assert.Single(Server.Videos);
        Assert.Equal(2, Server.Of("thumbnail").Count);
    }

    [Theory]
    [MemberData(nameof(EveryTrouble))]
    public async Task Publishes_without_the_cover_after_an_hour_of_trouble(string trouble)
    {
        Server.Fail("thumbnail", FaultOf(trouble), times: 50);
        var began = Time.GetUtcNow();

        AssertBare(await Run().ToTheEndAsync(Covered()), "Failed", isSet: trouble.Contains("after", StringComparison.Ordinal));
        Assert.InRange(Time.GetUtcNow() - began, TimeSpan.FromMinutes(59), TimeSpan.FromHours(2));
        Assert.True(Server.Of("thumbnail").Count < 10, $"{Server.Of("thumbnail").Count} calls of 50 units");
    }

    [Fact]
    public async Task Says_that_the_picture_could_not_be_read()
    {
        var lost = Jpeg() with { Open = _ => throw new FileNotFoundException() };

        AssertBare(await Run().ToTheEndAsync(Video() with { Media = [Mp4(), lost] }), "Unreadable");
        Assert.Empty(Server.Of("thumbnail"));
    }

    [Fact]
    public async Task Sets_no_cover_that_an_edit_made_impossible()
    {
        var run = Run();
        run.Handle = $"v:{Server.AddForeign("A title", Time.GetUtcNow()).Id}";

        AssertBare(await run.ToTheEndAsync(Video() with { Media = [Mp4(), Jpeg(3 * 1024 * 1024)] }), "Refused");
        Assert.Empty(Server.Of("thumbnail"));
    }

    [Fact]
    public async Task Follows_without_a_hold_and_sets_the_cover_when_the_video_is_ready()
    {
        var run = Run();
        (run.Handle, run.LosesTheLease) = ($"v:{Server.AddForeign("A title", Time.GetUtcNow()).Id}", true);

        AssertCovered(await run.OnceAsync(Covered()));
        Assert.Empty(Server.Of("session"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Uploads_one_video_with_its_cover_when_it_dies_at_any_request(bool done) =>
        await DieAtEveryRequestAsync(done, run => Covered($"Video {run}"), (outcome, run) =>
        {
            Assert.True(Server.Videos.Count == run, $"death at request {run}: {Server.Videos.Count} videos");
            AssertCovered(outcome);
            Time.Advance(TimeSpan.FromHours(2));
        });

    [Fact]
    public async Task Uploads_one_video_with_its_cover_when_it_dies_after_each_memory()
    {
        var run = new PublishRun(this) { DiesAfterRemembering = true };

        AssertCovered(await run.ToTheEndAsync(Covered()));
        Assert.Single(Server.Videos);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Covers_a_video_that_was_found_after_its_answer_was_lost(bool sessionGone)
    {
        Server.Fail("bytes", Faults.TimesOutAfter);
        Server.Done = step => Server.Sessions.Single().IsGone = sessionGone && step == "bytes";
        var run = Run();

        AssertCovered(await run.ToTheEndAsync(Covered()));

        AssertOutcome(PublishKind.Unknown, run.Outcomes[0]);
        Assert.Single(Server.Videos);
    }

    [Fact]
    public async Task Looking_names_what_is_left_to_do_and_sets_nothing()
    {
        var run = Run();
        run.Handle = $"v:{Server.AddForeign("A title", Time.GetUtcNow()).Id}";

        var look = await run.LookAsync(Covered());

        Assert.Equal((LookKind.Found, run.Handle), (look.Kind, look.Handle));
        Assert.Null((await run.LookAsync(Video())).Handle);
        run.Handle = $"c:{look.ExternalId}";
        Assert.Null((await run.LookAsync(Covered())).Handle);
        Assert.Empty(Server.Of("thumbnail"));
    }

    [Theory]
    [InlineData("n:")]
    [InlineData("n:vid")]
    [InlineData("n:vid:Forbidden")]
    public async Task Never_throws_for_a_memory_that_it_can_not_read(string handle)
    {
        var run = Run();
        run.Handle = handle;

        Assert.True((await run.ToTheEndAsync(Covered())).Kind is PublishKind.Published or PublishKind.Rejected or PublishKind.Unknown);
    }

    private static OutgoingPost Covered(string title = "A title") => Video(title) with { Media = [Mp4(), Jpeg()] };

    private static Fault FaultOf(string trouble) => trouble switch
    {
        "429" => Faults.Answers(GoogleErrors.Of(429, "uploadRateLimitExceeded", "The channel has uploaded too many thumbnails recently.", "youtube.thumbnail")),
        "404" => Faults.Answers(GoogleErrors.VideoNotFound),
        "401" => Faults.Answers(GoogleErrors.BadToken),
        "times out before" => Faults.TimesOutBefore,
        "times out after" => Faults.TimesOutAfter,
        "resets before" => Faults.ResetsBefore,
        "resets after" => Faults.ResetsAfter,
        "page of 502" => Faults.Answers(new(502, "<html>bad gateway</html>", "text/html")),
        _ => Faults.Answers(GoogleErrors.Of(int.Parse(trouble, System.Globalization.CultureInfo.InvariantCulture), "backendError")),
    };

    private void AssertCovered(PublishOutcome outcome, string type = "image/jpeg")
    {
        AssertOutcome(PublishKind.Published, outcome);
        Assert.Null(outcome.Reason);
        Assert.Equal((type, 200_000), Server.Videos.Single(v => v.Id == outcome.ExternalId).Thumbnail);
    }

    private void AssertBare(PublishOutcome outcome, string why, bool isSet = false)
    {
        AssertOutcome(PublishKind.Published, outcome);
        AssertReadable(outcome.Reason);
        Assert.Equal($"Platforms.YouTube_Cover{why}", outcome.Reason!.TextKey);
        Assert.Equal(isSet, Server.Videos.Single().Thumbnail is not null);
    }
}
