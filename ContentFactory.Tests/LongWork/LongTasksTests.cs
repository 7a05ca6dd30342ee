using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.LongWork;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.LongWork;

/// <summary>What people do with long work.</summary>
public sealed class LongTasksTests(LongWorkDomain domain) : IClassFixture<LongWorkDomain>
{
    private static readonly LongOutcome Outcome = new(new LongText("Trends.Collected", 3), "ideas");

    [Fact]
    public async Task Work_goes_from_waiting_to_its_result()
    {
        var tenant = await domain.TenantAsync();
        var id = await domain.StartAsync(tenant, (progress, _) =>
        {
            progress.Report(2, 2, new LongText("Trends.CollectingSource", "Кофе"));
            return Task.FromResult<Result<LongOutcome>>(Outcome);
        });
        Assert.Equal(LongTaskState.Queued, (await FindAsync(tenant, id)).State);

        await domain.RunAsync(id);

        var done = await FindAsync(tenant, id);
        Assert.Equal((LongTaskState.Done, 2, 2, "ideas", "Trends.Collected"), (done.State, done.Done, done.Total, done.Link, done.Result?.Key));
        Assert.Equal(["3"], done.Result!.Args);
        Assert.Equal(["Кофе"], done.Step!.Args);
        Assert.NotNull(done.FinishedAt);
    }

