using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

public sealed record NewInvitation(string Email, MemberRole Role);

/// <param name="Again">There was an open one for the address: its letter is replaced.</param>
public sealed record SentInvitation(string Email, bool Again);

/// <summary>Inviting people into the tenant. Whether an address has an account, or an invitation elsewhere, changes no answer.</summary>
public sealed class InvitationDesk(Db db, Actor actor, AttemptLimits limits, InvitationLetters letters, Changes changes, TimeProvider clock)
{
    public static readonly AttemptLimit OfTenant = new("invitation.tenant", 50, TimeSpan.FromDays(1));
    public static readonly AttemptLimit OfAddress = new("invitation.address", 5, TimeSpan.FromHours(1));

    public async Task<Result<SentInvitation>> InviteAsync(NewInvitation request, CancellationToken ct)
    {
        actor.Demand(Permission.ManageMembers);
        if (!Enum.IsDefined(request.Role))
            return Problem.Invalid(nameof(NewInvitation.Role), "Access.RoleUnknown");
        if (!EmailAddress.TryParse(request.Email, out var email))
            return Problem.Invalid(nameof(NewInvitation.Email), "Access.EmailInvalid");
        if (await TooManyAsync(email.Key, ct) is { } tooMany)
            return tooMany;
        return await InTenantAsync(async (rows, tenant) =>
        {
            var address = email.Key;
            if (await RefusalAsync(rows, tenant, address, ct) is { } refusal)
                return refusal;
            var open = await rows.Invitations.SingleOrDefaultAsync(i => i.Email == address && i.AcceptedAt == null && i.RevokedAt == null, ct);
            await OfferAsync(rows, tenant, open, address, request.Role, ct);
            return new SentInvitation(address, open is not null);
        }, ct);
    }

    /// <summary>A new letter with a new link for seven days; the link of the old one is dead.</summary>
    public async Task<Result<SentInvitation>> ResendAsync(Guid invitationId, CancellationToken ct)
    {
        actor.Demand(Permission.ManageMembers);
        await using var before = await db.OpenAsync(ct);
        if (await Open(before, invitationId).AsNoTracking().SingleOrDefaultAsync(ct) is not { } known)
            return Problem.NotFound("Access.InvitationGone");
        if (await TooManyAsync(known.Email, ct) is { } tooMany)
            return tooMany with { Field = null };
        return await InTenantAsync(async (rows, tenant) =>
        {
            if (await Open(rows, invitationId).SingleOrDefaultAsync(ct) is not { } open)
                return Problem.NotFound("Access.InvitationGone");
            if (await RefusalAsync(rows, tenant, open.Email, ct) is { } refusal)
                return refusal with { Field = null };
            await OfferAsync(rows, tenant, open, open.Email, open.Role, ct);
            return new SentInvitation(open.Email, Again: true);
        }, ct);
    }

    public async Task<Result<SentInvitation>> RevokeAsync(Guid invitationId, CancellationToken ct)
    {
        actor.Demand(Permission.ManageMembers);
        return await InTenantAsync(async (rows, tenant) =>
        {
            if (await Open(rows, invitationId).SingleOrDefaultAsync(ct) is not { } open)
                return Problem.NotFound("Access.InvitationGone");
            var now = clock.GetUtcNow();
            open.Revoke(now);
            rows.Audit(Permission.ManageMembers, "invitation", open.Id, AuditedInvitation.Of(open), new { Revoked = true }, now);
            return new SentInvitation(open.Email, Again: false);
        }, ct);
    }

    private async Task<Problem?> TooManyAsync(string address, CancellationToken ct)
    {
        if (await limits.TakeAsync(OfAddress, $"{actor.TenantId} {address}", ct) is { } pause)
            return new(ProblemKind.Limit, nameof(NewInvitation.Email), "Access.InvitationTooOften", Minutes(pause));
        return await limits.TakeAsync(OfTenant, $"{actor.TenantId}", ct) is { } rest
            ? new(ProblemKind.Limit, nameof(NewInvitation.Email), "Access.InvitationsTooMany", OfTenant.Most, Minutes(rest)) : null;
    }

    /// <summary>What the tenant itself says against it; nothing here looks beyond the tenant.</summary>
    private async Task<Problem?> RefusalAsync(AppDb rows, Tenant tenant, string address, CancellationToken ct)
    {
        if (tenant.Status is not TenantStatus.Active)
            return tenant.Status.Closed();
        var members = await rows.Members.Join(rows.People, m => m.PersonId, p => p.Id, (m, p) => new { p.Id, p.Email }).ToListAsync(ct);
        var there = members.Find(p => InvitationDoor.IsSame(address, p.Email));
        if (there is not null && there.Id == actor.PersonId)
            return new(ProblemKind.Conflict, nameof(NewInvitation.Email), "Access.InviteSelf");
        if (there is not null)
            return new(ProblemKind.Conflict, nameof(NewInvitation.Email), "Access.InviteMember", address);
        return (await MemberRoom.ReadAsync(rows, ct)).Refusal;
    }

    private async Task OfferAsync(AppDb rows, Tenant tenant, Invitation? open, string address, MemberRole role, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var before = open is null ? null : AuditedInvitation.Of(open);
        if (open is null)
            rows.Invitations.Add(open = new Invitation(actor.TenantId, Ids.New(now), address, now));
        await letters.SendAsync(rows, tenant, open, role, actor.PersonId, now, ct);
        rows.Audit(Permission.ManageMembers, "invitation", open.Id, before, AuditedInvitation.Of(open), now);
    }

    private async Task<Result<SentInvitation>> InTenantAsync(Func<AppDb, Tenant, Task<Result<SentInvitation>>> work, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        var done = await work(rows, await rows.Tenants.AsNoTracking().SingleAsync(ct));
        if (!done.Ok)
            return done;
        await rows.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Members);
        changes.Notify(Guid.Empty, ChangeTopics.Letters);
        return done;
    }

    private static IQueryable<Invitation> Open(AppDb rows, Guid id) => rows.Invitations.Where(i => i.Id == id && i.AcceptedAt == null && i.RevokedAt == null);

    private static int Minutes(TimeSpan pause) => Math.Max(1, (int)Math.Ceiling(pause.TotalMinutes));
}

/// <summary>An invitation as the audit log keeps it: nothing of its token.</summary>
internal sealed record AuditedInvitation(string Email, string Role, DateTimeOffset ExpiresAt)
{
    public static AuditedInvitation Of(Invitation i) => new(i.Email, i.Role.ToString(), i.ExpiresAt);
}
