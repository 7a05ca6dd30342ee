using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>Sets and clears settings of the tenant (no company) or of one company. Values are those of <see cref="SettingCatalogue"/>, nothing else.</summary>
public sealed class SettingsEditor(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    /// <summary>All or none: the first wrong value is the answer. An empty one clears the setting.</summary>
    public Task<Result> SetAsync(Guid? companyId, IReadOnlyDictionary<string, string> values, CancellationToken ct)
    {
        actor.Demand(Permission.EditSettings);
        var wanted = new Dictionary<string, string?>();
        foreach (var (name, typed) in values)
        {
            if (Known(companyId, name) is not { } definition)
                return Task.FromResult<Result>(Problem.NotFound("Access.SettingUnknown"));
            if (string.IsNullOrWhiteSpace(typed))
                wanted[name] = null;
            else if (definition.Check(typed) is { Ok: true } good)
                wanted[name] = good.Value;
            else
                return Task.FromResult<Result>(definition.Check(typed).Problem!);
        }
        return SaveAsync(companyId, wanted, ct);
    }

    /// <summary>From now on the level above speaks.</summary>
    public Task<Result> ClearAsync(Guid? companyId, string name, CancellationToken ct)
    {
        actor.Demand(Permission.EditSettings);
        return Known(companyId, name) is null
            ? Task.FromResult<Result>(Problem.NotFound("Access.SettingUnknown"))
            : SaveAsync(companyId, new Dictionary<string, string?> { [name] = null }, ct);
    }

    private static SettingDefinition? Known(Guid? companyId, string name) =>
        SettingCatalogue.Find(name) is { } definition && (companyId is not null || !definition.IsFieldOfTenant) ? definition : null;

    private async Task<Result> SaveAsync(Guid? companyId, Dictionary<string, string?> wanted, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        // two who set the same one at once: the later word counts
        await rows.LockTenantAsync(ct);
        if (companyId is { } id && !await rows.Companies.AnyAsync(c => c.Id == id, ct))
            return Problem.NotFound();
        var names = wanted.Keys.ToArray();
        var there = await rows.Settings.Where(s => s.CompanyId == companyId && names.Contains(s.Name)).ToDictionaryAsync(s => s.Name, ct);
        foreach (var (name, value) in wanted)
            Put(rows, companyId, name, there.GetValueOrDefault(name), value);
        await rows.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Settings);
        return Result.Done;
    }

    private void Put(AppDb rows, Guid? companyId, string name, Setting? there, string? value)
    {
        if (there?.Value == value)
            return;
        var (now, before) = (clock.GetUtcNow(), there?.Value);
        if (value is null)
            rows.Settings.Remove(there!);
        else if (there is null)
            rows.Settings.Add(new Setting(actor.TenantId, Ids.New(now), companyId, name, value, now));
        else
            there.Change(value, now);
        rows.Audit(Permission.EditSettings, "setting", companyId, new { Name = name, Value = before }, new { Name = name, Value = value }, now);
    }
}
