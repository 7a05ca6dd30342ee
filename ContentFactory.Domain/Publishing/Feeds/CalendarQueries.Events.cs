using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>A publication as calendars of other programs show it.</summary>
public sealed record CalendarEvent(
    Guid Id, string Title, Guid ChannelId, string Channel, string Platform, PublicationState State, DateTimeOffset At, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

public sealed partial class CalendarQueries
{
    /// <summary>Other programs read all of it each time.</summary>
    public const int MostEvents = 5_000;

    /// <summary>In order of time, the first of them: who asks for one more than it shows learns whether there are others.</summary>
    public async Task<IReadOnlyList<CalendarEvent>> EventsAsync(DateTimeOffset start, DateTimeOffset end, CalendarFilter filter, CancellationToken ct, int most = MostEvents)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        return await ReadAsync(rows, Within(rows, start, end, filter).OrderBy(p => p.ScheduledAt).ThenBy(p => p.Id).Take(most), ct);
    }

    /// <summary>In order of time, at most <see cref="MostEvents"/>: what is to come goes before, and leaves the rest of the room to the latest of what was.</summary>
    public async Task<IReadOnlyList<CalendarEvent>> EventsAsync(DateTimeOffset start, DateTimeOffset end, CalendarFilter filter, DateTimeOffset now, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        var within = Within(rows, start, end, filter);
        var ahead = await ReadAsync(rows, within.Where(p => p.ScheduledAt >= now).OrderBy(p => p.ScheduledAt).ThenBy(p => p.Id).Take(MostEvents), ct);
        var room = MostEvents - ahead.Count;
        var past = room == 0 ? [] : await ReadAsync(rows, within.Where(p => p.ScheduledAt < now).OrderByDescending(p => p.ScheduledAt).ThenBy(p => p.Id).Take(room), ct);
        return [.. past, .. ahead];
    }

    private static IQueryable<Publication> Within(AppDb rows, DateTimeOffset start, DateTimeOffset end, CalendarFilter filter) =>
        rows.Publications.AsNoTracking().Where(p => p.ScheduledAt >= start && p.ScheduledAt < end).Matching(filter, rows);

    private static Task<List<CalendarEvent>> ReadAsync(AppDb rows, IQueryable<Publication> chosen, CancellationToken ct) =>
        (from p in chosen
         join post in rows.Posts on p.PostId equals post.Id
         join channel in rows.Channels on p.ChannelId equals channel.Id
         orderby p.ScheduledAt, p.Id
         select new CalendarEvent(p.Id, post.Title, p.ChannelId, channel.DisplayName, channel.Platform, p.State, p.ScheduledAt, p.CreatedAt, p.UpdatedAt)).ToListAsync(ct);
}
