using ContentFactory.Domain.Access;
using ContentFactory.Domain.Billing;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

/// <summary>How many channels are connected and how many the plan allows; a null limit is unlimited.</summary>
public sealed record ChannelRoom(int Used, int? Limit)
{
    public bool IsFull => Used >= Limit;
}

/// <summary>The plan's limit on connected channels.</summary>
public sealed class ChannelRooms(Db db, Actor actor)
{
    public async Task<ChannelRoom> ReadAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewChannels);
        await using var context = await db.OpenAsync(ct);
        return await ReadAsync(context, ct);
    }

    /// <summary>Without a current subscription the smallest plan holds. Disconnected channels take no room.</summary>
    internal static async Task<ChannelRoom> ReadAsync(AppDb context, CancellationToken ct)
    {
        var used = await context.Channels.CountAsync(c => c.Status != ChannelStatus.Disconnected, ct);
        var current = await context.Subscriptions.AsNoTracking()
            .Where(s => s.Status == SubscriptionStatus.Trial || s.Status == SubscriptionStatus.Active || s.Status == SubscriptionStatus.PastDue)
            .Select(s => (Guid?)s.PlanId).SingleOrDefaultAsync(ct);
        var limit = await context.Plans.AsNoTracking()
            .Where(p => current == null || p.Id == current).OrderBy(p => p.Position)
            .Select(p => p.Channels).FirstOrDefaultAsync(ct);
        return new(used, limit);
    }

    /// <summary>Until the transaction ends nobody else in the tenant connects; inserts that only refer to the tenant go on.</summary>
    internal static Task LockAsync(AppDb context, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync($"select 1 from tenants where id = {context.TenantId} for no key update", ct);
}
