using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Access;

/// <param name="Email">Whose tenant it becomes: an account there is joins at once, any other address is invited.</param>
public sealed record Founding(NewTenant Tenant, string Email, MemberRole Role);

/// <param name="Invited">The address had no account; the place waits for it.</param>
public sealed record FoundedTenant(OwnTenant Tenant, bool Invited);

/// <summary>What an administrator does with tenants of others. Acts in the scope of the whole system, and enters one tenant for the change itself.</summary>
public sealed class TenantDesk(Actor actor, TenantScope scope, TenantRegistration registration, AccessDb accounts, Tenants tenants, Changes changes)
{
    /// <summary>All or nothing: "pavel, Studio X, owner".</summary>
    public async Task<Result<FoundedTenant>> FoundAsync(Founding request, CancellationToken ct)
    {
        actor.Demand(Permission.FoundTenants);
        if (await WhoAsync(request.Email, request.Role, ct) is var found && !found.Ok)
            return found.Problem;
        var who = found.Value;
        var made = await registration.CreateAsync(request.Tenant, new Founder(request.Role.ToRole(), ActorIn, scope.Origin, Claims: false, async (services, rows, tenant, now) =>
        {
            rows.Audit(Permission.FoundTenants, "tenant", tenant.Id, null, new { tenant.Name, tenant.Slug, who.Email, Role = request.Role.ToString() }, now);
            await PlaceAsync(services, rows, tenant, who, request.Role, now, ct);
        }), ct);
        if (!made.Ok)
            return made.Problem;
        Tell(made.Value.TenantId);
        return new FoundedTenant(made.Value, who.PersonId is null);
    }

    /// <summary>Puts a person into a tenant there is, or invites the address. A member there already keeps the role.</summary>
    public async Task<Result<FoundedTenant>> AttachAsync(Guid tenantId, string email, MemberRole role, CancellationToken ct)
    {
        actor.Demand(Permission.FoundTenants);
        if (await WhoAsync(email, role, ct) is var found && !found.Ok)
            return found.Problem;
        var attached = await tenants.RunAsync(tenantId, ActorIn(tenantId), services => AttachAsync(services, found.Value, role, ct), scope.Origin);
        if (attached.Ok)
            Tell(tenantId);
        return attached;
    }

    private static async Task<Result<FoundedTenant>> AttachAsync(IServiceProvider services, Somebody who, MemberRole role, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var rows = await services.GetRequiredService<Db>().OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await rows.Tenants.AsNoTracking().SingleOrDefaultAsync(ct) is not { } tenant)
            return Problem.NotFound("Access.TenantGone");
        if (tenant.Status is not TenantStatus.Active)
            return tenant.Status.Closed();
        if (await rows.Members.AnyAsync(m => m.PersonId == who.PersonId, ct))
            return new Problem(ProblemKind.Conflict, nameof(Founding.Email), "Access.InviteMember", who.Email);
        if ((await MemberRoom.ReadAsync(rows, ct)).Refusal is { } full)
            return full;
        rows.Audit(Permission.FoundTenants, "member", who.PersonId, null, new { who.Email, Role = role.ToString() }, now);
        await PlaceAsync(services, rows, tenant, who, role, now, ct);
        await rows.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new FoundedTenant(new OwnTenant(tenant.Id, tenant.Slug, tenant.Name, role.ToRole(), tenant.Status), who.PersonId is null);
    }

    private static async Task PlaceAsync(IServiceProvider services, AppDb rows, Tenant tenant, Somebody who, MemberRole role, DateTimeOffset now, CancellationToken ct)
    {
        var open = await rows.Invitations.SingleOrDefaultAsync(i => i.Email == who.Email && i.AcceptedAt == null && i.RevokedAt == null, ct);
        if (who.PersonId is { } personId)
        {
            open?.Revoke(now);
            rows.Members.Add(new Member(tenant.Id, Ids.New(now), personId, role, now));
            return;
        }
        if (open is null)
            rows.Invitations.Add(open = new Invitation(tenant.Id, Ids.New(now), who.Email, now));
        await services.GetRequiredService<InvitationLetters>().SendAsync(rows, tenant, open, role, null, now, ct);
    }

    private async Task<Result<Somebody>> WhoAsync(string typed, MemberRole role, CancellationToken ct)
    {
        if (!Enum.IsDefined(role))
            return Problem.Invalid(nameof(Founding.Role), "Access.RoleUnknown");
        if (!EmailAddress.TryParse(typed, out var email))
            return Problem.Invalid(nameof(Founding.Email), "Access.EmailInvalid");
        var normalized = email.Key.ToUpperInvariant();
        var person = await accounts.Users.AsNoTracking().Where(p => p.NormalizedEmail == normalized).Select(p => new { p.Id, p.DeactivatedAt }).FirstOrDefaultAsync(ct);
        return person?.DeactivatedAt is null ? new Somebody(email.Key, person?.Id) : Problem.Invalid(nameof(Founding.Email), "Access.PersonDeactivated");
    }

    private Actor ActorIn(Guid tenantId) => actor with { TenantId = tenantId };

    private void Tell(Guid tenantId)
    {
        changes.Notify(tenantId, ChangeTopics.Members);
        changes.Notify(Guid.Empty, ChangeTopics.Access);
        changes.Notify(Guid.Empty, ChangeTopics.Letters);
    }

    private sealed record Somebody(string Email, Guid? PersonId);
}
