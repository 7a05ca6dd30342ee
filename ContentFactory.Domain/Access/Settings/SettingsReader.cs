using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>One setting with what each level says of it; null where a level says nothing.</summary>
public sealed record EffectiveSetting(string Name, string Default, string? OfTenant, string? OfCompany)
{
    /// <summary>What the installation says in place of the product.</summary>
    public string? OfSystem { get; init; }

    public string Value => OfCompany ?? OfTenant ?? OfSystem ?? Default;

    public SettingLevel Source => OfCompany is not null ? SettingLevel.Company : OfTenant is not null ? SettingLevel.Tenant : SettingLevel.System;

    /// <summary>What this level itself says.</summary>
    public string? At(SettingLevel level) => level switch
    {
        SettingLevel.System => OfSystem,
        SettingLevel.Tenant => OfTenant,
        SettingLevel.Company => OfCompany,
    };

    /// <summary>What holds where the level says nothing itself.</summary>
    public string Above(SettingLevel level) => level switch
    {
        SettingLevel.System => Default,
        SettingLevel.Tenant => OfSystem ?? Default,
        SettingLevel.Company => OfTenant ?? OfSystem ?? Default,
    };

    public SettingLevel SourceAbove(SettingLevel level) => level is SettingLevel.Company && OfTenant is not null ? SettingLevel.Tenant : SettingLevel.System;
}

/// <summary>The settings in force for a company, or for the tenant as such.</summary>
public sealed record EffectiveSettings(IReadOnlyList<EffectiveSetting> All)
{
    /// <summary>The value as the definition's type. A stored one that the definition no longer takes counts as not said.</summary>
    public T Of<T>(SettingDefinition<T> definition)
    {
        var setting = All.First(s => s.Name == definition.Name);
        return definition.Read(setting.Value.Length == 0 || !definition.Check(setting.Value).Ok ? definition.Default : setting.Value);
    }
}

/// <summary>The product's values, overridden by the installation, overridden by the tenant, overridden by the company: read together in one statement.</summary>
public sealed class SettingsReader(Db db, Actor actor)
{
    /// <param name="companyId">Null reads what holds for the tenant; so does a company that is not the tenant's.</param>
    public async Task<EffectiveSettings> GetAsync(Guid? companyId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSettings);
        await using var rows = await db.OpenAsync(ct);
        return await ReadAsync(rows, companyId, ct);
    }

    /// <summary>Within what another verb of the same tenant does.</summary>
    internal static async Task<EffectiveSettings> ReadAsync(AppDb rows, Guid? companyId, CancellationToken ct)
    {
        // a handful of rows each: together they are read at once
        var found = await rows.Tenants.AsNoTracking().AsSingleQuery().Select(t => new
        {
            t.ZoneId, t.Language,
            OfSystem = rows.SystemSettings.Where(s => SettingCatalogue.Names.Contains(s.Name)).Select(s => new { s.Name, s.Value }).ToList(),
            Rows = rows.Settings.Where(s => (s.CompanyId == null || s.CompanyId == companyId) && SettingCatalogue.Names.Contains(s.Name))
                .Select(s => new { s.Name, IsOfCompany = s.CompanyId != null, s.Value }).ToList(),
        }).SingleAsync(ct);
        var ofTenant = found.Rows.Where(r => !r.IsOfCompany).ToDictionary(r => r.Name, r => r.Value);
        (ofTenant[SettingCatalogue.ZoneId.Name], ofTenant[SettingCatalogue.Language.Name]) = (found.ZoneId, found.Language);
        var ofCompany = found.Rows.Where(r => r.IsOfCompany).ToDictionary(r => r.Name, r => r.Value);
        var ofSystem = found.OfSystem.ToDictionary(r => r.Name, r => r.Value);
        return new([.. SettingCatalogue.All.Select(d => new EffectiveSetting(d.Name, d.Default, ofTenant.GetValueOrDefault(d.Name), ofCompany.GetValueOrDefault(d.Name)) { OfSystem = ofSystem.GetValueOrDefault(d.Name) })]);
    }
}
