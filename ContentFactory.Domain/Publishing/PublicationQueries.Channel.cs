using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>What waits for a channel, and how much of its day is used.</summary>
/// <param name="Next">The first few by their time.</param>
/// <param name="Today">Planned or published on the day of the channel's zone.</param>
/// <param name="DailyLimit">Today's, which is less than the channel's own while it warms up.</param>
/// <param name="WarmUp">Null for a channel that does not warm up.</param>
public sealed record ChannelQueue(IReadOnlyList<PublicationCard> Next, int Planned, int Today, int DailyLimit, string ZoneId, WarmUpToday? WarmUp);

/// <summary>How many posts a channel that warms up takes today, of how many, and from when on it takes them all.</summary>
public sealed record WarmUpToday(int Posts, int DailyLimit, DateOnly FullFrom);

public sealed partial class PublicationQueries
{
    private const int NextShown = 5;

    /// <summary>Null when there is no such channel in this tenant.</summary>
    public async Task<ChannelQueue?> OfChannelAsync(Guid channelId, DateTimeOffset now, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Channels.AsNoTracking().SingleOrDefaultAsync(c => c.Id == channelId, ct) is not { } channel)
            return null;
        var settings = await SettingsReader.ReadAsync(rows, channel.CompanyId, ct);
        var zone = channel.ZoneId ?? settings.Of(SettingCatalogue.ZoneId);
        var day = LocalDay.At(now, zone);
        var ramp = WarmUpRamp.Of(channel, settings.Of(SettingCatalogue.WarmUpDays), zone);
        var ofChannel = rows.Publications.AsNoTracking().Where(p => p.ChannelId == channelId);
        var planned = ofChannel.Where(p => p.State == PublicationState.Scheduled);
        var next = await planned.OrderBy(p => p.ScheduledAt).ThenBy(p => p.Id).Top(NextShown).Cards(rows).ToListAsync(ct);
        var (start, end) = LocalDay.Of(day, zone);
        var today = await ofChannel.CountAsync(p => PostSchedule.Standing.Contains(p.State) && p.ScheduledAt >= start && p.ScheduledAt < end, ct);
        return new([.. next.OrderBy(c => c.ScheduledAt).ThenBy(c => c.Id)], await planned.CountAsync(ct), today, ramp.LimitOn(day), zone, ramp.On(day));
    }
}
