using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>The values that hold wherever neither a tenant nor a company says otherwise. Those who do say so keep theirs.</summary>
public sealed class SystemSettings(AccessDb db, Actor actor, TenantScope scope, Changes changes, TimeProvider clock)
{
    /// <summary>All that make sense for a whole installation: not what is a tenant's own field, or the address of somebody.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } =
        [.. SettingCatalogue.All.Where(d => !d.IsFieldOfTenant && d.Kind is not (SettingKind.Email or SettingKind.Chat))];

    public async Task<IReadOnlyList<EffectiveSetting>> ReadAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewInstallation);
        var said = await SaidAsync(ct);
        return [.. All.Select(d => new EffectiveSetting(d.Name, d.Default, null, null) { OfSystem = said.GetValueOrDefault(d.Name) })];
    }

    /// <summary>All or none: the first wrong value is the answer. An empty one gives the word back to the product's own value.</summary>
    public async Task<Result> SetAsync(IReadOnlyDictionary<string, string> values, CancellationToken ct)
    {
        actor.Demand(Permission.EditSystemSettings);
        var wanted = new Dictionary<string, string?>();
        foreach (var (name, typed) in values)
        {
            if (All.FirstOrDefault(d => d.Name == name) is not { } definition)
                return Problem.NotFound("Access.SettingUnknown");
            var read = string.IsNullOrWhiteSpace(typed) ? null : definition.Check(typed);
            if (read is { Ok: false })
                return read.Problem!;
            wanted[name] = read?.Value;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // two who set the same one at once: the later word counts, and the log says both
        await db.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock(hashtext('system_settings'))", ct);
        var said = await SaidAsync(ct);
        foreach (var (name, value) in wanted)
            await PutAsync(name, said.GetValueOrDefault(name), value, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Notify(Guid.Empty, ChangeTopics.SystemSettings);
        return Result.Done;
    }

    private async Task PutAsync(string name, string? before, string? value, CancellationToken ct)
    {
        if (before == value)
            return;
        if (value is null)
            await db.Database.ExecuteSqlAsync($"delete from system_settings where name = {name}", ct);
        else
            await db.Database.ExecuteSqlAsync($"""
                insert into system_settings (name, value, changed_at) values ({name}, {value}, app_now())
                on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at
                """, ct);
        db.Audit(actor, scope.Origin, Permission.EditSystemSettings, "system_setting", null, new { Name = name, Value = before }, new { Name = name, Value = value }, clock.GetUtcNow());
    }

    private async Task<Dictionary<string, string>> SaidAsync(CancellationToken ct) =>
        (await db.Database.SqlQuery<Said>($"select name as \"Name\", value as \"Value\" from system_settings").ToListAsync(ct)).ToDictionary(s => s.Name, s => s.Value);

    private sealed record Said(string Name, string Value);
}
