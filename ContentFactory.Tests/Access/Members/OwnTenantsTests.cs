using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>One trial and five tenants for a person, and an address for each, however many are asked for at once.</summary>
public sealed class OwnTenantsTests(TeamDomain domain) : IClassFixture<TeamDomain>
{
    [Fact]
    public async Task A_hundred_at_once_are_five_with_one_trial()
    {
        var person = await domain.AddPersonAsync("greedy@own.test");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => CreateAsync(person, "Greedy"))));

        Assert.Equal(["greedy", "greedy-2", "greedy-3", "greedy-4", "greedy-5"], outcomes.Where(o => o.Ok).Select(o => o.Value.Slug).Order(StringComparer.Ordinal));
        Assert.Equal([("Access.OwnTenantsFull", 5)], outcomes.Where(o => !o.Ok).Select(o => (o.Problem!.TextKey, (int)o.Problem.Args[0])).Distinct());
        Assert.Equal(1, await domain.OwnerSqlAsync<long>($"select count(*) from subscriptions s join members m on m.tenant_id = s.tenant_id where m.person_id = '{person}' and s.status = 'trial'"));
        Assert.Equal(5, await domain.OwnerSqlAsync<long>($"select count(*) from members where person_id = '{person}'"));
    }

    [Fact]
    public async Task Who_gave_the_first_away_gets_no_second_trial()
    {
        var person = await domain.AddPersonAsync("again@own.test");
        var first = (await CreateAsync(person, "First")).Value;
        await domain.OwnerSqlAsync<long>($"with gone as (delete from members where tenant_id = '{first.TenantId}' returning 1) select count(*) from gone");
        var second = (await CreateAsync(person, "Second")).Value;
        Assert.Equal((1L, 0L), (await SubscriptionsAsync(first), await SubscriptionsAsync(second)));
    }

    [Fact]
    public async Task A_refused_tenant_leaves_the_trial_untouched()
    {
        var (person, other) = (await domain.AddPersonAsync("refused@own.test"), await domain.AddTeamAsync());
        // somebody else takes the address between the look and the row
        await using var gate = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(gate, "begin");
        await Sql.RunAsync(gate, "update tenants set slug = 'refused' where id = $1", other.Id);
        var refused = Task.Run(() => CreateAsync(person, "Refused", "refused"));
        await Eventually.BecomesAsync(() => domain.OwnerSqlAsync<long>("select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()"), waiting => waiting > 0);
        await Sql.RunAsync(gate, "commit");
        Assert.Equal("Access.SlugTaken", (await refused).Problem?.TextKey);
        Assert.Equal(1, await SubscriptionsAsync((await CreateAsync(person, "Refused")).Value));
    }

    [Fact]
    public async Task Many_with_one_name_get_addresses_of_their_own()
    {
        var people = new List<Guid>();
        for (var i = 0; i < 8; i++)
            people.Add(await domain.AddPersonAsync($"namesake-{i}@own.test"));
        var made = await Task.WhenAll(people.Select(p => Task.Run(() => CreateAsync(p, "Пекарня"))));
        Assert.All(made, m => Assert.True(m.Ok, m.Problem?.TextKey));
        Assert.Equal(["pekarnya", .. Enumerable.Range(2, 7).Select(n => $"pekarnya-{n}")], made.Select(m => m.Value.Slug).Order(StringComparer.Ordinal));
    }

    private Task<Result<OwnTenant>> CreateAsync(Guid person, string name, string? slug = null) =>
        domain.Services.GetRequiredService<TenantRegistration>().CreateAsync(person, new NewTenant(name, slug, "Europe/Moscow", "ru"), default);

    private Task<long> SubscriptionsAsync(OwnTenant tenant) => domain.OwnerSqlAsync<long>($"select count(*) from subscriptions where tenant_id = '{tenant.TenantId}'");
}
