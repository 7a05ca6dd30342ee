using System.Data;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Publishing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Home;

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
        // of one moment, as the overview: a card never says other than its tile
        await using var moment = await rows.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var now = clock.GetUtcNow();
        var tenant = await rows.Tenants.Select(t => new
        {
            t.ZoneId,
            Setting = rows.Settings.Where(s => s.CompanyId == null && s.Name == FirstSteps.SettingName).Select(s => s.Value).FirstOrDefault(),
        }).SingleAsync(ct);
        var (zone, today, state) = (tenant.ZoneId, LocalDay.At(now, tenant.ZoneId), FirstSteps.StateOf(tenant.Setting));
        var companies = await CompaniesAsync(rows, ct);
        var channels = await ChannelsAsync(rows, ct);
        var numbers = await new HomeNumbers((NpgsqlConnection)rows.Database.GetDbConnection(), actor.TenantId, zone, today).ReadAsync(companyId, companies, channels, ct);
        var shown = channels.Where(c => companyId is null || c.CompanyId == companyId).ToList();
        return new(
            now, zone, today, await CountsAsync(rows, companyId, shown.Count(c => c.NeedsSomebody), now, ct), numbers, companyId is null ? Cards(companies, channels, numbers) : [],
            [.. shown.Where(c => c.IsConnected).OrderByDescending(c => c.NeedsSomebody).ThenBy(c => c.Status is ChannelStatus.Active or ChannelStatus.WarmingUp)],
            await TodayAsync(rows, companyId, today, zone, ct), await RecentAsync(rows, companyId, now, ct), state, state is FirstStepsState.Open ? await FirstSteps.ReadAsync(rows, ct) : null)
        {
            Plan = companyId is null && actor.May(Permission.ViewBilling) ? await PlanUsage.ReadAsync(rows, zone, now, ct) : null,
            Acts = companyId is null && actor.May(Permission.ViewAudit) ? await RecentActs.ReadAsync(rows, ct) : null,
        };
    }

    private static async Task<List<HomeCompany>> CompaniesAsync(AppDb rows, CancellationToken ct) =>
        await rows.Companies.AsNoTracking().OrderBy(c => c.Status != CompanyStatus.Active).ThenBy(c => c.Number).Select(c => new HomeCompany(c.Id, c.Name, c.Status)).ToListAsync(ct);

    private static async Task<List<HomeChannel>> ChannelsAsync(AppDb rows, CancellationToken ct) =>
        await rows.Channels.AsNoTracking().OrderBy(c => c.DisplayName).ThenBy(c => c.Id).Select(c => new HomeChannel(c.Id, c.CompanyId, c.DisplayName, c.Platform, c.Sandbox, c.Status)).ToListAsync(ct);

    private static List<CompanyNumbers> Cards(IEnumerable<HomeCompany> companies, IReadOnlyList<HomeChannel> channels, NumbersOverview numbers)
    {
        var sums = numbers.Slices.Companies.ToDictionary(s => s.Key);
        return
        [
            .. companies.Select(c => new CompanyNumbers(
                c.Id, c.Name, c.Status, channels.Count(x => x.CompanyId == c.Id && x.IsConnected), channels.Count(x => x.CompanyId == c.Id && x.NeedsSomebody),
                sums.GetValueOrDefault(c.Id)?.Now ?? PeriodNumbers.None, sums.GetValueOrDefault(c.Id)?.Before ?? PeriodNumbers.None)),
        ];
    }

    private static async Task<DashboardCounts> CountsAsync(AppDb rows, Guid? companyId, int waitingChannels, DateTimeOffset now, CancellationToken ct)
    {
        var weekEnd = now.AddDays(7);
        var (publications, posts) = (Publications(rows, companyId), rows.Posts.Where(p => companyId == null || p.CompanyId == companyId));
        var counts = await rows.Tenants.Select(_ => new
        {
            Ever = publications.Any(p => p.PublishedAt != null),
            Scheduled = publications.Count(p => p.State == PublicationState.Scheduled && p.ScheduledAt < weekEnd),
            Failed = publications.Count(p => p.State == PublicationState.Failed),
            Unknown = publications.Count(p => p.State == PublicationState.Unknown),
            Held = publications.Count(p => p.State == PublicationState.Held),
            Approvals = posts.Count(p => p.Status == PostStatus.Ready),
        }).SingleAsync(ct);
        return new(counts.Scheduled, counts.Ever, new(counts.Failed, counts.Unknown, counts.Held, waitingChannels, counts.Approvals));
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

    private static IQueryable<Publication> Publications(AppDb rows, Guid? companyId) => companyId is { } company
        ? rows.Publications.Where(p => rows.Channels.Any(c => c.Id == p.ChannelId && c.CompanyId == company))
        : rows.Publications;
}
