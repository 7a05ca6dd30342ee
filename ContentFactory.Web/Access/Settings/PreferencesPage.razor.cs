using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Shell.Tools;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Access.Settings;

public sealed record PreferencesData(IReadOnlyList<EffectiveSetting> Settings, IReadOnlyList<CompanyOption> Companies, Guid? CompanyId);

public sealed partial class PreferencesPage(SettingsReader reader, SettingsEditor editor, CompanyQueries companies, IJSRuntime script)
{
    private static readonly string[] SettingNames = [.. SettingCatalogue.All.Select(d => d.Name)];

    // what the fields say, beside what they said when they were read
    private readonly Dictionary<string, string> typed = [];
    private readonly Dictionary<string, string> read = [];
    private Guid? readFor;
    private bool isSaved;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Settings];

    private bool MayEdit => Actor.May(Permission.EditSettings);

    private string Root => $"/t/{Uri.EscapeDataString(Tenant)}/settings/preferences";

    private CompanyOption? Company => Data!.Companies.FirstOrDefault(c => c.Id == Data.CompanyId);

    private SettingLevel Level => Company is null ? SettingLevel.Tenant : SettingLevel.Company;

    protected override async Task<Result<PreferencesData>> ReadAsync(CancellationToken ct)
    {
        var choices = await companies.ChoicesAsync(ct);
        var chosen = choices.Any(c => c.Id == CompanyId) ? CompanyId : null;
        if (CompanyId is not null && chosen is null)
            return Problem.NotFound();
        return new PreferencesData((await reader.GetAsync(chosen, ct)).All, choices, chosen);
    }

    // another level shows its own values; what is typed on this one stays while others save
    protected override void OnRead(PreferencesData data)
    {
        if (readFor != data.CompanyId)
            (isSaved, Problem) = (false, null);
        foreach (var setting in data.Settings)
        {
            if (readFor != data.CompanyId || typed.GetValueOrDefault(setting.Name, "") == read.GetValueOrDefault(setting.Name, ""))
                typed[setting.Name] = setting.Value;
            read[setting.Name] = setting.Value;
        }
        readFor = data.CompanyId;
    }

    private EffectiveSetting Setting(SettingDefinition definition) => Data!.Settings.First(s => s.Name == definition.Name);

    private async Task SaveAsync()
    {
        isSaved = false;
        var changed = SettingCatalogue.All.Where(d => typed[d.Name].Trim() != read[d.Name] && (Company is not null || !d.IsFieldOfTenant)).ToDictionary(d => d.Name, d => typed[d.Name]);
        isSaved = changed.Count == 0 || await DoAsync(async () =>
        {
            var result = await editor.SetAsync(Data!.CompanyId, changed, Leaving);
            if (result.Ok)
                Forget(changed.Keys);
            return result;
        });
        if (isSaved)
            await script.ForgetTypedAsync($"preferences-{Company?.Id}");
    }

    private async Task ResetAsync(string name)
    {
        isSaved = await DoAsync(async () =>
        {
            var result = await editor.ClearAsync(Data!.CompanyId, name, Leaving);
            if (result.Ok)
                Forget([name]);
            return result;
        });
        StateHasChanged();
    }

    /// <summary>The next read fills these fields.</summary>
    private void Forget(IEnumerable<string> names)
    {
        foreach (var name in names)
            typed[name] = read[name];
    }
}