    [Fact]
    public async Task Many_clicks_start_work_that_goes_alone_once()
    {
        var tenant = await domain.TenantAsync();
        Task<Guid> StartAsync() => domain.StartAsync(tenant, (_, _) => Task.FromResult<Result<LongOutcome>>(Outcome), LongWorkDomain.Alone);

        var clicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StartAsync()));
        var first = Assert.Single(clicks.Distinct());
        var claimed = await domain.ClaimAsync(first);
        Assert.Equal(first, await StartAsync());
        await domain.Worker.RunAsync(claimed!, CancellationToken.None);

        Assert.NotEqual(first, await StartAsync());
    }

    [Fact]
    public async Task Work_that_was_cancelled_while_waiting_never_runs()
    {
        var (tenant, ran) = (await domain.TenantAsync(), false);
        var id = await domain.StartAsync(tenant, (_, _) =>
        {
            ran = true;
            return Task.FromResult<Result<LongOutcome>>(Outcome);
        });

        Assert.True((await CancelAsync(tenant, id)).Ok);

        Assert.Null(await domain.ClaimAsync(id));
        Assert.False(ran);
        Assert.Equal(LongTaskState.Cancelled, (await FindAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Running_work_ends_at_its_next_step_when_cancelled()
    {
        var tenant = await domain.TenantAsync();
        var (begun, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        var id = await domain.StartAsync(tenant, async (progress, _) =>
        {
            await progress.SaveAsync(new NoInput());
            begun.SetResult();
            await cancelled.Task;
            await progress.SaveAsync(new NoInput());
            return Outcome;
        });
        var running = domain.RunAsync(id);
        await begun.Task;

        Assert.True((await CancelAsync(tenant, id)).Ok);
        Assert.True((await FindAsync(tenant, id)) is { State: LongTaskState.Running, Cancelling: true });
        cancelled.SetResult();
        await running;

        Assert.Equal(LongTaskState.Cancelled, (await FindAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Work_that_waits_on_something_hears_of_the_cancel_by_its_token()
    {
        var tenant = await domain.TenantAsync();
        var begun = new TaskCompletionSource();
        var id = await domain.StartAsync(tenant, async (_, ct) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return Outcome;
        });
        var running = domain.RunAsync(id);
        await begun.Task;
        await CancelAsync(tenant, id);

        await domain.AdvanceAsync(TimeSpan.FromSeconds(1));
        await running;

        Assert.Equal(LongTaskState.Cancelled, (await FindAsync(tenant, id)).State);
    }

    [Fact]
    public async Task What_ended_stays_as_it_ended_and_can_be_done_again()
    {
        var tenant = await domain.TenantAsync();
        var id = await domain.StartAsync(tenant, (_, _) => Task.FromResult<Result<LongOutcome>>(Problem.Unavailable("Trends.FeedEmpty")));
        await domain.RunAsync(id);
        await CancelAsync(tenant, id);
        Assert.True(await FindAsync(tenant, id) is { State: LongTaskState.Failed, Problem.Key: "Trends.FeedEmpty" });

        var again = await tenant.AsAsync<LongTasks, Result<Guid>>(MemberRole.Editor, t => t.AgainAsync(id));
        await domain.RunAsync(again.Value);

        Assert.NotEqual(id, again.Value);
        Assert.Equal(LongTaskState.Failed, (await FindAsync(tenant, again.Value)).State);
    }

    [Fact]
    public async Task Who_may_start_and_who_may_cancel()
    {
        var tenant = await domain.TenantAsync();
        var id = await tenant.AsAsync<LongTasks, Guid>(MemberRole.Owner, t => t.StartAsync(LongWorkDomain.Plain, new ScriptName("")));

        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<LongTasks, Guid>(MemberRole.Viewer, t => t.StartAsync(LongWorkDomain.Plain)));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<LongTasks, Result<Guid>>(MemberRole.Viewer, t => t.AgainAsync(id)));
        Assert.Equal("LongWork.NotYours", (await CancelAsync(tenant, id)).Problem?.TextKey);
        Assert.False((await FindAsync(tenant, id, MemberRole.Editor)).MayCancel);
        Assert.False((await FindAsync(tenant, id, MemberRole.Editor)).MayRepeat);
        Assert.Equal("LongWork.NotYoursAgain", (await tenant.AsAsync<LongTasks, Result<Guid>>(MemberRole.Editor, t => t.AgainAsync(id))).Problem?.TextKey);
        Assert.True((await tenant.AsAsync<LongTasks, Result<Guid>>(MemberRole.Approver, t => t.AgainAsync(id))).Ok);
        Assert.False((await FindAsync(tenant, id, MemberRole.Viewer)).MayRepeat);
        Assert.True((await CancelAsync(tenant, id, MemberRole.Approver)).Ok);
        Assert.Empty(await tenant.AsAsync<LongTasks, IReadOnlyList<LongTaskView>>(MemberRole.Editor, t => t.MineAsync()));
        Assert.Single(await tenant.AsAsync<LongTasks, IReadOnlyList<LongTaskView>>(MemberRole.Owner, t => t.MineAsync()));
    }

    [Fact]
    public async Task Work_of_another_tenant_is_not_there()
    {
        var (tenant, other) = (await domain.TenantAsync(), await domain.TenantAsync());
        var id = await domain.StartAsync(tenant, (_, _) => Task.FromResult<Result<LongOutcome>>(Outcome));

        Assert.Equal(ProblemKind.NotFound, (await CancelAsync(other, id, MemberRole.Owner)).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await other.AsAsync<LongTasks, Result<Guid>>(MemberRole.Owner, t => t.AgainAsync(id))).Problem?.Kind);
        Assert.Empty(await other.AsAsync<LongTasks, IReadOnlyList<LongTaskView>>(MemberRole.Owner, t => t.RecentAsync()));
        Assert.Null(await other.AsAsync<LongTasks, LongTaskView?>(MemberRole.Owner, t => t.CurrentAsync(LongWorkDomain.Plain)));
        Assert.Equal(LongTaskState.Queued, (await FindAsync(tenant, id)).State);
    }

    private static async Task<LongTaskView> FindAsync(TestTenant tenant, Guid id, MemberRole role = MemberRole.Editor) =>
        (await tenant.AsAsync<LongTasks, Result<LongTaskView>>(role, t => t.FindAsync(id))).Value;

    private static Task<Result> CancelAsync(TestTenant tenant, Guid id, MemberRole role = MemberRole.Editor) =>
        tenant.AsAsync<LongTasks, Result>(role, t => t.CancelAsync(id));
}
