using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Reports.Plans;

/// <summary>Finds the tenants in which a plan falls due, or a week's report is to be tried again.</summary>
public sealed class ReportRounds(SystemDb database, Tenants tenants)
{
    private const string Due = """
        select p.tenant_id from report_plans p join tenants t on t.id = p.tenant_id and t.status = 'active'
        where p.next_at is not null and (p.next_at <= app_now() or p.zone_id <> t.zone_id)
        union
        select m.tenant_id from report_mailings m join tenants t on t.id = m.tenant_id and t.status = 'active'
        where m.sent_at is null and m.due_at > app_now() - $1 and m.tries < $2
        """;

    /// <summary>Returns how many reports were begun.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var begun = 0;
        foreach (var tenantId in await TenantsAsync(ct))
            begun += await tenants.RunAsync(tenantId, Actor.System(tenantId, "weekly reports"), services => services.GetRequiredService<ReportRound>().RunAsync(ct));
        return begun;
    }

    private async Task<List<Guid>> TenantsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Due, connection)
        {
            Parameters = { new NpgsqlParameter<TimeSpan> { TypedValue = ReportMailing.Grace }, new NpgsqlParameter<int> { TypedValue = ReportMailing.MostTries } },
        };
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
        await rows.SaveChangesAsync(ct);
        await whole.CommitAsync(ct);
        if (begun > 0)
            tasks.Told();
        changes.Notify(actor.TenantId, ChangeTopics.Reports);
        return begun;
    }

    private async Task<int> BeginAsync(AppDb rows, DateTimeOffset now, CancellationToken ct)
    {
        var zone = await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct);
        var begun = 0;
        foreach (var plan in await rows.ReportPlans.Where(p => p.NextAt != null && (p.NextAt <= now || p.ZoneId != zone)).ToListAsync(ct))
        {
            var last = await rows.ReportMailings.Where(m => m.PlanId == plan.Id).MaxAsync(m => (DateOnly?)m.Week, ct);
            if (plan.NextAt is { } due && due <= now)
            {
                var (day, missed) = (LocalDay.At(due, plan.ZoneId), now - due > ReportMailing.Grace);
                if (!missed && (last is null || ReportPlan.WeekOf(day) > last))
                {
                    Begin(rows, plan, day, due, now);
                    last = ReportPlan.WeekOf(day);
                    begun++;
                }
            }
            plan.Aim(zone, now, last);
        }
        return begun;
    }

    private void Begin(AppDb rows, ReportPlan plan, DateOnly day, DateTimeOffset due, DateTimeOffset now)
    {
        var order = new ReportOrder(new(day.AddDays(-ReportPlan.DaysOfReport), day.AddDays(-1)), plan.CompanyId, null, null, plan.Language, plan.Xlsx, plan.Pdf);
        var report = new Report(actor.TenantId, Ids.New(now), order, null, plan.Id, now);
        rows.Reports.Add(report);
        rows.ReportMailings.Add(new ReportMailing(actor.TenantId, plan.Id, ReportPlan.WeekOf(day), report.Id, due));
        tasks.AddWith(rows, ReportWork.Weekly, new ReportInput(report.Id), plan.CompanyId);
    }

    /// <summary>Work that failed is begun anew, later each time; what a person cancelled is not.</summary>
    private async Task<int> TryAgainAsync(AppDb rows, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - ReportMailing.Grace;
        var waiting = await rows.ReportMailings.Where(m => m.SentAt == null && m.DueAt > since && m.Tries < ReportMailing.MostTries).ToListAsync(ct);
        var ids = waiting.Select(m => m.ReportId).ToList();
        var reports = await rows.Reports.Where(r => ids.Contains(r.Id) && r.MadeAt == null).ToListAsync(ct);
        var known = await ReportTasks.ReadAsync(rows, reports, ct);
        var begun = 0;
        foreach (var mailing in waiting.Where(m => known.Of(m.ReportId) is { State: LongTaskState.Failed, FinishedAt: { } failed } && failed + Pause * m.Tries <= now))
        {
            mailing.TryAgain();
            tasks.AddWith(rows, ReportWork.Weekly, new ReportInput(mailing.ReportId), reports.Single(r => r.Id == mailing.ReportId).CompanyId);
            begun++;
        }
        return begun;
    }
}
