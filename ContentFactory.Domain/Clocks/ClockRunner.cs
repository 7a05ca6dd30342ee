using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace ContentFactory.Domain.Clocks;

/// <summary>
/// The node's part in the cluster of clocks, kept by Quartz in the database. Started after the migrations and not by Quartz's own service: a
/// missing schema or database would stop the host.
/// </summary>
public sealed class ClockRunner(ClockBook book, Connections connections, DatabaseTime time, Started started, TimeProvider clock, ILoggerFactory logs, ILogger<ClockRunner> log) : BackgroundService
{
    private const string Group = "clocks";
    private const int PoolSize = 4;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Drift = TimeSpan.FromMinutes(1);

    /// <summary>This node takes part in the cluster.</summary>
    public bool IsTicking { get; private set; }

    /// <summary>A member of the cluster, not started yet. Who fires what is settled in the database, by its time.</summary>
    internal ISchedulerFactory Build() => QuartzSchedulerBuilder.Create(quartz =>
    {
        quartz.Services.AddSingleton(book);
        quartz.Services.AddSingleton(logs);
        quartz.ConfigureScheduler(options => options.InstanceName = Group);
        quartz.UseTimeProvider(time);
        quartz.UseDefaultThreadPool(2);
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, new NpgsqlConnectionStringBuilder(connections.System) { MaxPoolSize = PoolSize }.ConnectionString);
            store.UseClustering();
        });
    }).Build();

    /// <summary>Plans what is new or changed; a trigger that already stands as it should is left alone, or its tick could come twice.</summary>
    internal async Task PlanAsync(IScheduler scheduler, CancellationToken ct)
    {
        foreach (var duty in book.Duties)
        {
            var trigger = TriggerBuilder.Create().WithIdentity(duty.Name, Group).ForJob(duty.Name, Group)
                .WithSchedule(CronScheduleBuilder.Create(duty.Cron).InTimeZone(TimeZoneInfo.Utc)).Build();
            if (await scheduler.GetTrigger(trigger.Key, ct) is ICronTrigger standing && standing.CronExpressionString == duty.Cron)
                continue;
            var job = JobBuilder.Create<ClockJob>().WithIdentity(duty.Name, Group).StoreDurably().Build();
            try
            {
                await scheduler.AddJob(job, AddJobOptions.Replacing, ct);
                if (await scheduler.RescheduleJob(trigger.Key, trigger, ct) is null)
                    await scheduler.ScheduleJob(trigger, cancellationToken: ct);
            }
            catch (ObjectAlreadyExistsException)
            {
                // another node planned it at the same moment
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await time.SetAsync(stoppingToken);
                await TickAsync(stoppingToken);
                return;
            }
            catch (Exception e) when (e is SchedulerException or NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("The clocks wait for the database: {Reason}", e.Message);
            }
            await Task.Delay(AfterFailure, clock, stoppingToken);
        }
    }

    private async Task TickAsync(CancellationToken stop)
    {
        var scheduler = await Build().GetScheduler(stop);
        try
        {
            await PlanAsync(scheduler, stop);
            await scheduler.Start(stop);
            IsTicking = true;
            await KeepTimeAsync(stop);
        }
        finally
        {
            // also where the database went while the clocks were planned: the next try is another member
            IsTicking = false;
            await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        }
    }

    /// <summary>Until the stop: the node's clock may drift from the database's.</summary>
    private async Task KeepTimeAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Drift, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                await SetTimeAsync(stop);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task SetTimeAsync(CancellationToken ct)
    {
        try
        {
            await time.SetAsync(ct);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("The clocks could not ask the database for its time: {Reason}", e.Message);
        }
    }
}
