using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;

namespace ContentFactory.Tests.Publishing.Commenting;

/// <summary>Comments whose answer was lost: looked for, never written a second time alone.</summary>
public sealed class LostCommentTests(CommentDomain domain) : IClassFixture<CommentDomain>, IAsyncLifetime
{
    private static readonly PublishingOptions Times = new();

    // the database's clock runs on between the claim and the step: a minute more is past the lease on a slow machine too
    private static readonly TimeSpan PastLease = Times.CallWindow + TimeSpan.FromMinutes(1);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        domain.Platform.ReadsComments = true;
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Node_that_dies_between_call_and_answer_leaves_it_to_be_read()
    {
        var rig = await domain.PublishAsync("died");
        // committed before the call, of which nothing more is heard
        var claimed = Assert.Single(await domain.Comments.ClaimAsync(5, Times.CallWindow, CommentDomain.None), c => c.PublicationId == rig.Id);
        Assert.Equal((FirstCommentState.Sending, false), (await rig.StateAsync(), claimed.IsLook));
        await rig.RunAsync();
        Assert.Equal((FirstCommentState.Sending, 0), (await rig.StateAsync(), rig.Calls));

        rig.Shows(new(CommentLookKind.Found, "c77", "https://t.example/c77"));
        await domain.AdvanceAsync(PastLease);
        await rig.RunAsync();

        var line = await rig.LineAsync();
        Assert.Equal((FirstCommentState.Sent, "https://t.example/c77", 0), (line.State, line.Url, rig.Calls));
        Assert.Empty(await rig.ToldAsync(CommentRig.UnknownNotice));
    }

    [Fact]
    public async Task Lost_answer_is_read_until_it_shows_and_nobody_is_told()
    {
        var rig = await domain.PublishAsync("shows");
        rig.Answers(CommentKind.Unknown);
        await rig.RunAsync();
        Assert.Equal(FirstCommentState.Unknown, await rig.StateAsync());

        await rig.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10));
        Assert.Equal((FirstCommentState.Unknown, "Publishing.CommentLost"), ((await rig.RowAsync())!.State, (await rig.RowAsync())!.ReasonKey));
        rig.Shows(new(CommentLookKind.Found, "c5"));
        await rig.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30));

        Assert.Equal((FirstCommentState.Sent, 1), (await rig.StateAsync(), rig.Calls));
        Assert.Empty(await rig.ToldAsync(CommentRig.UnknownNotice));
    }

    [Fact]
    public async Task Comment_that_never_shows_is_left_to_a_person_and_not_sent_again()
    {
        var rig = await domain.PublishAsync("never");
        rig.Answers(CommentKind.Unknown);
        await rig.RunAsync();

        await rig.PassAsync(TimeSpan.FromHours(12), TimeSpan.FromMinutes(5));

        Assert.Equal((FirstCommentState.Unknown, null, 4, 1), ((await rig.RowAsync())!.State, (await rig.RowAsync())!.NextTryAt, (await rig.RowAsync())!.Looks, rig.Calls));
        Assert.Equal(3, (await rig.ToldAsync(CommentRig.UnknownNotice)).Count);
        Assert.True((await rig.ThereAsync()).Ok);
        Assert.Equal((FirstCommentState.Sent, 1), (await rig.StateAsync(), await rig.Tenant.AuditedAsync(Permission.SettleUnknown)));
        Assert.Empty(await rig.ToldAsync(CommentRig.UnknownNotice));
    }

    [Fact]
    public async Task Where_nothing_can_be_read_people_are_told_at_once_and_decide()
    {
        domain.Platform.ReadsComments = false;
        var rig = await domain.PublishAsync("blind");
        rig.Answers(CommentKind.Unknown);
        await rig.RunAsync();
        Assert.Equal(3, (await rig.ToldAsync(CommentRig.UnknownNotice)).Count);

        Assert.Equal("Publishing.CommentRunning", (await rig.SendAgainAsync()).Problem?.TextKey);
        await domain.AdvanceAsync(PastLease);
        rig.AnswersWell();
        Assert.True((await rig.SendAgainAsync()).Ok);
        await rig.RunAsync();

        Assert.Equal((FirstCommentState.Sent, 2), (await rig.StateAsync(), rig.Calls));
    }

    [Fact]
    public async Task Late_answer_counts_and_keeps_a_second_one_from_being_written()
    {
        var rig = await domain.PublishAsync("late");
        var first = Assert.Single(await domain.Comments.ClaimAsync(5, Times.CallWindow, CommentDomain.None), c => c.PublicationId == rig.Id);
        await domain.AdvanceAsync(PastLease);
        await rig.RunAsync();
        Assert.Equal((FirstCommentState.Unknown, 1), (await rig.StateAsync(), (await rig.RowAsync())!.Looks));

        // its doubt changes nothing, a person wants it sent, and then the answer comes
        Assert.False(await domain.Comments.RecordAsync(first, CommentEnding.Of(first, new CommentOutcome(CommentKind.Unknown), reads: true)));
        Assert.True((await rig.SendAgainAsync()).Ok);
        Assert.True(await domain.Comments.RecordAsync(first, CommentEnding.Of(first, new CommentOutcome(CommentKind.Sent, "c1"), reads: true)));
        await rig.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(10));

        Assert.Equal((FirstCommentState.Sent, 0), (await rig.StateAsync(), rig.Calls));
    }

    [Fact]
    public async Task Call_that_never_ends_is_given_up_as_unknown()
    {
        var rig = await domain.PublishAsync("endless");
        var called = new TaskCompletionSource();
        domain.Platform.Commenting[rig.Account] = async ct =>
        {
            called.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new(CommentKind.Sent);
        };
        var running = rig.RunAsync();
        await called.Task;

        await domain.AdvanceAsync(Times.LongestCall);
        await running;

        Assert.Equal((FirstCommentState.Unknown, 1), (await rig.StateAsync(), rig.Calls));
    }

    [Fact]
    public async Task Stop_keeps_what_ended_and_calls_a_broken_call_unknown()
    {
        var rig = await domain.PublishAsync("stopping");
        using var stop = new CancellationTokenSource();
        domain.Platform.Commenting[rig.Account] = ct => Task.FromException<CommentOutcome>(new OperationCanceledException(ct));
        var others = await domain.PublishAsync("stopping-too");
        domain.Platform.Commenting[others.Account] = _ =>
        {
            stop.Cancel();
            return Task.FromResult(new CommentOutcome(CommentKind.Sent, "c1"));
        };

        await domain.Commenter.CommentDueAsync(stop.Token);

        // a call that broke off is unknown, one that ended in time is kept
        Assert.Equal((FirstCommentState.Unknown, FirstCommentState.Sent), (await rig.StateAsync(), await others.StateAsync()));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => domain.Commenter.CommentDueAsync(stop.Token));
    }
}
