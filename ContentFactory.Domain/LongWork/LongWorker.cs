using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.LongWork;

/// <summary>Sees one claimed task through: runs its kind inside the tenant and records how it ended.</summary>
internal sealed class LongWorker(LongWorkQueue queue, WorkKinds kinds, Tenants tenants, Changes changes, IOptions<LongWorkOptions> options, TimeProvider clock, ILogger<LongWorker> log)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    public Task<IReadOnlyList<ClaimedTask>> ClaimAsync(int most, CancellationToken ct) =>
        queue.ClaimAsync(most, kinds.Names, tenant => changes.Notify(tenant, ChangeTopics.LongWork), ct);

    /// <summary>After <paramref name="stop"/> the task is given back and goes on from its cursor elsewhere.</summary>
    public async Task RunAsync(ClaimedTask task, CancellationToken stop)
    {
        changes.Notify(task.TenantId, ChangeTopics.LongWork);
        using var held = new HeldTask(task, queue, changes, options.Value, clock, log);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, held.Ending);
        using var tick = new PeriodicTimer(Tick, clock);
        var beating = held.BeatAsync(tick);
        Func<Task> record;
        try
        {
            record = await WorkAsync(task, held, ending.Token);
        }
        finally
        {
            tick.Dispose();
            await beating;
        }
        await record();
        changes.Notify(task.TenantId, ChangeTopics.LongWork);
    }

    private async Task<Func<Task>> WorkAsync(ClaimedTask task, HeldTask held, CancellationToken ct)
    {
        try
        {
            var kind = kinds.Find(task.Kind)!;
            var result = await tenants.RunAsync(task.TenantId, Actor.System(task.TenantId, "long work"),
                services => ((LongRun)services.GetRequiredService(kind.Work)).RunAsync(task.Input, held.Progress, ct));
            return result.Ok ? End(LongTaskState.Done, result.Value) : End(LongTaskState.Failed, problem: result.Problem);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return held.State switch
            {
                Held.Cancelling => End(LongTaskState.Cancelled),
                Held.Yes => () => queue.ReleaseAsync(task, held.Progress.Reached),
                Held.Lost => Leave("its lease is lost"),
            };
        }
        catch (Exception e) when (e.GetBaseException() is NpgsqlException { IsTransient: true })
        {
            return Leave(e.GetBaseException().Message);
        }
        catch (Exception e)
        {
            log.LogError(e, "Long work {Kind} {Task} of tenant {Tenant} failed", task.Kind, task.Id, task.TenantId);
            return End(LongTaskState.Failed, problem: Problem.Unavailable("LongWork.Broke"));
        }

        Func<Task> End(LongTaskState state, LongOutcome? outcome = null, Problem? problem = null) =>
            () => queue.FinishAsync(task, state, held.Progress.Reached, outcome, problem);

        // when the lease has run out somebody goes on from the cursor
        Func<Task> Leave(string reason)
        {
            log.LogWarning("Long work {Kind} {Task} is left to its lease: {Reason}", task.Kind, task.Id, reason);
            return () => Task.CompletedTask;
        }
    }
}
