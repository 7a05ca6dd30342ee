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
        var used = await Taking(context).CountAsync(ct);
        return new(used, await CurrentPlan.LimitAsync(context, p => p.Channels, ct));
    }

    internal static IQueryable<Channel> Taking(AppDb context) => context.Channels.AsNoTracking().Where(c => c.Status != ChannelStatus.Disconnected);
}
