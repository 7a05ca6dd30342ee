using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Content.Snippets;

/// <summary>Keeps signatures and variables.</summary>
public sealed class SnippetEditor(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    public const int Most = 300;

    public async Task<Result<Guid>> AddAsync(SnippetEntry typed, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        if (await FaultAsync(rows, typed, ct) is { } fault)
            return fault;
        if (await rows.TextSnippets.CountAsync(ct) >= Most)
            return Problem.Limit("Content.SnippetMost", Most);
        var now = clock.GetUtcNow();
        var snippet = rows.TextSnippets.Add(new TextSnippet(actor.TenantId, Ids.New(now), typed.Tidy(), now)).Entity;
        return await SaveAsync(rows, typed, ct) is { } problem ? problem : snippet.Id;
    }

    public async Task<Result> ChangeAsync(Guid snippetId, SnippetEntry typed, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.TextSnippets.SingleOrDefaultAsync(s => s.Id == snippetId, ct) is not { } snippet)
            return Problem.NotFound("Content.SnippetGone");
        if (await FaultAsync(rows, typed, ct) is { } fault)
            return fault;
        snippet.Change(typed.Tidy(), clock.GetUtcNow());
        return new(await SaveAsync(rows, typed, ct));
    }

    /// <summary>Posts that took its words keep them.</summary>
    public async Task<Result> RemoveAsync(Guid snippetId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.TextSnippets.SingleOrDefaultAsync(s => s.Id == snippetId, ct) is not { } snippet)
            return Problem.NotFound("Content.SnippetGone");
        rows.TextSnippets.Remove(snippet);
        return new(await SaveAsync(rows, null, ct));
    }

    private async Task<Problem?> FaultAsync(AppDb rows, SnippetEntry typed, CancellationToken ct)
    {
        if (typed.Fault() is { } fault)
            return fault;
        return typed.CompanyId is { } id && !await rows.Companies.AnyAsync(c => c.Id == id, ct) ? Problem.Invalid(nameof(SnippetEntry.CompanyId), "Content.CompanyMissing") : null;
    }

    private async Task<Problem?> SaveAsync(AppDb rows, SnippetEntry? typed, CancellationToken ct)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Content.SnippetGone");
        }
        catch (DbUpdateException e) when (typed is not null && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new Problem(ProblemKind.Conflict, nameof(SnippetEntry.Name), "Content.SnippetTaken", typed.Tidy().Name);
        }
        changes.Notify(actor.TenantId, ChangeTopics.Snippets);
        return null;
    }
}
