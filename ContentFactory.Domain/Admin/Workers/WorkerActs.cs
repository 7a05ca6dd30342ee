using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Admin.Workers;

/// <summary>
/// What administrators do to a single row of a queue. Nothing that has left, or may have, is ever sent again from here: that is decided by
/// whoever has looked at the network. In a tenant the act is the tenant's own verb, with its rules and its line in the log.
/// </summary>
public sealed class WorkerActs(Actor actor, TenantScope scope, AccessDb accounts, Tenants tenants, WorkerQueries workers, Outbox outbox, TimeProvider clock)
{
    public const int LongestReason = 500;

    public static bool MayAgain(WorkQueue queue, WorkState state) =>
        state is WorkState.Failed && queue is (WorkQueue.Publishing or WorkQueue.Removals or WorkQueue.FirstComments or WorkQueue.LongWork or WorkQueue.Letters or WorkQueue.BotMessages);

    public static bool MayCancel(WorkQueue queue, WorkState state) => queue switch
    {
        WorkQueue.Publishing => state is WorkState.Waiting or WorkState.Failed,
        WorkQueue.LongWork => state is WorkState.Waiting or WorkState.UnderWay,
        WorkQueue.Letters or WorkQueue.BotMessages => state is WorkState.Waiting or WorkState.Later,
        _ => false,
    };

    /// <summary>Tries what failed once more.</summary>
    public Task<Result> AgainAsync(WorkQueue queue, Guid? tenantId, Guid id, string reason, CancellationToken ct)
    {
        actor.Demand(Permission.DirectWorkers);
        return ActAsync("again", queue, tenantId, id, reason, MayAgain, "Access.WorkNotAgain", AgainInTenantAsync, rows => outbox.AgainAsync(rows, queue is WorkQueue.Letters, id, ct), ct);
    }

    /// <summary>Takes what has not begun out of its queue; long work that runs ends at its next step.</summary>
    public Task<Result> CancelAsync(WorkQueue queue, Guid? tenantId, Guid id, string reason, CancellationToken ct)
    {
        actor.Demand(Permission.DirectWorkers);
        return ActAsync("cancel", queue, tenantId, id, reason, MayCancel, "Access.WorkNotCancelled", CancelInTenantAsync, rows => outbox.CancelAsync(rows, queue is WorkQueue.Letters, id, ct), ct);
    }

    private async Task<Result> ActAsync(string act, WorkQueue queue, Guid? tenantId, Guid id, string typed, Func<WorkQueue, WorkState, bool> may, string refusal,
        Func<IServiceProvider, WorkQueue, Guid, CancellationToken, Task<Result>> inTenant, Func<AccessDb, Task<Result>> inOutbox, CancellationToken ct)
    {
        var reason = PlainText.Line(typed);
        if (reason.Length is 0 or > LongestReason)
            return Problem.Invalid("Reason", "Access.ReasonMissing", LongestReason);
        if (await workers.FindAsync(queue, tenantId, id, ct) is not { } row)
            return Problem.NotFound("Access.WorkGone");
        if (!may(queue, row.Standing))
            return Problem.Conflict(refusal);
        var note = new { Act = act, Queue = queue, Reason = reason };
        return tenantId is { } tenant ? await InTenantAsync(tenant, queue, id, note, inTenant, ct) : await OutsideAsync(queue, id, note, inOutbox, ct);
    }

    private Task<Result> InTenantAsync(Guid tenantId, WorkQueue queue, Guid id, object note, Func<IServiceProvider, WorkQueue, Guid, CancellationToken, Task<Result>> act, CancellationToken ct) =>
        tenants.RunAsync(tenantId, actor with { TenantId = tenantId }, async services =>
        {
            var done = await act(services, queue, id, ct);
            if (!done.Ok)
                return done;
            await using var rows = await services.GetRequiredService<Db>().OpenAsync(CancellationToken.None);
            rows.Audit(Permission.DirectWorkers, queue is WorkQueue.LongWork ? "long_task" : "publication", id, null, note, clock.GetUtcNow());
            await rows.SaveChangesAsync(CancellationToken.None);
            return done;
        }, scope.Origin);

    private async Task<Result> OutsideAsync(WorkQueue queue, Guid id, object note, Func<AccessDb, Task<Result>> act, CancellationToken ct)
    {
        await using var transaction = await accounts.Database.BeginTransactionAsync(ct);
        if ((await act(accounts)).Problem is { } problem)
            return problem;
        accounts.Audit(actor, scope.Origin, Permission.DirectWorkers, queue is WorkQueue.Letters ? "letter" : "bot_message", id, null, note, clock.GetUtcNow());
        await accounts.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        outbox.Tell();
        return Result.Done;
    }

    private static async Task<Result> AgainInTenantAsync(IServiceProvider services, WorkQueue queue, Guid id, CancellationToken ct) => queue switch
    {
        WorkQueue.Publishing => await services.GetRequiredService<PostSchedule>().RetryAsync(id, ct),
        WorkQueue.FirstComments => await services.GetRequiredService<FirstComments>().RetryAsync(id, ct),
        WorkQueue.Removals => await services.GetRequiredService<PublicationRemovals>().RemoveAsync(id, ct),
        _ => new((await services.GetRequiredService<LongTasks>().AgainAsync(id, ct)).Problem),
    };

    private static Task<Result> CancelInTenantAsync(IServiceProvider services, WorkQueue queue, Guid id, CancellationToken ct) => queue switch
    {
        WorkQueue.Publishing => services.GetRequiredService<PostSchedule>().CancelAsync(id, ct),
        _ => services.GetRequiredService<LongTasks>().CancelAsync(id, ct),
    };
}
