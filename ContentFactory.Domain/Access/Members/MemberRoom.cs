using ContentFactory.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>How many members there are and how many the plan allows; a null limit is unlimited. Invitations take no room until they are accepted.</summary>
public sealed record MemberRoom(int Used, int? Limit)
{
    public bool IsFull => Used >= Limit;

    internal Problem? Refusal => IsFull ? Problem.Limit("Access.MembersFull", Limit!) : null;

    /// <summary>Exact only while the tenant is locked (<see cref="AppDb.LockTenantAsync"/>).</summary>
    internal static async Task<MemberRoom> ReadAsync(AppDb rows, CancellationToken ct) =>
        new(await rows.Members.CountAsync(ct), await CurrentPlan.LimitAsync(rows, p => p.Members, ct));
}
