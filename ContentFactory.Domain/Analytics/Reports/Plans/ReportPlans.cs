using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Reports.Plans;

/// <summary>A plan as pages show it.</summary>
/// <param name="Company">Null for all companies together.</param>
/// <param name="Readers">Those of its people who get it now; who left or may not see numbers any more does not.</param>
/// <param name="SentAt">When its last letters were handed to e-mail.</param>
public sealed record ReportPlanRow(Guid Id, string? Company, ReportPlanEntry Entry, IReadOnlyList<ReportReader> Readers, string ZoneId, DateTimeOffset? NextAt, DateTimeOffset? SentAt);

/// <summary>Reports by e-mail every week: who gets which, and when.</summary>
public sealed class ReportPlans(Db db, Actor actor, ReportRound round, Changes changes, TimeProvider clock)
{
    public async Task<IReadOnlyList<ReportPlanRow>> ListAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var rows = await db.OpenAsync(ct);
        var zone = await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct);
        var companies = await rows.Companies.Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var sent = await rows.ReportMailings.GroupBy(m => m.PlanId).Select(g => new { g.Key, At = g.Max(m => m.SentAt) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        var readers = await ReportReaders.ReadAsync(rows, ct);
        return [.. (await rows.ReportPlans.AsNoTracking().Where(p => p.RemovedAt == null).ToListAsync(ct)).Select(p => new ReportPlanRow(
            p.Id, p.CompanyId is { } id ? companies.GetValueOrDefault(id, "") : null, new(p.CompanyId, p.Weekday, p.Hour, p.Language, p.Xlsx, p.Pdf, p.People, p.IsOn, p.Id, p.Version),
            [.. readers.Where(r => p.People.Contains(r.PersonId))], zone, p.NextAt, sent.GetValueOrDefault(p.Id))).OrderBy(p => p.Company is not null).ThenBy(p => p.Company)];
    }

    /// <summary>Who may be chosen: members who may see numbers.</summary>
    public async Task<IReadOnlyList<ReportReader>> ReadersAsync(CancellationToken ct)
    {
        actor.Demand(Permission.EditSettings);
        await using var rows = await db.OpenAsync(ct);
        return await ReportReaders.ReadAsync(rows, ct);
    }

    /// <summary>
    /// Makes or changes the plan of the workspace or of a company. A week that had its report gets no second one, whatever its new day, and one whose
    /// hour has come gets it as it was planned.
    /// </summary>
    public async Task<Result> SaveAsync(ReportPlanEntry entry, CancellationToken ct)
    {
        actor.Demand(Permission.EditSettings);
        await using var rows = await db.OpenAsync(ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        // one after the other, and after what falls due at this moment
        await rows.LockTenantAsync(ct);
        if (await FaultAsync(rows, entry, ct) is { } fault)
            return fault;
        var (now, at) = (clock.GetUtcNow(), await rows.NowAsync(ct));
        var found = await FindAsync(rows, entry, ct);
        if (!found.Ok)
            return found.Problem;
        var begun = await round.BeginAsync(rows, at, ct);
        // the newest week is asked of the table
        await rows.SaveChangesAsync(ct);
        var (plan, before) = (found.Value, found.Value is { RemovedAt: null } old ? new { old.Weekday, old.Hour, old.IsOn } : null);
        if (plan is null)
            rows.ReportPlans.Add(plan = new ReportPlan(actor.TenantId, Ids.New(now), entry.CompanyId, now));
        plan.Change(entry);
        var zone = await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct);
        if (entry.IsOn)
            plan.Aim(zone, at, await rows.ReportMailings.Where(m => m.PlanId == plan.Id).MaxAsync(m => (DateOnly?)m.Week, ct));
        else
            plan.TurnOff(zone);
        rows.Audit(Permission.EditSettings, "report_plan", plan.Id, before, new { plan.Weekday, plan.Hour, plan.IsOn, Readers = plan.People.Length }, now);
        var saved = await SavedAsync(rows, whole, ct);
        if (saved.Ok)
            round.Told(begun);
        return saved;
    }

    public async Task<Result> RemoveAsync(Guid planId, CancellationToken ct)
    {
        actor.Demand(Permission.EditSettings);
        await using var rows = await db.OpenAsync(ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await rows.ReportPlans.SingleOrDefaultAsync(p => p.Id == planId && p.RemovedAt == null, ct) is not { } plan)
            return Problem.NotFound("Analytics.Plan_Gone");
        rows.Audit(Permission.EditSettings, "report_plan", planId, new { plan.Weekday, plan.Hour, plan.IsOn }, null, clock.GetUtcNow());
        plan.Remove(clock.GetUtcNow());
        return await SavedAsync(rows, whole, ct);
    }

    /// <summary>The plan that is changed, or was removed once and comes back; null where there was none yet.</summary>
    private static async Task<Result<ReportPlan?>> FindAsync(AppDb rows, ReportPlanEntry entry, CancellationToken ct)
    {
        var plan = await rows.ReportPlans.SingleOrDefaultAsync(p => entry.PlanId == null ? p.CompanyId == entry.CompanyId : p.Id == entry.PlanId, ct);
        if (entry.PlanId is null)
            return plan is { RemovedAt: null } ? Problem.Conflict("Analytics.Plan_Changed") : plan;
        if (plan is not { RemovedAt: null })
            return Problem.NotFound("Analytics.Plan_Gone");
        return plan.Version == entry.Version && plan.CompanyId == entry.CompanyId ? plan : Problem.Conflict("Analytics.Plan_Changed");
    }

    private async Task<Result> SavedAsync(AppDb rows, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction whole, CancellationToken ct)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
            await whole.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Problem.Conflict("Analytics.Plan_Changed");
        }
        changes.Notify(actor.TenantId, ChangeTopics.Reports);
        return Result.Done;
    }

    private static async Task<Problem?> FaultAsync(AppDb rows, ReportPlanEntry entry, CancellationToken ct)
    {
        if (entry.Weekday is < 0 or > 6 || entry.Hour is < 0 or > 23 || entry.Language is not ("ru" or "en"))
            return Problem.Invalid(nameof(ReportPlanEntry.Hour), "Analytics.Plan_Time");
        if (!entry.Xlsx && !entry.Pdf)
            return Problem.Invalid(nameof(ReportPlanEntry.Xlsx), "Analytics.Report_NoFormat");
        if (entry.CompanyId is { } company && !await rows.Companies.AnyAsync(c => c.Id == company, ct))
            return Problem.NotFound("Analytics.Report_NoCompany");
        var readers = await ReportReaders.ReadAsync(rows, ct);
        if (entry.IsOn && !entry.People.Any(p => readers.Any(r => r.PersonId == p)))
            return Problem.Invalid(nameof(ReportPlanEntry.People), "Analytics.Plan_NoReader");
        return entry.People.All(p => readers.Any(r => r.PersonId == p)) ? null : Problem.Invalid(nameof(ReportPlanEntry.People), "Analytics.Plan_NotReader");
    }
}
