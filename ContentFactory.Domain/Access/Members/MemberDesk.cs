using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>
/// Changes who belongs to the tenant, and as what. One owner whose account works always stays: the tenant's row is locked while owners are
/// counted, so that two who go at once do not both find the other. What a person made stays with the tenant.
/// </summary>
public sealed class MemberDesk(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    public Task<Result> ChangeRoleAsync(Guid memberId, MemberRole role, CancellationToken ct)
    {
        actor.Demand(Permission.ManageMembers);
        if (!Enum.IsDefined(role))
            return Task.FromResult<Result>(Problem.Invalid("Role", "Access.RoleUnknown"));
        return ChangeAsync(Permission.ManageMembers, m => m.Id == memberId, keeps: role is MemberRole.Owner, (_, member) =>
        {
            if (member.Role == role)
                return null;
            member.ChangeRole(role);
            return AuditedMember.Of(member);
        }, ct);
    }

    public Task<Result> RemoveAsync(Guid memberId, CancellationToken ct)
    {
        actor.Demand(Permission.ManageMembers);
        return ChangeAsync(Permission.ManageMembers, m => m.Id == memberId, keeps: false, Remove, ct);
    }

    /// <summary>The person who acts goes.</summary>
    public Task<Result> LeaveAsync(CancellationToken ct)
    {
        actor.Demand(Permission.LeaveTenant);
        return ChangeAsync(Permission.LeaveTenant, m => m.PersonId == actor.PersonId, keeps: false, Remove, ct);
    }

    private static object Remove(AppDb rows, Member member)
    {
        rows.Members.Remove(member);
        return new { Removed = true };
    }

    /// <param name="keeps">An owner stays one, so that nobody has to be counted.</param>
    /// <param name="change">Answers what the audit log keeps of it; null where nothing was to do.</param>
    private async Task<Result> ChangeAsync(
        Permission permission, System.Linq.Expressions.Expression<Func<Member, bool>> which, bool keeps, Func<AppDb, Member, object?> change, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await rows.Members.SingleOrDefaultAsync(which, ct) is not { } member)
            return Problem.NotFound("Access.MemberGone");
        if (member.Role is MemberRole.Owner && !keeps && !await HasOtherOwnerAsync(rows, member.Id, ct))
            return Problem.Conflict("Access.LastOwner");
        var before = AuditedMember.Of(member);
        if (change(rows, member) is not { } after)
            return Result.Done;
        var now = clock.GetUtcNow();
        rows.Audit(permission, "member", member.Id, before, after, now);
        if (rows.Entry(member).State is EntityState.Deleted)
        {
            await FormerMember.KeepAsync(rows, member.PersonId, now, ct);
            await rows.EndFeedOfAsync(member.PersonId, ct);
        }
        await rows.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Members);
        changes.Notify(Guid.Empty, ChangeTopics.Access);
        return Result.Done;
    }

    private static Task<bool> HasOtherOwnerAsync(AppDb rows, Guid memberId, CancellationToken ct) =>
        rows.Members.AnyAsync(m => m.Role == MemberRole.Owner && m.Id != memberId && rows.People.Any(p => p.Id == m.PersonId && p.DeactivatedAt == null), ct);
}

/// <summary>A membership as the audit log keeps it.</summary>
internal sealed record AuditedMember(Guid PersonId, string Role)
{
    public static AuditedMember Of(Member member) => new(member.PersonId, member.Role.ToString());
}
