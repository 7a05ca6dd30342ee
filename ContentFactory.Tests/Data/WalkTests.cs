using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Data;

/// <summary>Two tenants with a row in every table: whatever one sends to the database, the other's rows are out of reach.</summary>
public sealed class WalkTests(TwoTenants world) : IClassFixture<TwoTenants>
{
    private const string Denied = PostgresErrorCodes.InsufficientPrivilege;

    [Fact]
    public async Task Both_tenants_have_rows_in_every_table()
    {
        await using var connection = await Sql.OpenAsync(world.Database.ConnectionString("cf_system"));
        foreach (var table in world.Tables)
            foreach (var tenant in new[] { world.A, world.B })
                Assert.True(await Sql.ValueAsync<bool>(connection, $"select exists (select 1 from {table.Name} where {table.TenantColumn} = $1)", tenant.Id), table.Name);
    }

    [Fact]
    public async Task Raw_sql_of_one_tenant_reaches_no_row_of_another()
    {
        await using var connection = await EnterAsync(world.Database, world.A.Id);
        Findings.None(await world.WalkAsync(connection, foreign: world.B));
        foreach (var table in world.Tables)
            Assert.True(await Sql.ValueAsync<bool>(connection, $"select exists (select 1 from {table.Name})"), $"{table.Name} is empty for its own tenant");
    }

    [Fact]
    public async Task Raw_sql_without_a_tenant_reaches_nothing()
    {
        await using var connection = await Sql.OpenAsync(world.Database.ConnectionString("cf_app"));
        Findings.None((await world.WalkAsync(connection, world.A)).Concat(await world.WalkAsync(connection, world.B)));
    }

    [Fact]
    public async Task A_row_cannot_be_moved_into_another_tenant()
    {
        await using var connection = await EnterAsync(world.Database, world.A.Id);
        foreach (var table in world.Tables)
        {
            var (state, _) = await Sql.TryAsync(connection, $"update {table.Name} set {table.TenantColumn} = $1", world.B.Id);
            Assert.True(state == Denied, $"{table.Name} answered {state}");
        }
    }

    [Theory]
    [InlineData("alter table posts disable row level security")]
    [InlineData("create policy open on topics for select to cf_app using (true)")]
    [InlineData("create policy open on brand_voices for insert to cf_app with check (true)")]
    public async Task Walk_notices_a_table_without_its_policy(string change)
    {
        var copy = await TestDatabase.CreateAsync();
        var (a, b) = await TwoTenants.FillAsync(copy);
        await using (var connection = await Sql.OpenAsync(copy.ConnectionString("cf_owner")))
            await Sql.RunAsync(connection, change);
        await using var inside = await EnterAsync(copy, a);

        Assert.NotEmpty(await TwoTenants.WalkAsync(copy, world.Tables, inside, b));
    }

    [Fact]
    public async Task A_child_cannot_point_at_another_tenants_row()
    {
        await using var connection = await Sql.OpenAsync(world.Database.ConnectionString("cf_system"));
        var names = world.Tables.Select(t => t.Name).ToHashSet();
        var tried = 0;
        foreach (var key in world.Tables.SelectMany(t => t.ForeignKeys).Where(k => k.Target != "tenants" && names.Contains(k.Target)))
        {
            var own = key.Columns.Where(c => c.Own != "tenant_id").ToList();
            var sets = string.Join(", ", own.Select((c, i) => $"{c.Own} = ${i + 2}"));
            var (state, _) = await Sql.TryAsync(connection, $"update {key.Table} set {sets} where ctid = (select ctid from {key.Table} where tenant_id = $1 limit 1)", [world.B.Id, .. own.Select(c => world.RowsOfA[key.Target][c.Foreign])]);
            Assert.True(state == PostgresErrorCodes.ForeignKeyViolation, $"{key.Name} answered {state}");
            tried++;
        }
        Assert.True(tried > 20);
    }

