using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>What every network's first comment must hold: one call, one comment, and the truth about it.</summary>
/// <param name="step">The call that writes.</param>
/// <param name="written">How many comments with these words are at the network.</param>
internal sealed class CommentCheck(ConnectorRig rig, string step, Func<string, int> written)
{
    private static readonly (string Name, Fault Fault, bool Done)[] Lost =
    [
        ("times out before", Faults.TimesOutBefore, false), ("times out after", Faults.TimesOutAfter, true), ("resets before", Faults.ResetsBefore, false), ("resets after", Faults.ResetsAfter, true),
        ("cuts the answer", Faults.CutsTheAnswer, true), ("answers with a page", Faults.AnswersWithAPage, true), ("answers 500", Faults.Answers(new(500)), false),
        ("answers 502 with a page", Faults.Answers(new(502, "<html>bad gateway</html>", "text/html")), false), ("does it and answers 504", Faults.DoesAndAnswers(new(504, "<html>gateway timeout</html>", "text/html")), true),
    ];

    public Task<CommentOutcome> WriteAsync(PublishedPost post, string words) => rig.CallAsync(() => rig.Platform.CommentAsync(rig.Account, post, words, CancellationToken.None));

    public Task<CommentLook> FindAsync(PublishedPost post, string words, DateTimeOffset? from = null) =>
        rig.CallAsync(() => rig.Platform.FindCommentAsync(rig.Account, new(post, words, from ?? rig.Time.GetUtcNow()), CancellationToken.None));

    public async Task<CommentOutcome> SentAsync(PublishedPost post, string words)
    {
        var outcome = await WriteAsync(post, words);
        Assert.True(outcome.Kind is CommentKind.Sent, $"{outcome}");
        Assert.Equal(1, written(words));
        Assert.NotNull(outcome.ExternalId);
        return outcome;
    }

    /// <summary>Whatever breaks, it is there once at the most, and reading says whether.</summary>
    public async Task SettlesWhateverBreaksAsync(PublishedPost post)
    {
        foreach (var (name, fault, done) in Lost)
        {
            var (words, from) = ($"First, {name}", rig.Time.GetUtcNow());
            rig.Network.Fail(step, fault);

            var outcome = await WriteAsync(post, words);

            Assert.True(outcome.Kind is CommentKind.Unknown, $"{name}: {outcome}");
            var look = await FindAsync(post, words, from);
            Assert.True(look.Kind == (done ? CommentLookKind.Found : CommentLookKind.NotSeen), $"{name}: {look}");
            Assert.Equal(done ? 1 : 0, written(words));
            Assert.Equal(done, look.ExternalId is not null);
        }
    }

    public async Task ProvesUnsentAsync(PublishedPost post)
    {
        rig.Restart(new("http://127.0.0.1:9"));
        var outcome = await WriteAsync(post, "Never left");
        Assert.True(outcome.Kind is CommentKind.NotSent, $"{outcome}");
        ConnectorRig.AssertReadable(outcome.Reason);
        rig.Restart();
    }

    public async Task<CommentOutcome> RefusedAsync(PublishedPost post, string words, string key)
    {
        var outcome = await WriteAsync(post, words);
        Assert.True(outcome.Kind is CommentKind.Refused, $"{outcome}");
        Assert.Equal($"Platforms.{key}", outcome.Reason!.TextKey);
        ConnectorRig.AssertReadable(outcome.Reason);
        Assert.Equal(0, written(words));
        return outcome;
    }

    public async Task<CommentOutcome> LimitedAsync(PublishedPost post, Answer answer)
    {
        rig.Network.Fail(step, Faults.Answers(answer));
        var outcome = await WriteAsync(post, "Later");
        Assert.True(outcome.Kind is CommentKind.RateLimited && outcome.RetryAfter > TimeSpan.Zero, $"{outcome}");
        Assert.Equal(0, written("Later"));
        return outcome;
    }
}
