using System.Text.Json;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Access;

public sealed class TenantProfileTests(TeamDomain domain) : IClassFixture<TeamDomain>
{
    private static readonly TenantEdit Good = new("Студия 🎬 <b>", "Asia/Almaty", "en", "KZT", ["bread", " Bread ", "tea"], ["telegram"], 0);

    [Fact]
    public async Task An_owner_edits_what_is_offered_and_nothing_else()
    {
        var team = await domain.AddTeamAsync();
        var before = await RowAsync(team);
        Assert.True((await EditAsync(team, Good with { Version = (await ReadAsync(team)).Version })).Ok);

        var card = await ReadAsync(team);
        Assert.Equal(("Студия 🎬 <b>", "Asia/Almaty", "en", "KZT"), (card.Name, card.ZoneId, card.Language, card.Currency));
        Assert.Equal(["bread", "tea"], card.Interests);
        var after = await RowAsync(team);
        Assert.Equal(["currency", "interests", "language", "name", "zone_id"], before.Keys.Where(k => before[k] != after[k]).Order());
        Assert.Equal(Permission.EditTenant, (await team.DbAsync(db => db.AuditLog.SingleAsync())).Action);
    }

    [Fact]
    public void An_edit_carries_no_more_than_its_form() =>
        Assert.Equal(["Currency", "Interests", "Language", "Name", "Platforms", "Version", "ZoneId"], typeof(TenantEdit).GetProperties().Select(p => p.Name).Order());

    [Fact]
    public async Task Two_tabs_do_not_overwrite_each_other()
    {
        var team = await domain.AddTeamAsync();
        var seen = (await ReadAsync(team)).Version;
        Assert.True((await EditAsync(team, Good with { Version = seen, Name = "First" })).Ok);
        Assert.Equal("Access.ChangedMeanwhile", (await EditAsync(team, Good with { Version = seen, Name = "Second" })).Problem?.TextKey);
        Assert.Equal("First", (await ReadAsync(team)).Name);
    }

    [Theory]
    [InlineData("", "Europe/Moscow", "ru", "USD", "Name")]
    [InlineData("a\nb", "Europe/Moscow", "ru", "USD", "Name")]
    [InlineData("Name", "Mars/Crater", "ru", "USD", "ZoneId")]
    [InlineData("Name", "Europe/Moscow", "de", "USD", "Language")]
    [InlineData("Name", "Europe/Moscow", "ru", "XYZ", "Currency")]
    [InlineData("Name", "Europe/Moscow", "ru", "usd", "Currency")]
    public async Task A_wrong_value_is_named_at_its_field(string name, string zone, string language, string currency, string field)
    {
        var team = await domain.AddTeamAsync();
        var problem = (await EditAsync(team, new(name, zone, language, currency, [], [], (await ReadAsync(team)).Version))).Problem;
        Assert.Equal((ProblemKind.Invalid, field), (problem!.Kind, problem.Field));
    }

    [Fact]
    public async Task Too_long_lists_and_names_are_refused()
    {
        var team = await domain.AddTeamAsync();
        var version = (await ReadAsync(team)).Version;
        Assert.Equal("Name", (await EditAsync(team, Good with { Version = version, Name = new string('я', 300) })).Problem?.Field);
        Assert.Equal("Interests", (await EditAsync(team, Good with { Version = version, Interests = [new string('x', 61)] })).Problem?.Field);
        Assert.Equal("Interests", (await EditAsync(team, Good with { Version = version, Interests = [.. Enumerable.Range(0, 31).Select(i => $"i{i}")] })).Problem?.Field);
        Assert.Equal("Platforms", (await EditAsync(team, Good with { Version = version, Platforms = ["../telegram"] })).Problem?.Field);
    }

    private static Task<TenantCard> ReadAsync(TestTenant team) => team.AsAsync<TenantProfile, TenantCard>(MemberRole.Viewer, p => p.ReadAsync(default));

    private static Task<Result> EditAsync(TestTenant team, TenantEdit edit) => team.AsAsync<TenantProfile, Result>(MemberRole.Owner, p => p.EditAsync(edit, default));

    private async Task<Dictionary<string, string>> RowAsync(TestTenant team) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(await domain.OwnerSqlAsync<string>($"select to_jsonb(t)::text from tenants t where id = '{team.Id}'"))!.ToDictionary(p => p.Key, p => p.Value.ToString());
}
