using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Publishing;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics;

/// <param name="AsOf">When this was read. <see cref="DashboardTiles.ViewsAsOf"/> says how old the numbers of the networks are.</param>
/// <param name="Views">The last 14 days of the tenant's zone, today last; empty while there are no numbers at all.</param>
/// <param name="FirstSteps">Null once they are done or hidden.</param>
public sealed record Dashboard(
    DateTimeOffset AsOf, string ZoneId, DateOnly Today, DashboardTiles Tiles, IReadOnlyList<PublicationCard> TodaysSchedule,
    IReadOnlyList<PublicationCard> Recent, IReadOnlyList<DayViews> Views, FirstStepsState FirstStepsState, FirstStepList? FirstSteps);

/// <summary>
/// Days are the tenant's; "last 7" is today and the six before. Views are null while no network has given any; those of the week
/// before while nothing is as old.
/// </summary>
/// <param name="Sandbox">No real channel is connected: every number here is the sandbox's.</param>
public sealed record DashboardTiles(
    int PublishedLast7Days, int ScheduledNext7Days, long? ViewsLast7Days, long? ViewsPrevious7Days, DateTimeOffset? ViewsAsOf, Attention Attention,
    bool Sandbox = false, bool PublishedEver = false, int Channels = 0);

/// <summary>What waits for a person.</summary>
public sealed record Attention(int Failed, int Unknown, int Held, int Channels, int Approvals)
{
    public int Total => Failed + Unknown + Held + Channels + Approvals;
}

public sealed record DayViews(DateOnly Day, long Views, int Posts);

/// <summary>The first page of a tenant, or of one company of it; from rows only.</summary>
public sealed class DashboardQueries(Db db, Actor actor, TimeProvider clock)
{
    private const int MostOfToday = 100;
    private const int MostRecent = 10;

    /// <param name="companyId">Counts only what belongs to this company: its posts, its channels and what goes out there.</param>
    public async Task<Dashboard> ReadAsync(Guid? companyId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewDashboard);
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var tenant = await rows.Tenants.Select(t => new
        {
            t.ZoneId,
            Setting = rows.Settings.Where(s => s.CompanyId == null && s.Name == FirstSteps.SettingName).Select(s => s.Value).FirstOrDefault(),
        }).SingleAsync(ct);
        var (zone, today, state) = (tenant.ZoneId, LocalDay.At(now, tenant.ZoneId), FirstSteps.StateOf(tenant.Setting));
        var days = await DashboardDays.ReadAsync(rows, companyId, today, ct);
        var tiles = await TilesAsync(rows, companyId, days, LocalDay.Start(today.AddDays(-6), zone), now, ct);
        return new(
            now, zone, today, tiles, await TodayAsync(rows, companyId, today, zone, ct), await RecentAsync(rows, companyId, now, ct), days.Chart(),
            state, state is FirstStepsState.Open ? await FirstSteps.ReadAsync(rows, ct) : null);
    }

    private static async Task<DashboardTiles> TilesAsync(AppDb rows, Guid? companyId, DashboardDays days, DateTimeOffset weekStart, DateTimeOffset now, CancellationToken ct)
    {
        var weekEnd = now.AddDays(7);
        var (publications, channels, posts) = (Publications(rows, companyId), Channels(rows, companyId), rows.Posts.Where(p => companyId == null || p.CompanyId == companyId));
        var counts = await rows.Tenants.Select(_ => new
        {
            Published = publications.Count(p => p.PublishedAt >= weekStart),
            Ever = publications.Any(p => p.PublishedAt != null),
            Scheduled = publications.Count(p => p.State == PublicationState.Scheduled && p.ScheduledAt < weekEnd),
            Failed = publications.Count(p => p.State == PublicationState.Failed),
            Unknown = publications.Count(p => p.State == PublicationState.Unknown),
            Held = publications.Count(p => p.State == PublicationState.Held),
            Worried = channels.Count(c => c.Status == ChannelStatus.NeedsAttention || c.Status == ChannelStatus.NeedsVerification),
            Channels = channels.Count(c => c.Status != ChannelStatus.Disconnected),
            Real = channels.Any(c => !c.Sandbox && c.Status != ChannelStatus.Disconnected),
            Approvals = posts.Count(p => p.Status == PostStatus.Ready),
        }).SingleAsync(ct);
        return new(
            counts.Published, counts.Scheduled, days.LastWeek, days.WeekBefore, days.AsOf,
            new(counts.Failed, counts.Unknown, counts.Held, counts.Worried, counts.Approvals), counts.Channels > 0 && !counts.Real, counts.Ever, counts.Channels);
    }

    private static async Task<List<PublicationCard>> TodayAsync(AppDb rows, Guid? companyId, DateOnly today, string zone, CancellationToken ct)
    {
        var (start, end) = LocalDay.Of(today, zone);
        return await Publications(rows, companyId).Where(p => p.ScheduledAt >= start && p.ScheduledAt < end && p.State != PublicationState.Cancelled)
            .OrderBy(p => p.ScheduledAt).ThenBy(p => p.Id).Top(MostOfToday).Cards(rows).ToListAsync(ct);
    }

    private static async Task<List<PublicationCard>> RecentAsync(AppDb rows, Guid? companyId, DateTimeOffset now, CancellationToken ct) =>
        await Publications(rows, companyId).Where(p => p.ScheduledAt <= now && p.State != PublicationState.Scheduled && p.State != PublicationState.Cancelled)
            .OrderByDescending(p => p.ScheduledAt).ThenByDescending(p => p.Id).Top(MostRecent).Cards(rows).ToListAsync(ct);

    private static IQueryable<Channel> Channels(AppDb rows, Guid? companyId) => companyId is { } company ? rows.Channels.Where(c => c.CompanyId == company) : rows.Channels;

    private static IQueryable<Publication> Publications(AppDb rows, Guid? companyId) => companyId is { } company
        ? rows.Publications.Where(p => rows.Channels.Any(c => c.Id == p.ChannelId && c.CompanyId == company))
        : rows.Publications;
}
