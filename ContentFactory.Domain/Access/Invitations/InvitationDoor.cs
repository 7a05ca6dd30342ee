using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Access;

/// <summary>What the page behind a letter's link says.</summary>
/// <param name="InvitedBy">Null when the person has gone since, or was an administrator.</param>
public sealed record InvitationCard(InvitationState State, string TenantName, string TenantSlug, MemberRole Role, string Email, string? InvitedBy, Guid? AcceptedBy);

/// <summary>
/// The door for those who were invited: found by the token of the letter, entered by the person whose address was invited, on that
/// person's own word. Links that never were, that a newer letter replaced and that belong to nobody are the same.
/// </summary>
public sealed class InvitationDoor(TenantDirectory directory, Tenants tenants, AccessDb accounts, AttemptLimits limits, Changes changes, TimeProvider clock)
{
    /// <summary>Links that lead nowhere, by network address.</summary>
    public static readonly AttemptLimit Misses = new("invitation.miss", 30, TimeSpan.FromMinutes(15));

    /// <param name="from">The network address that asks.</param>
    /// <param name="counts">False where a foreign page could make a browser ask.</param>
    public async Task<Result<InvitationCard>> LookAsync(string? token, string from, CancellationToken ct, bool counts = true)
    {
        if (await limits.WaitAsync(Misses, from, ct) is not null)
            return Problem.Limit("Access.InvitationMisses");
        if (await FindAsync(token, ct) is not var (tenantId, hash))
        {
            if (counts)
                await limits.TakeAsync(Misses, from, ct);
            return Problem.NotFound("Access.InvitationUnknown");
        }
        return await InAsync(tenantId, Guid.Empty, null, async rows =>
        {
            var tenant = await rows.Tenants.AsNoTracking().SingleAsync(ct);
            if (await rows.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, ct) is not { } found)
                return Problem.NotFound("Access.InvitationUnknown");
            var by = found.InvitedBy is { } inviter ? await rows.NameOfAsync(inviter, ct) : null;
            return (Result<InvitationCard>)new InvitationCard(found.StateAt(clock.GetUtcNow()), tenant.Name, tenant.Slug, found.Role, found.Email, by, found.AcceptedBy);
        });
    }

    /// <summary>Makes the person a member and answers the tenant's slug. Who is a member already stays as they are.</summary>
    public async Task<Result<string>> AcceptAsync(string? token, Guid personId, Origin? origin, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not var (tenantId, hash))
            return Problem.NotFound("Access.InvitationUnknown");
        var person = await accounts.Users.AsNoTracking().Where(p => p.Id == personId && p.DeactivatedAt == null).Select(p => p.Email).SingleOrDefaultAsync(ct);
        var accepted = await InAsync(tenantId, personId, origin, async rows =>
        {
            await using var transaction = await rows.Database.BeginTransactionAsync(ct);
            await rows.LockTenantAsync(ct);
            var joined = await JoinAsync(rows, hash, personId, person, ct);
            if (joined.Ok)
            {
                await rows.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
            }
            return joined;
        });
        if (accepted.Ok)
        {
            changes.Notify(tenantId, ChangeTopics.Members);
            changes.Notify(Guid.Empty, ChangeTopics.Access);
        }
        return accepted;
    }

    /// <summary>True for the address that an invitation was sent to, in whatever case it was typed.</summary>
    public static bool IsSame(string invited, string? own) => EmailAddress.TryParse(own, out var address) && address.Key == invited;

    private async Task<Result<string>> JoinAsync(AppDb rows, byte[] hash, Guid personId, string? email, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await rows.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash, ct) is not { } invitation)
            return Problem.NotFound("Access.InvitationUnknown");
        if (Refusal(invitation.StateAt(now)) is { } over)
            return over;
        if (!IsSame(invitation.Email, email))
            return Problem.Conflict("Access.InvitationOfAnother");
        var tenant = await rows.Tenants.AsNoTracking().SingleAsync(ct);
        if (tenant.Status is not TenantStatus.Active)
            return tenant.Status.Closed();
        if (!await rows.Members.AnyAsync(m => m.PersonId == personId, ct))
        {
            if ((await MemberRoom.ReadAsync(rows, ct)).Refusal is { } full)
                return full;
            rows.Members.Add(new Member(rows.TenantId, Ids.New(now), personId, invitation.Role, now));
        }
        invitation.Accept(personId, now);
        rows.Audit(Permission.ManageMembers, "invitation", invitation.Id, null, new { invitation.Email, Role = invitation.Role.ToString(), AcceptedBy = personId }, now);
        return tenant.Slug;
    }

    /// <summary>What is said of a link that can no longer be accepted.</summary>
    public static Problem? Refusal(InvitationState state) => state switch
    {
        InvitationState.Open => null,
        InvitationState.Expired => Problem.Conflict("Access.InvitationExpired"),
        InvitationState.Accepted => Problem.Conflict("Access.InvitationUsed"),
        InvitationState.Revoked => Problem.Conflict("Access.InvitationRevoked"),
    };

    private async Task<(Guid TenantId, byte[] Hash)?> FindAsync(string? typed, CancellationToken ct)
    {
        if (InvitationToken.Of(typed) is not { } token || token.Hash() is not { } hash)
            return null;
        return await directory.TenantOfInvitationAsync(hash, ct) is { } tenantId ? (tenantId, hash) : null;
    }

    private Task<T> InAsync<T>(Guid tenantId, Guid personId, Origin? origin, Func<AppDb, Task<T>> work) =>
        tenants.RunAsync(tenantId, Actor.System(tenantId, "invitation") with { PersonId = personId }, async services =>
        {
            await using var rows = await services.GetRequiredService<Db>().OpenAsync();
            return await work(rows);
        }, origin);
}
