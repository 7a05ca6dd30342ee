using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Access;

public sealed class SettingsTests(TeamDomain domain) : IClassFixture<TeamDomain>
{
    [Fact]
    public async Task A_company_outranks_the_tenant_and_that_the_product()
    {
        var team = await domain.AddTeamAsync();
        Assert.Equal((2, SettingLevel.System), await GapAsync(team, team.CompanyId));
        Assert.True((await SetAsync(team, null, "publishing.min_gap_hours", "4")).Ok);
        Assert.Equal((4, SettingLevel.Tenant), await GapAsync(team, team.CompanyId));
        Assert.True((await SetAsync(team, team.CompanyId, "publishing.min_gap_hours", "0")).Ok);
        Assert.Equal((0, SettingLevel.Company), await GapAsync(team, team.CompanyId));
        Assert.Equal((4, SettingLevel.Tenant), await GapAsync(team, null));

        Assert.True((await team.AsAsync<SettingsEditor, Result>(MemberRole.Owner, e => e.ClearAsync(team.CompanyId, "publishing.min_gap_hours", default))).Ok);
        Assert.Equal((4, SettingLevel.Tenant), await GapAsync(team, team.CompanyId));
        Assert.Equal(3, await team.DbAsync(db => db.AuditLog.CountAsync(a => a.Action == Permission.EditSettings)));
    }

    [Fact]
    public async Task Zone_and_language_of_the_tenant_are_its_own_fields()
    {
        var team = await domain.AddTeamAsync();
        var settings = await ReadAsync(team, team.CompanyId);
        Assert.Equal(("Europe/Moscow", "ru"), (settings.Of(SettingCatalogue.ZoneId), settings.Of(SettingCatalogue.Language)));
        Assert.Equal(ProblemKind.NotFound, (await SetAsync(team, null, "general.timezone", "Asia/Almaty")).Problem?.Kind);
        Assert.True((await SetAsync(team, team.CompanyId, "general.timezone", "Asia/Almaty")).Ok);
        Assert.Equal("Asia/Almaty", (await ReadAsync(team, team.CompanyId)).Of(SettingCatalogue.ZoneId));
        Assert.Equal("Europe/Moscow", (await ReadAsync(team, null)).Of(SettingCatalogue.ZoneId));
    }

    [Fact]
    public async Task Each_default_reads_as_its_type()
    {
        var settings = await ReadAsync(await domain.AddTeamAsync(), null);
        Assert.Equal(("optimal", 2, 30), (settings.Of(SettingCatalogue.DefaultScheduling), settings.Of(SettingCatalogue.MinGapHours), settings.Of(SettingCatalogue.MaxPostsPerDay)));
        Assert.Equal((0.7m, null, null), (settings.Of(SettingCatalogue.Temperature), settings.Of(SettingCatalogue.DefaultModel), settings.Of(SettingCatalogue.NoticeEmail)));
        Assert.All(SettingCatalogue.All.Where(d => d.Default.Length > 0), d => Assert.True(d.Check(d.Default).Ok, d.Name));
    }

    [Theory]
    [InlineData("publishing.min_gap_hours", "-1")]
    [InlineData("publishing.min_gap_hours", "169")]
    [InlineData("publishing.min_gap_hours", "1.5")]
    [InlineData("publishing.max_posts_per_day", "0")]
    [InlineData("publishing.max_posts_per_day", "many")]
    [InlineData("publishing.max_posts_per_day", "99999999999999999999999999999999")]
    [InlineData("publishing.default_scheduling", "Optimal")]
    [InlineData("ai.temperature", "2.01")]
    [InlineData("ai.temperature", "0.755")]
    [InlineData("ai.default_model", "<script>")]
    [InlineData("general.notifications.email", "nobody")]
    [InlineData("general.notifications.telegram_chat_id", "@name")]
    public async Task A_wrong_value_is_named_by_its_setting(string name, string value)
    {
        var team = await domain.AddTeamAsync();
        var problem = (await SetAsync(team, team.CompanyId, name, value)).Problem;
        Assert.Equal((ProblemKind.Invalid, name), (problem!.Kind, problem.Field));
        Assert.Equal(0, await team.DbAsync(db => db.Settings.CountAsync()));
    }

    [Theory]
    [InlineData("ai.temperature", "0,7", "0.7")]
    [InlineData("general.notifications.email", " News@Пример.рф ", "news@xn--e1afmkfd.xn--p1ai")]
    [InlineData("general.notifications.telegram_chat_id", "-1001234567890", "-1001234567890")]
    public async Task A_value_is_stored_in_one_form(string name, string typed, string stored)
    {
        var team = await domain.AddTeamAsync();
        Assert.True((await SetAsync(team, team.CompanyId, name, typed)).Ok);
        Assert.Equal(stored, (await team.DbAsync(db => db.Settings.SingleAsync())).Value);
    }

    [Theory]
    [InlineData("onboarding.hidden")]
    [InlineData("billing.plan")]
    [InlineData("")]
    public async Task Only_settings_of_the_catalogue_can_be_set(string name)
    {
        var team = await domain.AddTeamAsync();
        Assert.Equal(ProblemKind.NotFound, (await SetAsync(team, null, name, "1")).Problem?.Kind);
        Assert.Equal(0, await team.DbAsync(db => db.Settings.CountAsync()));
    }

    [Fact]
    public async Task A_company_of_another_tenant_is_not_there()
    {
        var (team, other) = (await domain.AddTeamAsync(), await domain.AddTeamAsync());
        Assert.True((await SetAsync(other, other.CompanyId, "publishing.min_gap_hours", "9")).Ok);
        Assert.Equal(ProblemKind.NotFound, (await SetAsync(team, other.CompanyId, "publishing.min_gap_hours", "1")).Problem?.Kind);
        Assert.Equal((2, SettingLevel.System), await GapAsync(team, other.CompanyId));
    }

    [Fact]
    public async Task Reading_all_levels_takes_one_statement()
    {
        var team = await domain.AddTeamAsync();
        await ReadAsync(team, team.CompanyId);
        using var count = new StatementCount(domain.Database.Name);
        await ReadAsync(team, team.CompanyId);
        // the other one enters the tenant
        Assert.Equal(2, count.Count);
    }

    [Fact]
    public async Task Many_who_set_one_setting_leave_one_row()
    {
        var team = await domain.AddTeamAsync();
        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(i => SetAsync(team, null, "publishing.max_posts_per_day", $"{i}")));
        Assert.All(answers, a => Assert.True(a.Ok));
        Assert.Equal(1, await team.DbAsync(db => db.Settings.CountAsync()));
    }

    private static async Task<(int, SettingLevel)> GapAsync(TestTenant team, Guid? companyId)
    {
        var settings = await ReadAsync(team, companyId);
        return (settings.Of(SettingCatalogue.MinGapHours), settings.All.Single(s => s.Name == SettingCatalogue.MinGapHours.Name).Source);
    }

    private static Task<EffectiveSettings> ReadAsync(TestTenant team, Guid? companyId) =>
        team.AsAsync<SettingsReader, EffectiveSettings>(MemberRole.Viewer, r => r.GetAsync(companyId, default));

    private static Task<Result> SetAsync(TestTenant team, Guid? companyId, string name, string value) =>
        team.AsAsync<SettingsEditor, Result>(MemberRole.Owner, e => e.SetAsync(companyId, new Dictionary<string, string> { [name] = value }, default));
}
