using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using Npgsql;

namespace ContentFactory.Tests.Data;

public sealed class CatalogueTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public Task Each_tenant_table_has_exactly_its_policies() => FindsAsync(Isolation.PolicyBreachesAsync);

    [Fact]
    public Task Each_tenant_table_is_forced_and_keyed_by_tenant() => FindsAsync(async c => await Isolation.TableBreachesAsync(c));

    [Fact]
    public Task No_role_or_function_goes_round_the_policies() => FindsAsync(async c => await Isolation.RightsBreachesAsync(c));

    [Theory]
    [InlineData("create table loose (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))")]
    [InlineData("drop policy tenant on posts")]
    [InlineData("create policy open on posts to cf_app using (true)")]
    [InlineData("drop policy tenant on posts; create policy tenant on posts to cf_app using (tenant_id = tenant_id)")]
    [InlineData("drop policy person on members; create policy person on members to cf_app using (person_id = (select nullif(current_setting('app.person_id', true), '')::uuid))")]
    public Task Check_notices_a_wrong_policy(string change) => NoticesAsync(change, Isolation.PolicyBreachesAsync);

    [Theory]
    [InlineData("alter table posts no force row level security")]
    [InlineData("alter table posts disable row level security")]
    [InlineData("create table loose (tenant_id uuid not null, id uuid primary key)")]
    [InlineData("create table loose (tenant_id uuid primary key, post_id uuid); create unique index one on posts (id); alter table loose add foreign key (post_id) references posts (id)")]
    public Task Check_notices_a_loose_table(string change) => NoticesAsync(change, async c => await Isolation.TableBreachesAsync(c));

    [Theory]
    [InlineData("grant select on people to cf_app")]
    [InlineData("grant select on letters to cf_app")]
    [InlineData("grant insert on key_ring to cf_app")]
    [InlineData("grant truncate on posts to cf_app")]
    [InlineData("do $$ begin execute format('grant select on %s to cf_app', (select min(c.oid::regclass::text) from pg_class c where relispartition and relkind = 'r')); end $$")]
    [InlineData("create function leak() returns bigint language sql security definer set search_path = public, pg_temp as $$ select count(*) from posts $$")]
    [InlineData("create function leak() returns bigint language sql security definer as $$ select count(*) from posts $$; revoke execute on function leak() from public")]
    [InlineData("create view leak as select * from posts; grant select on leak to cf_app")]
    public Task Check_notices_a_right_too_many(string change) => NoticesAsync(change, async c => await Isolation.RightsBreachesAsync(c));

    private async Task FindsAsync(Func<NpgsqlConnection, Task<IEnumerable<string>>> check)
    {
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner"));
        Findings.None(await check(connection));
    }

    private async Task NoticesAsync(string change, Func<NpgsqlConnection, Task<IEnumerable<string>>> check)
    {
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner"));
        await using var undone = await connection.BeginTransactionAsync();
        await Sql.RunAsync(connection, change);
        Assert.NotEmpty(await check(connection));
    }
}
