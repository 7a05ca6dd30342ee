using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

/// <summary>What a guest reads before anything is connected.</summary>
/// <param name="InvitedBy">Null when the person has gone since.</param>
/// <param name="Networks">Those that still have a place, with their ways.</param>
/// <param name="IsFull">The plan has no room for another account at the moment, and none that is connected may be renewed.</param>
public sealed record GuestInvitation(string Company, string? InvitedBy, string? Note, DateTimeOffset ExpiresAt, IReadOnlyList<SignInNetwork> Networks, bool IsFull);

/// <summary>The verbs of a guest: out to a network and back, and the choice of own accounts. Each looks anew whether the invitation still holds.</summary>
public sealed class InvitedSignIns(Db db, Actor actor, ChannelSignIns signIns, SignInWays ways, TimeProvider clock)
{
    /// <summary>One answer to all that leads nowhere: wrong, over, taken back, used up, or of a tenant that is closed.</summary>
    internal static Problem Over => Problem.NotFound("Channels.InvitationOver");

    public async Task<Result<GuestInvitation>> LookAsync(byte[] tokenHash, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectByInvitation);
        if (await FindAsync(tokenHash, ct) is not { Networks.Count: > 0 } open)
            return Over;
        return new GuestInvitation(open.Company, open.InvitedBy, open.Invitation.Note, open.Invitation.ExpiresAt, open.Networks, open is { IsFull: true, Renews: false });
    }

    /// <param name="browser">What the guest's browser keeps from here on; the return counts with it only.</param>
    public async Task<Result<Uri>> BeginAsync(byte[] tokenHash, string way, Guid browser, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectByInvitation);
        if (await FindAsync(tokenHash, ct) is not { } open || !open.Networks.Any(n => n.Ways.Contains(way)))
            return Over;
        // who may renew needs no room for it
        if (open is { IsFull: true, Renews: false })
            return Problem.Limit("Channels.InvitationNoRoom");
        var begun = await signIns.BeginAsync(new(open.Invitation.CompanyId, way, Sandbox: false, browser, SignInState.Guest), open.Traveller(browser), ct);
        return begun.Ok ? begun : ForGuest(begun.Problem);
    }

    public async Task<Result<Guid>> ReturnAsync(byte[] tokenHash, SignInAnswer answer, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectByInvitation);
        return await FindAsync(tokenHash, ct) is { } open ? await signIns.ReturnAsync(answer, open.Traveller(answer.Session), ct) : Over;
    }

    public async Task<Result<SignInOffer>> OfferAsync(byte[] tokenHash, Guid id, Guid browser, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectByInvitation);
        return await FindAsync(tokenHash, ct) is { } open ? await signIns.OfferAsync(id, open.Traveller(browser), ct) : Over;
    }

    public async Task<Result<ConnectedChannel>> ConnectAsync(byte[] tokenHash, Guid id, Guid browser, string accountId, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectByInvitation);
        if (await FindAsync(tokenHash, ct) is not { } open)
            return Over;
        var connected = await signIns.ConnectAsync(id, open.Traveller(browser), accountId, ct);
        return connected.Ok ? connected : ForGuest(connected.Problem);
    }

    /// <summary>Null where it no longer holds.</summary>
    private async Task<Open?> FindAsync(byte[] tokenHash, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var rows = await db.OpenAsync(ct);
        if (await rows.ChannelInvitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == tokenHash, ct) is not { } invitation || !invitation.IsAliveAt(now))
            return null;
        if (await InviterRights.OfAsync(rows, invitation, ct) is not { MayConnect: true } rights)
            return null;
        var tenant = await rows.Tenants.AsNoTracking().SingleAsync(ct);
        var company = await rows.Companies.AsNoTracking().SingleOrDefaultAsync(c => c.Id == invitation.CompanyId && c.Status == CompanyStatus.Active, ct);
        if (tenant.Status is not TenantStatus.Active || company is null)
            return null;
        var used = await rows.ChannelInvitationUses.AsNoTracking().Where(u => u.InvitationId == invitation.Id).Select(u => u.Platform).ToListAsync(ct);
        var activated = company.Platforms ?? tenant.Platforms;
        var networks = ways.Networks.Where(n => n.Ways.Count > 0 && invitation.Platforms.Contains(n.Platform) && activated.Contains(n.Platform) && used.Count(u => u == n.Platform) < invitation.PerNetwork);
        return new(invitation, invitation.Renews && rights.MayReplace, company.Name, await rows.NameOfAsync(invitation.CreatedBy, ct), [.. networks], (await ChannelRooms.ReadAsync(rows, ct)).IsFull);
    }

    /// <summary>A guest is told what concerns a guest: nothing of plans and settings.</summary>
    private static Problem ForGuest(Problem problem) => problem.TextKey switch
    {
        "Channels.PlanFull" => Problem.Limit("Channels.InvitationNoRoom"),
        "Channels.AlreadyConnected" => Problem.Conflict("Channels.InvitationAccountKnown"),
        "Channels.PlatformInactive" or "Channels.CompanyMissing" or "Channels.WayUnknown" => Over,
        _ => problem,
    };

    private sealed record Open(ChannelInvitation Invitation, bool Renews, string Company, string? InvitedBy, IReadOnlyList<SignInNetwork> Networks, bool IsFull)
    {
        public Traveller Traveller(Guid browser) => new(Invitation.CreatedBy, browser, new(Invitation.Id, Invitation.CreatedBy, Renews));
    }
}
