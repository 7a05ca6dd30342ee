using ContentFactory.Domain;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.LongWork;

/// <summary>What nodes do with long work: in turn, never two at once, and on after a dead one.</summary>
public sealed class LongWorkQueueTests(LongWorkDomain domain) : IClassFixture<LongWorkDomain>
{
    private static readonly TimeSpan PastTheLease = TimeSpan.FromMinutes(2);
    private static readonly Result<LongOutcome> Good = new LongOutcome(new LongText("Trends.Collected", 0));

    [Fact]
    public async Task Work_of_a_dead_node_goes_on_from_its_cursor_and_never_twice_at_once()
    {
        var (tenant, seen) = (await domain.TenantAsync(), (Place?)null);
        var id = await domain.StartAsync(tenant, (progress, _) =>
        {
            seen = progress.Cursor<Place>();
            return Task.FromResult(Good);
        });
        var dead = (await domain.ClaimAsync(id))!;
        Assert.Equal(Held.Yes, await domain.Queue.BeatAsync(dead, new(4, 9, null), """{"Row": 4}"""));
        Assert.Null(await domain.ClaimAsync(id));

        await domain.AdvanceAsync(PastTheLease);
        var next = (await domain.ClaimAsync(id))!;
        Assert.Null(await domain.ClaimAsync(id));
        Assert.Equal((4, 9), (next.Reached.Done, next.Reached.Total));
        Assert.Equal(Held.Lost, await domain.Queue.BeatAsync(dead, new(5, 9, null), """{"Row": 5}"""));
        await domain.Queue.FinishAsync(dead, LongTaskState.Failed, new(5, 9, null), problem: Problem.Unavailable("LongWork.Broke"));
        await domain.Queue.ReleaseAsync(dead, new(5, 9, null));
        await domain.Worker.RunAsync(next, CancellationToken.None);

        Assert.Equal(new Place(4), seen);
        Assert.Equal(LongTaskState.Done, (await domain.TaskAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Node_that_lost_its_task_stops_and_changes_nothing()
    {
        var tenant = await domain.TenantAsync();
        var begun = new TaskCompletionSource();
        var id = await domain.StartAsync(tenant, async (_, ct) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return Good;
        });
        var running = domain.RunAsync(id);
        await begun.Task;
        await SystemSqlAsync("update long_tasks set fence = fence + 1 where id = $1", id);

        await domain.AdvanceAsync(TimeSpan.FromSeconds(1));
        await running;

        Assert.True(await domain.TaskAsync(tenant, id) is { State: LongTaskState.Running, LeaseUntil: not null });
    }

    [Fact]
    public async Task Node_that_stops_gives_its_task_back()
    {
        var (tenant, runs) = (await domain.TenantAsync(), 0);
        var begun = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        var id = await domain.StartAsync(tenant, async (progress, ct) =>
        {
            if (runs++ > 0)
                return progress.Cursor<Place>() == new Place(7) ? Good : Problem.Unavailable("LongWork.Broke");
            await progress.SaveAsync(new Place(7));
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return Good;
        });
        var running = domain.RunAsync(id, stop.Token);
        await begun.Task;
        await stop.CancelAsync();
        await running;
        Assert.Equal(LongTaskState.Queued, (await domain.TaskAsync(tenant, id)).State);

        await domain.RunAsync(id);

        Assert.Equal(LongTaskState.Done, (await domain.TaskAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Work_that_kills_its_node_again_and_again_is_given_up()
    {
        var tenant = await domain.TenantAsync();
        var id = await domain.StartAsync(tenant, (_, _) => Task.FromResult(Good));
        for (var i = 0; i < 5; i++)
        {
            Assert.NotNull(await domain.ClaimAsync(id));
            await domain.AdvanceAsync(PastTheLease);
        }

        Assert.Null(await domain.ClaimAsync(id));
        Assert.True(await domain.TaskAsync(tenant, id) is { State: LongTaskState.Failed, ProblemKey: "LongWork.GivenUp" });
    }

    [Fact]
    public async Task Cancelled_work_of_a_dead_node_does_not_go_on()
    {
        var tenant = await domain.TenantAsync();
        var id = await domain.StartAsync(tenant, (_, _) => Task.FromResult(Good));
        await domain.ClaimAsync(id);
        await SystemSqlAsync("update long_tasks set cancel_requested_at = app_now() where id = $1", id);

        await domain.AdvanceAsync(PastTheLease);

        Assert.Null(await domain.ClaimAsync(id));
        Assert.Equal(LongTaskState.Cancelled, (await domain.TaskAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Bug_in_the_work_ends_it_with_a_reason()
    {
        var tenant = await domain.TenantAsync();
        var id = await domain.StartAsync(tenant, (_, _) => throw new InvalidOperationException("A bug."));

        await domain.RunAsync(id);

        Assert.True(await domain.TaskAsync(tenant, id) is { State: LongTaskState.Failed, ProblemKey: "LongWork.Broke" });
    }

    [Fact]
    public async Task Tenants_take_turns_and_none_has_two_under_way()
    {
        var tenants = new[] { await domain.TenantAsync(), await domain.TenantAsync(), await domain.TenantAsync() };
        foreach (var tenant in new[] { tenants[0], tenants[0], tenants[0], tenants[1], tenants[2] })
        {
            await domain.StartAsync(tenant, (_, _) => Task.FromResult(Good), LongWorkDomain.Fair);
            await domain.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        var nodes = await Task.WhenAll(ClaimFairAsync(1), ClaimFairAsync(1));
        var first = nodes.SelectMany(n => n).ToList();
        Assert.Equal(new[] { tenants[0].Id, tenants[1].Id }.Order(), first.Select(t => t.TenantId).Order());
        foreach (var task in first)
            await domain.Worker.RunAsync(task, CancellationToken.None);

        Assert.Equal(tenants[2].Id, Assert.Single(await ClaimFairAsync(1)).TenantId);
        Assert.Equal(tenants[0].Id, Assert.Single(await ClaimFairAsync(5)).TenantId);
        Assert.Empty(await ClaimFairAsync(5));
    }

    [Fact]
    public async Task Only_what_ended_long_ago_is_removed()
    {
        var tenant = await domain.TenantAsync();
        var old = await domain.StartAsync(tenant, (_, _) => Task.FromResult(Good));
        await domain.RunAsync(old);
        var waiting = await domain.StartAsync(tenant, (_, _) => Task.FromResult(Good));
        await domain.AdvanceAsync(TimeSpan.FromDays(29));
        await domain.Queue.ForgetAsync();
        Assert.Equal(LongTaskState.Done, (await domain.TaskAsync(tenant, old)).State);

        await domain.AdvanceAsync(TimeSpan.FromDays(2));
        await domain.Queue.ForgetAsync();

        Assert.Equal([waiting], await tenant.DbAsync(db => Task.FromResult(db.LongTasks.Select(t => t.Id).ToArray())));
    }

    [Fact]
    public async Task Loop_begins_what_is_added_and_ends_with_its_node()
    {
        var tenant = await domain.TenantAsync();
        var changes = domain.Services.GetRequiredService<Changes>();
        using var loop = ActivatorUtilities.CreateInstance<LongWorkLoop>(domain.Services);
        domain.Services.GetRequiredService<Started>().Open();
        await changes.StartAsync(CancellationToken.None);
        await loop.StartAsync(CancellationToken.None);

        var quick = await domain.StartAsync(tenant, (_, _) => Task.FromResult(Good));
        await UntilAsync(tenant, quick, LongTaskState.Done);
        var begun = new TaskCompletionSource();
        var endless = await domain.StartAsync(tenant, async (_, ct) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return Good;
        });
        await UntilAsync(tenant, endless, LongTaskState.Running);
        await begun.Task;
        await loop.StopAsync(CancellationToken.None);
        await changes.StopAsync(CancellationToken.None);

        Assert.Equal(LongTaskState.Queued, (await domain.TaskAsync(tenant, endless)).State);
    }

    private Task<IReadOnlyList<ClaimedTask>> ClaimFairAsync(int most) => domain.Queue.ClaimAsync(most, [LongWorkDomain.Fair], _ => { }, CancellationToken.None);

    private async Task SystemSqlAsync(string sql, Guid id)
    {
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        Assert.Equal(1, await Sql.RunAsync(connection, sql, id));
    }

    private async Task UntilAsync(TestTenant tenant, Guid id, LongTaskState state)
    {
        for (var i = 0; i < 2000; i++)
        {
            if ((await domain.TaskAsync(tenant, id)).State == state)
                return;
            await domain.AdvanceAsync(TimeSpan.FromMilliseconds(200));
        }
        Assert.Fail($"Never became {state}");
    }

    private sealed record Place(int Row);
}
