using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Admin;

/// <summary>What administrators decide about tenants of others: who manages them, and whether they work.</summary>
public sealed class TenantOversight(Actor actor, TenantScope scope, AccessDb accounts, Tenants tenants, Changes changes, IOptions<PublishingOptions> options, TimeProvider clock)
{
    public const int LongestReason = 500;

    /// <summary>A tenant has one manager or none. The pages of the one before end.</summary>
    /// <param name="personId">Null leaves the tenant without one.</param>
    /// <param name="seen">Who managed it when this was decided: where another was quicker it stays as it is, and this one is told.</param>
    public async Task<Result> AssignManagerAsync(Guid tenantId, Guid? personId, Guid? seen, CancellationToken ct)
    {
        actor.Demand(Permission.AssignManagers);
        return await ChangeAsync(tenantId, Permission.AssignManagers, async (_, tenant) =>
        {
            if (personId is { } id && !await TenantQueries.Managers(accounts).AnyAsync(m => m.Id == id, ct))
                return Problem.Invalid("Manager", "Access.NoManager");
            if (tenant.ManagerId == personId)
                return new Change(null, null);
            if (tenant.ManagerId != seen)
                return await OvertakenAsync(tenant.ManagerId, ct);
            var before = tenant.ManagerId;
            tenant.AssignManager(personId);
            return new Change(new { ManagerId = before }, new { ManagerId = personId });
        }, ct);
    }

    private async Task<Problem> OvertakenAsync(Guid? managerId, CancellationToken ct) =>
        await accounts.Users.Where(p => p.Id == managerId).Select(p => p.DisplayName).SingleOrDefaultAsync(ct) is { } name
            ? Problem.Conflict("Access.ManagerTaken", name) : Problem.Conflict("Access.ManagerLeft");

    /// <summary>From now on its people read, take away what is theirs and leave; nothing else.</summary>
    public Task<Result> SuspendAsync(Guid tenantId, string reason, CancellationToken ct)
    {
        actor.Demand(Permission.SuspendTenants);
        return MoveAsync(tenantId, TenantStatus.Suspended, reason, ct);
    }

    /// <summary>What came due meanwhile follows as after a stop, unless the tenant has stopped its publishing itself.</summary>
    public Task<Result> ReactivateAsync(Guid tenantId, string reason, CancellationToken ct)
    {
        actor.Demand(Permission.SuspendTenants);
        return MoveAsync(tenantId, TenantStatus.Active, reason, ct);
    }

    private Task<Result> MoveAsync(Guid tenantId, TenantStatus to, string typed, CancellationToken ct)
    {
        var reason = PlainText.Line(typed);
        if (reason.Length is 0 or > LongestReason)
            return Task.FromResult<Result>(Problem.Invalid("Reason", "Access.ReasonMissing", LongestReason));
        return ChangeAsync(tenantId, Permission.SuspendTenants, (rows, tenant) => MovedAsync(rows, tenant, to, reason, ct), ct);
    }

    private async Task<Result<Change>> MovedAsync(AppDb rows, Tenant tenant, TenantStatus to, string reason, CancellationToken ct)
    {
        if (tenant.Status is TenantStatus.Deleting)
            return Problem.Conflict("Access.TenantDeleting");
        if (tenant.Status == to)
            return new Change(null, null);
        var before = tenant.Status;
        tenant.Move(to);
        if (to is TenantStatus.Active && tenant.PublishingStoppedAt is null)
            await HeldPosts.ReleaseAsync(rows, options.Value.Grace, clock.GetUtcNow(), ct);
        return new Change(new { Status = before.ToString() }, new { Status = to.ToString(), Reason = reason });
    }

    private async Task<Result> ChangeAsync(Guid tenantId, Permission action, Func<AppDb, Tenant, Task<Result<Change>>> change, CancellationToken ct)
    {
        var changed = await tenants.RunAsync(tenantId, actor with { TenantId = tenantId }, async services =>
        {
            await using var rows = await services.GetRequiredService<Db>().OpenAsync(ct);
            await using var transaction = await rows.Database.BeginTransactionAsync(ct);
            // two administrators at once: the second sees what the first did, and the log says both. In the order of PeopleDesk
            await rows.Database.ExecuteSqlRawAsync(TenantQueries.LockManagers, ct);
            await rows.LockTenantAsync(ct);
            if (await rows.Tenants.SingleOrDefaultAsync(ct) is not { } tenant)
                return Problem.NotFound("Access.TenantGone");
            var done = await change(rows, tenant);
            if (done is { Ok: true, Value.After: { } after })
            {
                rows.Audit(action, "tenant", tenantId, done.Value.Before, after, clock.GetUtcNow());
                await rows.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
            }
            return done;
        }, scope.Origin);
        if (changed is { Ok: true, Value.After: not null })
            Tell(tenantId);
        return changed.Ok ? Result.Done : changed.Problem;
    }

    private void Tell(Guid tenantId)
    {
        changes.Notify(tenantId, ChangeTopics.Settings);
        changes.Notify(Guid.Empty, ChangeTopics.Access);
        changes.Notify(Guid.Empty, ChangeTopics.Due);
        changes.Notify(tenantId, ChangeTopics.Publications);
    }

    /// <summary>What the audit log keeps; nothing after where nothing was to do.</summary>
    private sealed record Change(object? Before, object? After);
}
