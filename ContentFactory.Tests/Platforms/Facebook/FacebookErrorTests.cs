using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Facebook;

/// <summary>Meta's errors at the steps where they come, as the engine sees them.</summary>
public sealed class FacebookErrorTests : FacebookRig
{
    private const string Usage = $$"""{"{{FakeFacebook.PageId}}":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":17}]}""";

    private static readonly (string Kind, string Step)[] Places =
        [("text", "feed"), ("photos", "photo"), ("photos", "feed"), ("video", "video_start"), ("reel", "reel_start"), ("reel", "reel_finish"), ("photo story", "photo_story")];

    [Theory]
    [InlineData(190, 0), InlineData(190, 460), InlineData(190, 463), InlineData(190, 467), InlineData(10, 0), InlineData(200, 0), InlineData(299, 0)]
    public async Task Calls_for_attention_when_the_account_is_refused(int code, int subcode) =>
        await EndsAsync(PublishKind.AccountRefused, Places, code, subcode);

    [Theory]
    [InlineData(368, 0), InlineData(100, 0), InlineData(100, 1500), InlineData(7777, 8)]
    public async Task Refuses_for_good_what_facebook_will_never_take(int code, int subcode) => await EndsAsync(PublishKind.Rejected, Places, code, subcode);

    [Theory]
    [InlineData(324), InlineData(1), InlineData(100)]
    public async Task Unconfirmed_subcode_1366046_means_that_a_photo_is_unreadable(int code) =>
        await EndsAsync(PublishKind.Rejected, [("photos", "photo"), ("photo", "photo")], code, 1366046);

    [Fact]
    public async Task Unconfirmed_code_506_means_that_the_same_was_posted_before() => await EndsAsync(PublishKind.Rejected, [("text", "feed"), ("photos", "feed")], 506, 1455006);

    [Fact]
    public async Task Unconfirmed_code_102_means_that_the_sign_in_has_ended() => await EndsAsync(PublishKind.AccountRefused, Places, 102, 0);

    [Fact]
    public async Task Unconfirmed_code_341_means_too_many_calls_of_the_app() => await LimitedAsync(341, app: true);

    [Theory]
    [InlineData(4, true), InlineData(17, false), InlineData(32, false), InlineData(613, false), InlineData(80001, false)]
    public async Task Waits_without_an_attempt_when_a_limit_is_reached(int code, bool app) => await LimitedAsync(code, app);

    private async Task LimitedAsync(int code, bool app)
    {
        foreach (var (kind, step) in Places)
        {
            var (run, before) = (Run(), Server.Posts.Count);
            Server.Fail(step, Faults.Answers(GraphAnswer.Error(code, status: 403).With("X-Business-Use-Case-Usage", Usage)));

            AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind(kind, $"{kind} {step}")));

            var limited = Assert.Single(run.Outcomes, o => o.Kind is PublishKind.RateLimited);
            AssertOutcome(PublishKind.RateLimited, limited);
            Assert.Equal((TimeSpan.FromMinutes(17), app), (limited.RetryAfter, limited.AppLimited));
            Assert.Equal(before + 1, Server.Posts.Count);
        }
    }

    [Theory]
    [InlineData("photos", "photo"), InlineData("video", "video_start"), InlineData("video", "video_transfer"), InlineData("reel", "reel_start")]
    [InlineData("reel", "upload"), InlineData("reel", "video_read")]
    public async Task Tries_a_step_again_that_publishes_nothing(string kind, string step)
    {
        foreach (var code in new[] { -1, 1, 2 })
        {
            var before = Server.Posts.Count;
            Server.Fail(step, Faults.Answers(GraphAnswer.Error(code, status: 500)));
            AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind(kind, $"{code}")));
            Assert.Equal(before + 1, Server.Posts.Count);
        }
    }

    [Theory]
    [InlineData("OffsetInvalidError", true, PublishKind.Published), InlineData("PartialRequestError", true, PublishKind.Published), InlineData("ProcessingFailedError", false, PublishKind.Rejected)]
    public async Task Goes_on_with_a_broken_upload_and_not_with_a_refused_one(string type, bool retriable, PublishKind kind)
    {
        Server.Fail("upload", Faults.Answers(FakeFacebook.Failed(type, retriable)));

        AssertOutcome(kind, await Run().ToTheEndAsync(OfKind("reel")));
        Assert.Equal(kind is PublishKind.Published ? 1 : 0, Server.Posts.Count);
    }

    [Theory]
    [InlineData("video"), InlineData("reel"), InlineData("video story")]
    public async Task Says_that_facebook_could_not_work_on_a_video(string kind)
    {
        Server.VideoFailure = "The video format is not supported";

        var outcome = await Run().ToTheEndAsync(OfKind(kind));

        AssertOutcome(PublishKind.Rejected, outcome);
        Assert.Contains("format is not supported", $"{outcome.Message} {string.Join(' ', outcome.Reason!.Args)}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("video"), InlineData("reel"), InlineData("video story")]
    public async Task Says_that_a_video_failed_where_it_may_only_ask(string kind)
    {
        Server.VideoFailure = "The video format is not supported";
        var run = await AcceptedAsync(kind);
        run.LosesTheLease = true;

        AssertOutcome(PublishKind.Rejected, await run.OnceAsync(OfKind(kind)));
    }

    [Theory]
    [InlineData("video"), InlineData("reel"), InlineData("video story")]
    public async Task Takes_a_video_that_is_not_found_for_gone_only_where_it_may_remember_so(string kind)
    {
        var run = await AcceptedAsync(kind);
        (run.LosesTheLease, Server.Posts[0].IsRemoved) = (true, true);
        var asked = await run.OnceAsync(OfKind(kind));
        Assert.Equal((PublishKind.Waiting, Server.Videos[0].Id), (asked.Kind, asked.ExternalId));

        run.LosesTheLease = false;
        AssertOutcome(PublishKind.Rejected, await run.OnceAsync(OfKind(kind)));
        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind(kind)));
        Assert.Equal(2, Server.Videos.Count);
    }

    [Fact]
    public async Task Leaves_it_at_an_answer_that_holds_half_a_character()
    {
        const string refusal = "{\"error\":{\"message\":\"Cut \\ud83d\",\"code\":100}}";
        foreach (var step in new[] { "photo", "feed" })
        {
            Server.Fail(step, Faults.Answers(new(400, refusal)));
            AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(OfKind("photos")));
        }
        Assert.Empty(Server.Posts);
    }

    private async Task EndsAsync(PublishKind kind, IEnumerable<(string Kind, string Step)> places, int code, int subcode)
    {
        var token = Account.Secrets[AccountTokens.Access];
        foreach (var (of, step) in places)
        {
            var calls = Server.Of(step).Count;
            Server.Fail(step, Faults.Answers(GraphAnswer.Error(code, subcode, $"Bad call with access_token={token} by {token.ToUpperInvariant()}")));
            AssertOutcome(kind, await Run().ToTheEndAsync(OfKind(of, step)));
            Assert.Equal(calls + 1, Server.Of(step).Count);
        }
        Assert.Empty(Server.Posts);
    }
}
