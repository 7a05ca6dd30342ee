using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Ai.Roles;

/// <param name="Version">0 is the product's own text.</param>
/// <param name="IsOwn">The product's own text, whatever the version that took it up.</param>
public sealed record RoleWords(AiRole Role, int Version, string Text, bool IsOwn);

/// <param name="ByName">Null for the product, or somebody who has left.</param>
public sealed record RoleVersion(int Version, string Text, bool IsOwn, int? RestoredVersion, string? ByName, DateTimeOffset? At);

public sealed record RoleCard(AiRole Role, int Version, bool IsOwn, DateTimeOffset? ChangedAt, string? ChangedBy);

public sealed record RoleHistory(AiRole Role, IReadOnlyList<RoleVersion> Versions)
{
    public RoleVersion Current => Versions[0];
}

/// <summary>What each role is told here, and was told before.</summary>
public sealed class RoleBook(Db db, Actor actor)
{
    public async Task<IReadOnlyList<RoleCard>> ListAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewAiRoles);
        await using var rows = await db.OpenAsync(ct);
        var latest = await rows.RoleTexts.AsNoTracking().GroupBy(t => t.Role).Select(g => g.OrderByDescending(t => t.Version).First()).ToListAsync(ct);
        var names = await NamesAsync(rows, latest.Select(t => t.PersonId), ct);
        return [.. Enum.GetValues<AiRole>().Select(role => latest.Find(t => t.Role == role) is { } text
            ? new RoleCard(role, text.Version, text.Text is null, text.CreatedAt, names.GetValueOrDefault(text.PersonId))
            : new RoleCard(role, 0, true, null, null))];
    }

    /// <summary>Newest first; the product's own text is the last.</summary>
    public async Task<RoleHistory> HistoryAsync(AiRole role, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAiRoles);
        await using var rows = await db.OpenAsync(ct);
        var texts = await rows.RoleTexts.AsNoTracking().Where(t => t.Role == role).OrderByDescending(t => t.Version).ToListAsync(ct);
        var names = await NamesAsync(rows, texts.Select(t => t.PersonId), ct);
        return new(role,
        [
            .. texts.Select(t => new RoleVersion(t.Version, t.Text ?? OwnRoleTexts.Of(role), t.Text is null, t.RestoredVersion, names.GetValueOrDefault(t.PersonId), t.CreatedAt)),
            new RoleVersion(0, OwnRoleTexts.Of(role), true, null, null, null),
        ]);
    }

    /// <param name="version">Null takes the one in force; one that is not there gives null.</param>
    internal static async Task<RoleWords?> WordsAsync(AppDb rows, AiRole role, int? version, CancellationToken ct)
    {
        if (version == 0)
            return new(role, 0, OwnRoleTexts.Of(role), true);
        var found = await rows.RoleTexts.AsNoTracking().Where(t => t.Role == role && (version == null || t.Version == version)).OrderByDescending(t => t.Version).FirstOrDefaultAsync(ct);
        return found is not null ? new(role, found.Version, found.Text ?? OwnRoleTexts.Of(role), found.Text is null)
            : version is null ? new(role, 0, OwnRoleTexts.Of(role), true) : null;
    }

    private static async Task<Dictionary<Guid, string>> NamesAsync(AppDb rows, IEnumerable<Guid> people, CancellationToken ct)
    {
        var ids = people.Distinct().ToList();
        return await rows.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
    }
}
