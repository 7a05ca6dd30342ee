using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Content.Templates;

/// <summary>Templates of the workspace and of its companies. The product's own are copied, never changed.</summary>
public sealed class TemplateEditor(Db db, Actor actor, PlatformSet platforms, Changes changes, TimeProvider clock)
{
    public const int Most = 500;
    private const string Entity = "template";

    public async Task<Result<Guid>> AddAsync(TemplateEntry entry, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTemplates);
        if (Check(entry).Problem is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        if (await RefusalAsync(rows, entry.CompanyId, ct) is { } refusal)
            return refusal;
        if (await rows.PostTemplates.CountAsync(ct) >= Most)
            return Problem.Limit("Content.TemplateMost", Most);
        var now = clock.GetUtcNow();
        var template = new PostTemplate(actor.TenantId, Ids.New(now), entry.Read().Value, now);
        rows.PostTemplates.Add(template);
        rows.Audit(Permission.EditTemplates, Entity, template.Id, null, template.Form, now);
        return await SaveAsync(rows, entry, ct) is { } problem ? problem : template.Id;
    }

    /// <param name="version">Of the template that the person saw: a change of somebody else meanwhile is not written over.</param>
    public async Task<Result> ChangeAsync(Guid templateId, TemplateEntry entry, uint version, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTemplates);
        if (Check(entry).Problem is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        if (await rows.PostTemplates.SingleOrDefaultAsync(t => t.Id == templateId, ct) is not { } template)
            return Gone(templateId);
        if (rows.Entry(template).Property<uint>("xmin").CurrentValue != version)
            return Problem.Conflict("Content.TemplateChanged");
        if (entry.CompanyId != template.CompanyId && await RefusalAsync(rows, entry.CompanyId, ct) is { } refusal)
            return refusal;
        var (before, now) = (template.Form, clock.GetUtcNow());
        template.Change(entry.Read().Value, now);
        rows.Audit(Permission.EditTemplates, Entity, templateId, before, template.Form, now);
        return await SaveAsync(rows, entry, ct) is { } problem ? problem : Result.Done;
    }

    /// <summary>Posts that were made from it stay. Drafts that were to be written from it say that it is gone.</summary>
    public async Task<Result> RemoveAsync(Guid templateId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTemplates);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.PostTemplates.SingleOrDefaultAsync(t => t.Id == templateId, ct) is not { } template)
            return Gone(templateId);
        rows.PostTemplates.Remove(template);
        rows.Audit(Permission.EditTemplates, Entity, templateId, template.Form, null, clock.GetUtcNow());
        return new(await SaveAsync(rows, null, ct));
    }

    private static Problem Gone(Guid templateId) =>
        SystemTemplates.Find(templateId) is null ? Problem.NotFound("Content.TemplateGone") : Problem.Conflict("Content.TemplateSystem");

    private Result Check(TemplateEntry entry)
    {
        var read = entry.Read();
        if (!read.Ok)
            return read.Problem;
        return entry.Platforms.All(p => platforms.Find(p) is not null) ? Result.Done : Problem.Invalid(nameof(TemplateEntry.Platforms), "Content.TemplateChoice");
    }

    private static async Task<Problem?> RefusalAsync(AppDb rows, Guid? companyId, CancellationToken ct) =>
        companyId is { } id && !await rows.Companies.AnyAsync(c => c.Id == id && c.Status == CompanyStatus.Active, ct) ? Problem.Invalid(nameof(TemplateEntry.CompanyId), "Content.CompanyMissing") : null;

    private async Task<Problem?> SaveAsync(AppDb rows, TemplateEntry? entry, CancellationToken ct)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Content.TemplateChanged");
        }
        catch (DbUpdateException e) when (entry is not null && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new Problem(ProblemKind.Conflict, nameof(TemplateEntry.Name), "Content.TemplateTaken", PlainText.Visible(entry.Name));
        }
        changes.Notify(actor.TenantId, ChangeTopics.Templates);
        return null;
    }
}
