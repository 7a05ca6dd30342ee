using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Content.Approvals;

/// <summary>Who stands before the door: the link's token and the network address that asks.</summary>
public sealed record ApprovalVisit(string? Token, string Network, Origin? Origin = null)
{
    // it opens a door
    public override string ToString() => $"(secret) from {Network}";
}

/// <summary>The door for those who decide without an account: finds the tenant by the link's token and lets in whoever holds it, as a guest of that tenant.</summary>
public sealed class ApprovalDoor(TenantDirectory directory, Tenants tenants, AttemptLimits limits)
{
    /// <summary>Links that lead nowhere, by network address.</summary>
    public static readonly AttemptLimit Misses = new("approval_link.miss", 30, TimeSpan.FromMinutes(15));

    public static readonly AttemptLimit OfNetwork = new("approval_link.network", 60, TimeSpan.FromMinutes(15));

    public static readonly AttemptLimit OfLink = new("approval_link.link", 30, TimeSpan.FromHours(1));

    public Task<Result<GuestPost>> LookAsync(ApprovalVisit visit, CancellationToken ct = default) => EnterAsync(visit, (guest, hash) => guest.LookAsync(hash, ct), ct);

    /// <summary>Answers with the page as it stands afterwards.</summary>
    public Task<Result<GuestPost>> ApproveAsync(ApprovalVisit visit, string? name, CancellationToken ct = default) =>
        DecideAsync(visit, (guest, hash) => guest.ApproveAsync(hash, name ?? "", ct), ct);

    public Task<Result<GuestPost>> RejectAsync(ApprovalVisit visit, string? name, string? reason, CancellationToken ct = default) =>
        DecideAsync(visit, (guest, hash) => guest.RejectAsync(hash, name ?? "", reason ?? "", ct), ct);

    private Task<Result<GuestPost>> DecideAsync(ApprovalVisit visit, Func<GuestApproval, byte[], Task<Result<GuestPost>>> decide, CancellationToken ct) => EnterAsync(visit, async (guest, hash) =>
        await limits.TakeAsync(OfNetwork, visit.Network, ct) is not null || await limits.TakeAsync(OfLink, Convert.ToHexString(hash), ct) is not null
            ? Problem.Limit("Content.LinkTooOften") : await decide(guest, hash), ct);

    private async Task<Result<GuestPost>> EnterAsync(ApprovalVisit visit, Func<GuestApproval, byte[], Task<Result<GuestPost>>> act, CancellationToken ct)
    {
        if (await limits.WaitAsync(Misses, visit.Network, ct) is not null)
            return Problem.Limit("Content.LinkTooOften");
        var hash = ApprovalToken.Of(visit.Token)?.Hash();
        if (hash is null || await directory.TenantOfApprovalLinkAsync(hash, ct) is not { } tenantId)
        {
            await limits.TakeAsync(Misses, visit.Network, ct);
            return GuestApproval.Over;
        }
        return await tenants.RunAsync(tenantId, Actor.Guest(tenantId, "approval link"), services => act(services.GetRequiredService<GuestApproval>(), hash), visit.Origin);
    }
}
