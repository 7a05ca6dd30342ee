using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>A posting hour at which some channels still take a post, by the clock of the tenant's zone.</summary>
public sealed record FreeTime(DateOnly Date, TimeOnly Time, IReadOnlyList<Guid> ChannelIds);

/// <summary>The empty slots of a stretch of days, by the rules that proposed times obey (<see cref="ChannelSlots"/>). It reads and holds nothing.</summary>
public sealed class FreeTimes(Db db, Actor actor, TimeProvider clock)
{
    /// <param name="filter">Company and channel count; states do not, for a time is free or taken.</param>
    public async Task<IReadOnlyList<FreeTime>> BetweenAsync(DateOnly first, DateOnly last, CalendarFilter filter, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        var zone = await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct);
        var now = clock.GetUtcNow();
        var (start, end) = (LocalDay.Start(first, zone), LocalDay.Start(last.AddDays(1), zone));
        if (end <= now)
            return [];
        var channels = await rows.Channels.Where(c => c.Status == ChannelStatus.Active || c.Status == ChannelStatus.WarmingUp)
            .Where(c => (filter.CompanyId == null || c.CompanyId == filter.CompanyId) && (filter.ChannelId == null || c.Id == filter.ChannelId))
            .OrderBy(c => c.DisplayName).ThenBy(c => c.Id).Select(c => c.Id).ToListAsync(ct);
        var after = start > now ? start : now;
        var table = await Timetable.ReadAsync(rows, channels, after, end, ct);
        return
        [
            .. table.Channels.SelectMany(channel => Hours(channel, table.ZoneOf(channel.Id), after, end).Where(at => table.IsFree(channel.Id, at)).Select(at => (channel.Id, Local: PlannedTime.Of(at, zone))))
                .GroupBy(free => (free.Local.Date, free.Local.Time)).OrderBy(g => g.Key).Select(g => new FreeTime(g.Key.Date, g.Key.Time, [.. g.Select(free => free.Id)])),
        ];
    }

    /// <summary>The posting hours of a channel as instants; one that the clock jumps over on its day is left out.</summary>
    private static IEnumerable<DateTimeOffset> Hours(Channel channel, string zone, DateTimeOffset after, DateTimeOffset until)
    {
        var (first, last) = (LocalDay.At(after, zone), LocalDay.At(until, zone));
        return from offset in Enumerable.Range(0, last.DayNumber - first.DayNumber + 1)
            from hour in channel.PostingHours.Order()
            let planned = PlannedTime.At(first.AddDays(offset), new TimeOnly(hour, 0), zone)
            where planned.Note is not LocalTimeNote.MovedOutOfGap && planned.Instant > after && planned.Instant < until
            select planned.Instant;
    }
}
