using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Reports.Plans;

/// <summary>Finds the tenants in which a plan falls due, or a week's report is to be tried again.</summary>
public sealed class ReportRounds(SystemDb database, Tenants tenants, ILogger<ReportRounds> log)
{
    private const string Due = """
        select p.tenant_id from report_plans p join tenants t on t.id = p.tenant_id and t.status = 'active'
        where p.next_at is not null and (p.next_at <= app_now() or p.zone_id <> t.zone_id)
        union
        select m.tenant_id from report_mailings m join tenants t on t.id = m.tenant_id and t.status = 'active'
        where m.settled_at is null
        """;

    /// <summary>Returns how many reports were begun.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var begun = 0;
        foreach (var tenantId in await TenantsAsync(ct))
            begun += await RunAsync(tenantId, ct);
        return begun;
    }

    private async Task<int> RunAsync(Guid tenantId, CancellationToken ct)
    {
        try
        {
            return await tenants.RunAsync(tenantId, Actor.System(tenantId, "weekly reports"), services => services.GetRequiredService<ReportRound>().RunAsync(ct));
        }
        catch (Exception e) when (e is PostgresException or not (OperationCanceledException or NpgsqlException))
        {
            // one tenant that meets a bug must not keep the letters of the others
            log.LogError(e, "Weekly reports of tenant {Tenant} were not looked at", tenantId);
            return 0;
        }
    }

    private async Task<List<Guid>> TenantsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Due, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<Guid>();
        while (await rows.ReadAsync(ct))
            found.Add(rows.GetGuid(0));
        return found;
    }
}

/// <summary>One round in one tenant: what is due becomes a row of its week, a report and its work, all in one transaction.</summary>
public sealed class ReportRound(Db db, Actor actor, LongTasks tasks, Changes changes)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var rows = await db.OpenAsync(ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        // another node that is here too waits, and then finds nothing due
        await rows.LockTenantAsync(ct);
        var now = await rows.NowAsync(ct);
        var begun = await BeginAsync(rows, now, ct) + await TryAgainAsync(rows, now, ct);
        var changed = await rows.SaveChangesAsync(ct) > 0;
        await whole.CommitAsync(ct);
        Told(begun);
        if (changed)
            changes.Notify(actor.TenantId, ChangeTopics.Reports);
        return begun;
    }

    /// <summary>After the commit.</summary>
    internal void Told(int begun)
    {
        if (begun > 0)
            tasks.Told();
    }

    /// <summary>Begins what is due and aims at the next time. The caller holds the lock of the tenant, saves, and then says so by <see cref="Told"/>.</summary>
    internal async Task<int> BeginAsync(AppDb rows, DateTimeOffset now, CancellationToken ct)
    {
        var zone = await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct);
        var begun = 0;
        foreach (var plan in await rows.ReportPlans.Where(p => p.NextAt != null && (p.NextAt <= now || p.ZoneId != zone)).ToListAsync(ct))
        {
            var last = await rows.ReportMailings.Where(m => m.PlanId == plan.Id).MaxAsync(m => (DateOnly?)m.Week, ct);
            var week = Begin(rows, plan, last, now);
            if (week is null)
            {
                plan.AimAtOwed(zone, now, last);
                week = Begin(rows, plan, last, now);
            }
            if (week is null)
                continue;
            plan.Aim(zone, now, week);
            begun++;
        }
        return begun;
    }

    /// <summary>The week that was begun, if one is due that was not begun yet and is not long past.</summary>
    private DateOnly? Begin(AppDb rows, ReportPlan plan, DateOnly? last, DateTimeOffset now)
    {
        if (plan.NextAt is not { } due || due > now || now - due > ReportMailing.Grace)
            return null;
        var day = LocalDay.At(due, plan.ZoneId);
        var week = ReportPlan.WeekOf(day);
        if (week <= last)
            return null;
        var order = new ReportOrder(new(day.AddDays(-ReportPlan.DaysOfReport), day.AddDays(-1)), plan.CompanyId, null, null, plan.Language, plan.Xlsx, plan.Pdf);
        var report = new Report(actor.TenantId, Ids.New(now), order, null, plan.Id, now);
        rows.Reports.Add(report);
        rows.ReportMailings.Add(new ReportMailing(actor.TenantId, plan.Id, week, report.Id, due));
        tasks.AddWith(rows, ReportWork.Weekly, new ReportInput(report.Id), plan.CompanyId);
        return week;
    }

    /// <summary>Work that failed is begun anew, later each time; what a person cancelled or deleted is not, nor what can no longer go out.</summary>
    private async Task<int> TryAgainAsync(AppDb rows, DateTimeOffset now, CancellationToken ct)
    {
        var waiting = await rows.ReportMailings.Where(m => m.SettledAt == null).ToListAsync(ct);
        var ids = waiting.Select(m => m.ReportId).ToList();
        var reports = await rows.Reports.AsNoTracking().Where(r => ids.Contains(r.Id) && r.MadeAt == null).ToDictionaryAsync(r => r.Id, ct);
        var known = await ReportTasks.ReadAsync(rows, [.. reports.Values], ct);
        var begun = 0;
        foreach (var mailing in waiting)
        {
            var work = known.Of(mailing.ReportId);
            if (!reports.TryGetValue(mailing.ReportId, out var report) || now > mailing.DueAt + ReportMailing.Grace || IsOver(work, mailing))
                mailing.Settle(now);
            else if (work is { State: LongTaskState.Failed, FinishedAt: { } failed } && failed + Pause * mailing.Tries <= now)
            {
                mailing.TryAgain();
                tasks.AddWith(rows, ReportWork.Weekly, new ReportInput(report.Id), report.CompanyId);
                begun++;
            }
        }
        return begun;
    }

    private static bool IsOver(ReportTask? work, ReportMailing mailing) =>
        work?.State is LongTaskState.Cancelled || work?.State is LongTaskState.Failed && mailing.Tries >= ReportMailing.MostTries;
}
