using System.Collections.Concurrent;
using ContentFactory.Domain;
using ContentFactory.Domain.Clocks;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Quartz;

namespace ContentFactory.Tests.Clocks;

public sealed class ClockTests(TestDomain domain) : IClassFixture<TestDomain>, IAsyncLifetime
{
    private const int Ticks = 1000;
    private static readonly CancellationToken None = CancellationToken.None;

    public async Task InitializeAsync()
    {
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(connection, "delete from qrtz_fired_triggers; delete from qrtz_simple_triggers; delete from qrtz_cron_triggers; delete from qrtz_triggers; delete from qrtz_job_details; delete from qrtz_scheduler_state");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Three_nodes_run_each_tick_once_though_their_clocks_differ()
    {
        var (runs, all) = (new ConcurrentBag<int>(), new TaskCompletionSource());
        var nodes = new[] { -30, 0, 30 }.Select(skew => Node(TimeSpan.FromSeconds(skew), [new ClockDuty("tick", "0 0 0 1 1 ?", (_, _) =>
        {
            runs.Add(skew);
            if (runs.Count >= Ticks)
                all.TrySetResult();
            return Task.CompletedTask;
        })])).ToList();
        await Task.WhenAll(nodes.Select(n => n.Time.SetAsync(None)));
        var schedulers = await Task.WhenAll(nodes.Select(n => n.Runner.Build().GetScheduler(None).AsTask()));
        await Task.WhenAll(nodes.Zip(schedulers, (n, s) => n.Runner.PlanAsync(s, None)));
        // closer together than any node could take them, so that they come one after the other
        await schedulers[0].ScheduleJob(TriggerBuilder.Create().WithIdentity("dense").ForJob("tick", "clocks").StartAt(nodes[0].Time.GetUtcNow())
            .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(TimeSpan.FromMilliseconds(10)).WithRepeatCount(Ticks - 1).WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires)).Build(), cancellationToken: None);

        await Task.WhenAll(schedulers.Select(s => s.Start(None).AsTask()));
        await all.Task.WaitAsync(TimeSpan.FromMinutes(5));
        await Task.WhenAll(schedulers.Select(s => s.Shutdown(waitForJobsToComplete: true, None).AsTask()));

        Assert.Equal(Ticks, runs.Count);
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        Assert.Equal(0, await Sql.ValueAsync<long>(connection, "select count(*) from qrtz_triggers where trigger_name = 'dense'"));
    }

    [Fact]
    public async Task Starting_nodes_plan_what_is_new_or_changed_and_leave_the_rest()
    {
        var first = Node(TimeSpan.Zero, [Duty("kept", "0 0 3 * * ?"), Duty("changed", "0 0 4 * * ?")]);
        var second = Node(TimeSpan.Zero, [Duty("kept", "0 0 3 * * ?"), Duty("changed", "0 0 5 * * ?"), Duty("new", "0 0 6 * * ?")]);
        var schedulers = await Task.WhenAll(new[] { first, second }.Select(n => n.Runner.Build().GetScheduler(None).AsTask()));
        await first.Runner.PlanAsync(schedulers[0], None);
        var kept = await StartedAsync("kept");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => second.Runner.PlanAsync(schedulers[1], None)));

        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        var crons = await Sql.RowsAsync(connection, "select trigger_name || ' ' || cron_expression from qrtz_cron_triggers order by 1", r => r.GetString(0));
        Assert.Equal(["changed 0 0 5 * * ?", "kept 0 0 3 * * ?", "new 0 0 6 * * ?"], crons);
        Assert.Equal(kept, await StartedAsync("kept"));

        async Task<long> StartedAsync(string name)
        {
            await using var read = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
            return await Sql.ValueAsync<long>(read, $"select start_time from qrtz_triggers where trigger_name = '{name}'");
        }
    }

    [Fact]
    public async Task Failing_duty_ends_nothing_and_a_foreign_one_is_passed_over()
    {
        var book = new ClockBook(domain.Services, [new ClockDuty("bug", "0 0 3 * * ?", (_, _) => throw new InvalidOperationException("bug")),
            new ClockDuty("outage", "0 0 3 * * ?", (_, _) => throw new NpgsqlException("gone"))], NullLogger<ClockBook>.Instance);

        await book.RunAsync("bug", None);
        await book.RunAsync("outage", None);
        await book.RunAsync("of another version", None);
    }

    [Fact]
    public async Task Every_duty_of_the_schedule_runs_on_a_fresh_installation()
    {
        var duties = new ServiceCollection().AddClocks().Select(s => s.ImplementationInstance).OfType<ClockDuty>().ToList();

        Assert.NotEmpty(duties);
        Assert.Distinct(duties.Select(d => d.Name));
        Assert.All(duties, d => Assert.NotNull(CronScheduleBuilder.Create(d.Cron).Build()));
        foreach (var duty in duties)
            await duty.Run(domain.Services, None);
    }

    private (ClockRunner Runner, DatabaseTime Time) Node(TimeSpan skew, IEnumerable<ClockDuty> duties)
    {
        var own = new SkewedTime(skew);
        var time = new DatabaseTime(domain.Services.GetRequiredService<SystemDb>(), own);
        var book = new ClockBook(domain.Services, duties, NullLogger<ClockBook>.Instance);
        return (new(book, domain.Services.GetRequiredService<Connections>(), time, new Started(), own, NullLoggerFactory.Instance, NullLogger<ClockRunner>.Instance), time);
    }

    private static ClockDuty Duty(string name, string cron) => new(name, cron, (_, _) => Task.CompletedTask);

    private sealed class SkewedTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
