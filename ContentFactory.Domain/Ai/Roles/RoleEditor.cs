using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Ai.Roles;

/// <summary>Changes what a role is told. Each change is a new version, so that what was said before can be had again.</summary>
public sealed class RoleEditor(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    /// <param name="seen">The version that the person had before them; another one in force is a conflict.</param>
    public async Task<Result> SaveAsync(AiRole role, string typed, int seen, CancellationToken ct)
    {
        actor.Demand(Permission.EditAiRoles);
        var text = PlainText.Clean(typed).ReplaceLineEndings("\n").Trim();
        if (text.Length == 0)
            return Problem.Invalid("Text", "Ai.RoleTextMissing");
        if (text.Length > RoleText.Longest)
            return Problem.Invalid("Text", "Ai.RoleTextLong", RoleText.Longest, text.Length);
        return await AddAsync(role, seen, text == OwnRoleTexts.Of(role).Trim() ? null : text, null, ct);
    }

    /// <summary>What an earlier version said is said again, as a new version. 0 goes back to the product's own text.</summary>
    public async Task<Result> RestoreAsync(AiRole role, int version, int seen, CancellationToken ct)
    {
        actor.Demand(Permission.EditAiRoles);
        await using var rows = await db.OpenAsync(ct);
        return await RoleBook.WordsAsync(rows, role, version, ct) is { } words
            ? await AddAsync(role, seen, words.IsOwn ? null : words.Text, version, ct)
            : Problem.NotFound("Ai.RoleVersionGone");
    }

    private async Task<Result> AddAsync(AiRole role, int seen, string? text, int? restored, CancellationToken ct)
    {
        if (!Enum.IsDefined(role))
            return Problem.NotFound();
        await using var rows = await db.OpenAsync(ct);
        var last = await rows.RoleTexts.AsNoTracking().Where(t => t.Role == role).OrderByDescending(t => t.Version).FirstOrDefaultAsync(ct);
        if ((last?.Version ?? 0) != seen)
            return Problem.Conflict("Ai.RoleChangedMeanwhile");
        if (last?.Text == text)
            return Result.Done;
        var now = clock.GetUtcNow();
        var added = new RoleText(actor.TenantId, Ids.New(now), role, seen + 1, text, restored, actor.PersonId, now);
        rows.RoleTexts.Add(added);
        rows.Audit(Permission.EditAiRoles, "role_text", added.Id, new { Role = role.ToString(), Version = seen }, new { Role = role.ToString(), added.Version }, now);
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Problem.Conflict("Ai.RoleChangedMeanwhile");
        }
        changes.Notify(actor.TenantId, ChangeTopics.Settings);
        return Result.Done;
    }
}