    [Fact]
    public async Task Pages_cannot_tie_their_rows_to_foreign_ones()
    {
        await using var connection = await EnterAsync(world.Database, world.B.Id);
        var names = world.Tables.Select(t => t.Name).ToHashSet();
        var refusals = new List<string>();
        foreach (var key in world.Tables.SelectMany(t => t.ForeignKeys).Where(k => k.Target != "tenants" && names.Contains(k.Target)))
        {
            var own = key.Columns.Where(c => c.Own != "tenant_id").ToList();
            var sets = string.Join(", ", own.Select((c, i) => $"{c.Own} = ${i + 1}"));
            var (state, _) = await Sql.TryAsync(connection, $"update {key.Table} set {sets} where ctid = (select ctid from {key.Table} limit 1)", [.. own.Select(c => world.RowsOfA[key.Target][c.Foreign])]);
            Assert.True(state is PostgresErrorCodes.ForeignKeyViolation or Denied, $"{key.Name} answered {state}");
            refusals.Add(state);
        }
        Assert.True(refusals.Count(s => s == PostgresErrorCodes.ForeignKeyViolation) > 15);
    }

    [Fact]
    public async Task Search_functions_answer_for_the_own_tenant_only()
    {
        await using var connection = await EnterAsync(world.Database, world.B.Id);
        await using var nobody = await Sql.OpenAsync(world.Database.ConnectionString("cf_app"));
        foreach (var (function, table, texts) in new[] { ("find_posts", "posts", "post_id from post_search_texts"), ("find_trend_items", "trend_items", "item_id from trend_search_texts") })
            foreach (var beyond in new[] { true, false })
            {
                var found = await Sql.RowsAsync(connection, $"select {function}('%zq%', $1)", r => r.GetGuid(0), beyond);
                Assert.Equal((await Sql.RowsAsync(connection, $"select {texts}", r => r.GetGuid(0))).Order(), found.Order());
                Assert.All(await Sql.RowsAsync(connection, $"select id from {table}", r => r.GetGuid(0)), id => Assert.Contains(id, found));
                Assert.DoesNotContain((Guid)world.RowsOfA[table]["id"], found);
                Assert.Empty(await Sql.RowsAsync(nobody, $"select {function}('%zq%', $1)", r => r.GetGuid(0), beyond));
            }
    }

    [Fact]
    public async Task Stories_are_searched_in_the_own_tenant_only()
    {
        await using var connection = await EnterAsync(world.Database, world.B.Id);
        await using var nobody = await Sql.OpenAsync(world.Database.ConnectionString("cf_app"));

        Assert.Equal(await Sql.RowsAsync(connection, "select distinct cluster_id from trend_search_texts order by 1", r => r.GetGuid(0)), await Sql.RowsAsync(connection, "select find_trend_stories('%zq%') order by 1", r => r.GetGuid(0)));
        Assert.Empty(await Sql.RowsAsync(nobody, "select find_trend_stories('%zq%')", r => r.GetGuid(0)));
    }

    [Fact]
    public async Task A_foreign_slug_answers_like_any_taken_name()
    {
        var registration = world.Services.GetRequiredService<TenantRegistration>();
        var owner = world.B.Person(MemberRole.Owner);
        var foreign = await registration.CreateAsync(owner, new NewTenant("Mine", world.A.Slug, "Europe/Moscow", "ru"), default);
        var own = await registration.CreateAsync(owner, new NewTenant("Mine", world.B.Slug, "Europe/Moscow", "ru"), default);

        Assert.Equal((own.Problem!.Kind, own.Problem.Field, own.Problem.TextKey), (foreign.Problem!.Kind, foreign.Problem.Field, foreign.Problem.TextKey));
        Assert.Equal([world.A.Slug, $"{world.A.Slug}-2"], foreign.Problem.Args);
        Assert.Equal([world.B.Slug, $"{world.B.Slug}-2"], own.Problem.Args);
        Assert.Null(await world.Services.GetRequiredService<TenantDirectory>().EnterAsync(world.A.Slug, owner, default));
    }

    private static async Task<NpgsqlConnection> EnterAsync(TestDatabase database, Guid tenantId)
    {
        var connection = await Sql.OpenAsync(database.ConnectionString("cf_app"));
        await Sql.RunAsync(connection, "select set_config('app.tenant_id', $1, false)", tenantId.ToString());
        return connection;
    }
}
