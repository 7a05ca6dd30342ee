using System.Security.Cryptography;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Channels;

/// <summary>Who stands before the door: the link's token, the network address that asks, and what the browser keeps since it left.</summary>
/// <param name="Network">By <see cref="EntryLimits.NetworkOf"/>.</param>
/// <param name="Browser">256 random bits; null where nobody left from this browser.</param>
public sealed record GuestVisit(string? Token, string Network, byte[]? Browser = null, Origin? Origin = null)
{
    /// <summary>Takes the place of a session: of the random bits the hash is kept, cut to the length of an id.</summary>
    internal Guid Session => new(SHA256.HashData(Browser ?? throw new InvalidOperationException("Nobody left from this browser.")).AsSpan(0, 16));

    // it opens a door
    public override string ToString() => $"(secret) from {Network}";
}

/// <summary>The door for guests: finds the tenant by the link's token and lets in whoever holds it, as a guest of that tenant.</summary>
public sealed class ChannelInvitationDoor(TenantDirectory directory, Tenants tenants, AttemptLimits limits)
{
    /// <summary>Links that lead nowhere, by network address.</summary>
    public static readonly AttemptLimit Misses = new("channel_invitation.miss", 30, TimeSpan.FromMinutes(15));

    /// <summary>Ways out to networks, by network address and by link: each costs a row, and of some networks a call.</summary>
    public static readonly AttemptLimit Departures = new("channel_invitation.network", 60, TimeSpan.FromMinutes(15));

    /// <summary>Ways out and choices together: a choice is a call to the network.</summary>
    public static readonly AttemptLimit OfLink = new("channel_invitation.link", 60, TimeSpan.FromHours(1));

    public Task<Result<GuestInvitation>> LookAsync(GuestVisit visit, CancellationToken ct) => EnterAsync(visit, (guest, hash) => guest.LookAsync(hash, ct), ct);

    /// <summary>The network's address to send the guest's browser to.</summary>
    public Task<Result<Uri>> BeginAsync(GuestVisit visit, string? way, CancellationToken ct) => EnterAsync(visit, async (guest, hash) =>
        await limits.TakeAsync(Departures, visit.Network, ct) is not null || await limits.TakeAsync(OfLink, Convert.ToHexString(hash), ct) is not null
            ? Problem.Limit("Channels.InvitationTooOften") : await guest.BeginAsync(hash, way ?? "", visit.Session, ct), ct);

    /// <summary>The id leads to the choice of accounts, or to why there is none.</summary>
    public Task<Result<Guid>> ReturnAsync(GuestVisit visit, string way, string? state, string? code, string? error, CancellationToken ct) =>
        EnterAsync(visit, (guest, hash) => guest.ReturnAsync(hash, new(way, visit.Session, state, code, error), ct), ct);

    public Task<Result<SignInOffer>> OfferAsync(GuestVisit visit, Guid id, CancellationToken ct) =>
        visit.Browser is null ? Task.FromResult<Result<SignInOffer>>(InvitedSignIns.Over) : EnterAsync(visit, (guest, hash) => guest.OfferAsync(hash, id, visit.Session, ct), ct);

    public Task<Result<ConnectedChannel>> ConnectAsync(GuestVisit visit, Guid id, string? accountId, CancellationToken ct) =>
        visit.Browser is null ? Task.FromResult<Result<ConnectedChannel>>(InvitedSignIns.Over) : EnterAsync(visit, async (guest, hash) =>
            await limits.TakeAsync(OfLink, Convert.ToHexString(hash), ct) is not null ? Problem.Limit("Channels.InvitationTooOften") : await guest.ConnectAsync(hash, id, visit.Session, accountId ?? "", ct), ct);

    private async Task<Result<T>> EnterAsync<T>(GuestVisit visit, Func<InvitedSignIns, byte[], Task<Result<T>>> act, CancellationToken ct)
    {
        if (await limits.WaitAsync(Misses, visit.Network, ct) is not null)
            return Problem.Limit("Channels.InvitationMisses");
        var hash = ChannelInvitationToken.Of(visit.Token)?.Hash();
        if (hash is null || await directory.TenantOfChannelInvitationAsync(hash, ct) is not { } tenantId)
        {
            await limits.TakeAsync(Misses, visit.Network, ct);
            return InvitedSignIns.Over;
        }
        return await tenants.RunAsync(tenantId, Actor.Guest(tenantId, "channel invitation"), services => act(services.GetRequiredService<InvitedSignIns>(), hash), visit.Origin);
    }
}
