using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Content.AutoDrafts;

/// <summary>Says when drafts of a company are composed by themselves.</summary>
public sealed class AutoDraftEditor(Db db, Actor actor, PlatformSet platforms, Changes changes, TimeProvider clock)
{
    /// <param name="version">When the plan that the person saw was changed; null where there was none. The duty touches the row too, and takes nobody's words.</param>
    public async Task<Result> SaveAsync(Guid companyId, AutoDraftEntry entry, DateTimeOffset? version, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditAutoDrafts);
        if (entry.Fault() is { } fault)
            return fault;
        var tidy = entry.Tidy();
        if (!tidy.Platforms.All(p => platforms.Find(p) is not null))
            return Problem.Invalid(nameof(AutoDraftEntry.Platforms), "Content.TemplateChoice");
        await using var rows = await db.OpenAsync(ct);
        if (!await rows.Companies.AnyAsync(c => c.Id == companyId && c.Status == CompanyStatus.Active, ct))
            return Problem.NotFound("Content.CompanyMissing");
        if (await UnfitAsync(rows, companyId, tidy, ct) is { } unfit)
            return unfit;
        var (plan, now) = (await rows.AutoDraftPlans.SingleOrDefaultAsync(p => p.CompanyId == companyId, ct), clock.GetUtcNow());
        if (version != plan?.ChangedAt)
            return Problem.Conflict("Content.AutoChanged");
        var before = plan?.Entry;
        plan ??= rows.AutoDraftPlans.Add(new AutoDraftPlan(actor.TenantId, companyId)).Entity;
        plan.Change(tidy, actor.PersonId, now);
        rows.Audit(Permission.EditAutoDrafts, "auto_drafts", companyId, before, plan.Entry, now);
        return new(await SaveAsync(rows, ct));
    }

    private static async Task<Problem?> UnfitAsync(AppDb rows, Guid companyId, AutoDraftEntry entry, CancellationToken ct)
    {
        if (await rows.Topics.CountAsync(t => entry.TopicIds.Contains(t.Id), ct) != entry.TopicIds.Count)
            return Problem.Invalid(nameof(AutoDraftEntry.TopicIds), "Trends.TopicGone");
        if (entry.TemplateId is not { } templateId)
            return null;
        var template = await TemplateUse.ReadAsync(rows, templateId, companyId, entry.TemplateValues, ct);
        return template.Ok ? null : template.Problem.Kind is ProblemKind.NotFound ? Problem.Invalid(nameof(AutoDraftEntry.TemplateId), "Content.TemplateGone") : template.Problem;
    }

    private async Task<Problem?> SaveAsync(AppDb rows, CancellationToken ct)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Problem.Conflict("Content.AutoChanged");
        }
        changes.Notify(actor.TenantId, ChangeTopics.AutoDrafts);
        return null;
    }
}
