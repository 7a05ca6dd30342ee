using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Reports;

/// <summary>Orders reports and gives them out.</summary>
public sealed class ReportDesk(Db db, Actor actor, LongTasks tasks, MediaLeftovers leftovers, Changes changes, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>Returns the report. While the same one is being made for the same person, that one: a second click makes no second. Any other waits.</summary>
    public async Task<Result<Guid>> OrderAsync(ReportWish wish, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        if (!wish.Xlsx && !wish.Pdf)
            return Problem.Invalid(nameof(ReportWish.Xlsx), "Analytics.Report_NoFormat");
        for (var n = 0; n < Tries; n++)
        {
            await using var rows = await db.OpenAsync(ct);
            var now = clock.GetUtcNow();
            var order = await SettledAsync(rows, wish, now, ct);
            if (await UnderWayAsync(rows, ct) is { } running)
                return running.IsOf(order, actor.PersonId) ? running.Id : Problem.Conflict("Analytics.Report_Another");
            if (await MissingAsync(rows, wish, ct) is { } missing)
                return missing;
            if (await AddAsync(rows, order, now, ct) is { } added)
                return added;
        }
        return Problem.Conflict("Analytics.Report_Another");
    }

    /// <summary>Deletes one's own, or with the right to end the work of others any. What is being made is cancelled first.</summary>
    public async Task<Result> DeleteAsync(Guid reportId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var rows = await db.OpenAsync(ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        // its files are read when nobody moves them or puts them away any more
        await rows.Database.ExecuteSqlAsync($"select 1 from reports where tenant_id = {actor.TenantId} and id = {reportId} for update", ct);
        if (await rows.Reports.SingleOrDefaultAsync(r => r.Id == reportId, ct) is not { } report)
            return Problem.NotFound("Analytics.Report_Gone");
        if (!MayDelete(report))
            return Problem.Forbidden("Analytics.Report_NotYours");
        if (report.MadeAt is null && (await ReportTasks.ReadAsync(rows, [report], ct)).IsUnderWay(reportId))
            return Problem.Conflict("Analytics.Report_UnderWay");
        foreach (var file in await rows.ReportFiles.AsNoTracking().Where(f => f.ReportId == reportId).ToListAsync(ct))
            leftovers.Add(rows, file.Place, clock.GetUtcNow());
        if (await rows.ReportMailings.SingleOrDefaultAsync(m => m.ReportId == reportId, ct) is { } mailing)
            mailing.Settle(await rows.NowAsync(ct));
        rows.Reports.Remove(report);
        await rows.SaveChangesAsync(ct);
        await whole.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Reports);
        return Result.Done;
    }

    public async Task<Result<ReportDownload>> FileAsync(Guid reportId, ReportFormat format, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var rows = await db.OpenAsync(ct);
        var found = await rows.ReportFiles.AsNoTracking().Where(f => f.ReportId == reportId && f.Format == format)
            .Join(rows.Reports, f => f.ReportId, r => r.Id, (f, r) => new { File = f, r.FirstDay, r.LastDay }).SingleOrDefaultAsync(ct);
        return found is null ? Problem.NotFound("Analytics.Report_Gone") : new ReportDownload(format, found.File.Place, found.File.Size, found.FirstDay, found.LastDay);
    }

    internal bool MayDelete(Report report) => report.PersonId == actor.PersonId && actor.PersonId != Guid.Empty || actor.May(Permission.CancelLongWork);

    private async Task<Report?> UnderWayAsync(AppDb rows, CancellationToken ct)
    {
        var open = await rows.Reports.AsNoTracking().Where(r => r.MadeAt == null && r.PlanId == null).OrderByDescending(r => r.CreatedAt).Take(ReportTasks.Most).ToListAsync(ct);
        var known = await ReportTasks.ReadAsync(rows, open, ct);
        return open.Find(r => known.IsUnderWay(r.Id));
    }

    private static async Task<Problem?> MissingAsync(AppDb rows, ReportWish wish, CancellationToken ct)
    {
        if (wish.CompanyId is { } company && !await rows.Companies.AnyAsync(c => c.Id == company, ct))
            return Problem.NotFound("Analytics.Report_NoCompany");
        return wish.ChannelId is { } channel && !await rows.Channels.AnyAsync(c => c.Id == channel, ct) ? Problem.NotFound("Analytics.Report_NoChannel") : null;
    }

    private static async Task<ReportOrder> SettledAsync(AppDb rows, ReportWish wish, DateTimeOffset now, CancellationToken ct)
    {
        var zone = await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct);
        var period = new AnalyticsWish(wish.Days, wish.From, wish.To).PeriodAt(LocalDay.At(now, zone));
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru" ? "ru" : "en";
        return new(period, wish.CompanyId, wish.ChannelId, wish.Network, language, wish.Xlsx, wish.Pdf);
    }

    /// <summary>Null when somebody else was quicker.</summary>
    private async Task<Guid?> AddAsync(AppDb rows, ReportOrder order, DateTimeOffset now, CancellationToken ct)
    {
        var report = new Report(actor.TenantId, Ids.New(now), order, actor.PersonId, null, now);
        rows.Reports.Add(report);
        tasks.AddWith(rows, ReportWork.Ordered, new ReportInput(report.Id), order.CompanyId);
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return null;
        }
        tasks.Told();
        changes.Notify(actor.TenantId, ChangeTopics.Reports);
        return report.Id;
    }
}
