using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Admin.Settings;

public sealed class SystemSettingsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task The_installations_word_holds_until_a_tenant_or_a_company_says_otherwise()
    {
        var tenant = await domain.AddTenantAsync("system-word");
        var gap = SettingCatalogue.MinGapHours;
        Assert.Equal(2, await ReadAsync(tenant, gap));

        Assert.True((await SetAsync((gap.Name, "7"), (SettingCatalogue.Temperature.Name, "0,3"))).Ok);
        Assert.Equal((7, 0.3m), (await ReadAsync(tenant, gap), await ReadAsync(tenant, SettingCatalogue.Temperature)));
        Assert.True((await tenant.AsAsync<SettingsEditor, Result>(MemberRole.Owner, e => e.SetAsync(tenant.CompanyId, new Dictionary<string, string> { [gap.Name] = "4" }, default))).Ok);
        Assert.Equal(4, await ReadAsync(tenant, gap, tenant.CompanyId));
        Assert.Equal(7, await ReadAsync(tenant, gap));

        Assert.True((await SetAsync((gap.Name, ""))).Ok);
        Assert.Equal(2, await ReadAsync(tenant, gap));
        Assert.Equal(3, await domain.OwnerSqlAsync<long>("select count(*) from audit_log where action = 'edit_system_settings'"));
    }

    [Theory]
    [InlineData("publishing.min_gap_hours", "200", "Access.SettingRange")]
    [InlineData("publishing.default_scheduling", "sometimes", "Access.SettingChoice")]
    [InlineData("general.timezone", "Europe/Moscow", "Access.SettingUnknown")]
    [InlineData("nothing", "1", "Access.SettingUnknown")]
    public async Task What_makes_no_sense_is_refused(string name, string value, string key) => Assert.Equal(key, (await SetAsync((name, value))).Problem?.TextKey);

    [Fact]
    public async Task Nobody_but_an_administrator_sets_them()
    {
        foreach (var role in new[] { Role.Owner, Role.Manager })
            await Assert.ThrowsAsync<NotPermittedException>(() => RunAsync(s => s.SetAsync(new Dictionary<string, string>(), default), role));
    }

    private static async Task<T> ReadAsync<T>(TestTenant tenant, SettingDefinition<T> setting, Guid? company = null) =>
        (await tenant.AsAsync<SettingsReader, EffectiveSettings>(MemberRole.Owner, r => r.GetAsync(company, default))).Of(setting);

    private Task<Result> SetAsync(params (string Name, string Value)[] values) => RunAsync(s => s.SetAsync(values.ToDictionary(v => v.Name, v => v.Value), default));

    private Task<Result> RunAsync(Func<SystemSettings, Task<Result>> act, Role role = Role.Admin) => domain.Services.GetRequiredService<Tenants>()
        .RunAsync(Guid.Empty, new Actor(Ids.New(domain.Clock), Guid.Empty, role), services => act(services.GetRequiredService<SystemSettings>()));
}
