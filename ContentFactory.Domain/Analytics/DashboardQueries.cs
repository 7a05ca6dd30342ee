using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics;

/// <param name="AsOf">When this was read. <see cref="DashboardTiles.ViewsAsOf"/> says how old the numbers of the networks are.</param>
/// <param name="Views">The last 14 days of the tenant's zone, today last; empty while there are no numbers at all.</param>
public sealed record Dashboard(
    DateTimeOffset AsOf, string ZoneId, DateOnly Today, DashboardTiles Tiles, IReadOnlyList<PublicationCard> TodaysSchedule,
    IReadOnlyList<PublicationCard> Recent, IReadOnlyList<DayViews> Views);

/// <summary>Days are the tenant's; "last 7" is today and the six before. Views are null while no network has given any.</summary>
public sealed record DashboardTiles(int PublishedLast7Days, int ScheduledNext7Days, long? ViewsLast7Days, long? ViewsPrevious7Days, DateTimeOffset? ViewsAsOf, Attention Attention);

/// <summary>What waits for a person.</summary>
public sealed record Attention(int Failed, int Unknown, int Held, int Channels, int Approvals)
{
    public int Total => Failed + Unknown + Held + Channels + Approvals;
}

public sealed record DayViews(DateOnly Day, long Views, int Posts);

/// <summary>The tenant's first page, from rows only.</summary>
public sealed class DashboardQueries(Db db, Actor actor, TimeProvider clock)
{
    private const int ChartDays = 14;
    private const int MostOfToday = 100;
    private const int MostRecent = 10;

    public async Task<Dashboard> ReadAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewDashboard);
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var zone = await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct);
        var today = LocalDay.At(now, zone);
        var days = await DaysAsync(rows, today, ct);
        var tiles = await TilesAsync(rows, days, today, LocalDay.Start(today.AddDays(-6), zone), now, ct);
        return new(now, zone, today, tiles, await TodayAsync(rows, today, zone, ct), await RecentAsync(rows, now, ct), Chart(days, today));
    }

    private static async Task<List<DayRow>> DaysAsync(AppDb rows, DateOnly today, CancellationToken ct)
    {
        var first = today.AddDays(1 - ChartDays);
        return await rows.TenantDays.AsNoTracking().Where(d => d.Day >= first && d.Day <= today)
            .Select(d => new DayRow(d.Day, d.Views, d.Posts, d.UpdatedAt)).ToListAsync(ct);
    }

    private static async Task<DashboardTiles> TilesAsync(AppDb rows, List<DayRow> days, DateOnly today, DateTimeOffset weekStart, DateTimeOffset now, CancellationToken ct)
    {
        var weekEnd = now.AddDays(7);
        var counts = await rows.Tenants.Select(_ => new
        {
            Published = rows.Publications.Count(p => p.PublishedAt >= weekStart),
            Scheduled = rows.Publications.Count(p => p.State == PublicationState.Scheduled && p.ScheduledAt < weekEnd),
            Failed = rows.Publications.Count(p => p.State == PublicationState.Failed),
            Unknown = rows.Publications.Count(p => p.State == PublicationState.Unknown),
            Held = rows.Publications.Count(p => p.State == PublicationState.Held),
            Channels = rows.Channels.Count(c => c.Status == ChannelStatus.NeedsAttention || c.Status == ChannelStatus.NeedsVerification),
            Approvals = rows.Posts.Count(p => p.Status == PostStatus.Ready),
        }).SingleAsync(ct);
        var week = days.Where(d => d.Day > today.AddDays(-7)).ToList();
        var before = days.Where(d => d.Day <= today.AddDays(-7)).ToList();
        return new(counts.Published, counts.Scheduled, Sum(week), Sum(before), days.Count == 0 ? null : days.Max(d => d.UpdatedAt),
            new(counts.Failed, counts.Unknown, counts.Held, counts.Channels, counts.Approvals));
    }

    private static async Task<List<PublicationCard>> TodayAsync(AppDb rows, DateOnly today, string zone, CancellationToken ct)
    {
        var (start, end) = LocalDay.Of(today, zone);
        return await rows.Publications.Where(p => p.ScheduledAt >= start && p.ScheduledAt < end && p.State != PublicationState.Cancelled)
            .OrderBy(p => p.ScheduledAt).ThenBy(p => p.Id).Take(MostOfToday).Cards(rows).ToListAsync(ct);
    }

    private static async Task<List<PublicationCard>> RecentAsync(AppDb rows, DateTimeOffset now, CancellationToken ct) =>
        await rows.Publications.Where(p => p.ScheduledAt <= now && p.State != PublicationState.Scheduled && p.State != PublicationState.Cancelled)
            .OrderByDescending(p => p.ScheduledAt).ThenByDescending(p => p.Id).Take(MostRecent).Cards(rows).ToListAsync(ct);

    private static List<DayViews> Chart(List<DayRow> days, DateOnly today)
    {
        if (days.Count == 0)
            return [];
        var byDay = days.ToDictionary(d => d.Day);
        return [.. Enumerable.Range(1 - ChartDays, ChartDays).Select(n => today.AddDays(n)).Select(day => byDay.TryGetValue(day, out var row) ? new DayViews(day, row.Views, row.Posts) : new DayViews(day, 0, 0))];
    }

    private static long? Sum(List<DayRow> days) => days.Count == 0 ? null : days.Sum(d => d.Views);

    private sealed record DayRow(DateOnly Day, long Views, int Posts, DateTimeOffset UpdatedAt);
}
