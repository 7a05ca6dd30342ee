using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;

namespace ContentFactory.Web.Admin.Settings;

public sealed record SystemSettingsData(IReadOnlyList<EffectiveSetting> Settings);

public sealed partial class SystemSettingsPage(SystemSettings settings)
{
    private static readonly string[] Names = [.. SystemSettings.All.Select(d => d.Name)];

    // what the fields say, beside what they said when they were read
    private readonly Dictionary<string, string> typed = [];
    private readonly Dictionary<string, string> read = [];
    private bool isSaved;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.SystemSettings];

    protected override async Task<Result<SystemSettingsData>> ReadAsync(CancellationToken ct) => new SystemSettingsData(await settings.ReadAsync(ct));

    // what is typed stays while another administrator saves
    protected override void OnRead(SystemSettingsData data)
    {
        foreach (var setting in data.Settings)
        {
            if (typed.GetValueOrDefault(setting.Name, "") == read.GetValueOrDefault(setting.Name, ""))
                typed[setting.Name] = setting.Value;
            read[setting.Name] = setting.Value;
        }
    }

    private EffectiveSetting Setting(SettingDefinition definition) => Data!.Settings.First(s => s.Name == definition.Name);

    private async Task SaveAsync()
    {
        isSaved = false;
        var changed = Names.Where(n => typed[n].Trim() != read[n]).ToDictionary(n => n, n => typed[n]);
        isSaved = changed.Count == 0 || await SetAsync(changed);
    }

    private async Task ResetAsync(string name)
    {
        isSaved = await SetAsync(new Dictionary<string, string> { [name] = "" });
        StateHasChanged();
    }

    private Task<bool> SetAsync(Dictionary<string, string> changed) => DoAsync(async () =>
    {
        var result = await settings.SetAsync(changed, Leaving);
        // the next read fills these fields
        foreach (var name in result.Ok ? changed.Keys.ToList() : [])
            typed[name] = read[name];
        return result;
    });
}
