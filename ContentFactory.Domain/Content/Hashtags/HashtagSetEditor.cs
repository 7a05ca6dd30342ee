using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Content.Hashtags;

/// <summary>Keeps the saved sets of hashtags.</summary>
public sealed class HashtagSetEditor(Db db, Actor actor, PlatformSet platforms, Changes changes, TimeProvider clock)
{
    public const int Most = 300;

    public async Task<Result<Guid>> AddAsync(HashtagSetEntry typed, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        if (await FaultAsync(rows, typed, ct) is { } fault)
            return fault;
        if (await rows.HashtagSets.CountAsync(ct) >= Most)
            return Problem.Limit("Content.SetMost", Most);
        var now = clock.GetUtcNow();
        var set = rows.HashtagSets.Add(new HashtagSet(actor.TenantId, Ids.New(now), typed.Tidy(), now)).Entity;
        return await SaveAsync(rows, typed, ct) is { } problem ? problem : set.Id;
    }

    public async Task<Result> ChangeAsync(Guid setId, HashtagSetEntry typed, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.HashtagSets.SingleOrDefaultAsync(s => s.Id == setId, ct) is not { } set)
            return Problem.NotFound("Content.SetGone");
        if (await FaultAsync(rows, typed, ct) is { } fault)
            return fault;
        set.Change(typed.Tidy(), clock.GetUtcNow());
        return new(await SaveAsync(rows, typed, ct));
    }

    /// <summary>Posts that took hashtags from it keep them.</summary>
    public async Task<Result> RemoveAsync(Guid setId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.HashtagSets.SingleOrDefaultAsync(s => s.Id == setId, ct) is not { } set)
            return Problem.NotFound("Content.SetGone");
        rows.HashtagSets.Remove(set);
        return new(await SaveAsync(rows, null, ct));
    }

    private async Task<Problem?> FaultAsync(AppDb rows, HashtagSetEntry typed, CancellationToken ct)
    {
        if (typed.Fault() is { } fault)
            return fault;
        if (typed.Tidy().Platform is { } platform && platforms.Find(platform) is null)
            return Problem.Invalid(nameof(HashtagSetEntry.Platform), "Content.TemplateChoice");
        return typed.CompanyId is { } id && !await rows.Companies.AnyAsync(c => c.Id == id, ct) ? Problem.Invalid(nameof(HashtagSetEntry.CompanyId), "Content.CompanyMissing") : null;
    }

    private async Task<Problem?> SaveAsync(AppDb rows, HashtagSetEntry? typed, CancellationToken ct)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Content.SetGone");
        }
        catch (DbUpdateException e) when (typed is not null && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new Problem(ProblemKind.Conflict, nameof(HashtagSetEntry.Name), "Content.SetTaken", PlainText.Visible(typed.Name));
        }
        changes.Notify(actor.TenantId, ChangeTopics.Hashtags);
        return null;
    }
}
