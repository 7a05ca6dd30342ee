using ContentFactory.Tests.Support;
using Npgsql;
using Xunit;

namespace ContentFactory.Tests.Data;

public sealed class PostgresClusterTests
{
    [Fact]
    public async Task Clones_a_template_with_owner_rights_and_extensions()
    {
        var template = await PostgresCluster.CreateDatabaseAsync(null);
        await AskAsync("cf_owner", template, "create table copied as select 7 as number");
        await AskAsync("cf_owner", template, "grant select on copied to cf_app");

        var clone = await PostgresCluster.CreateDatabaseAsync(template);

        Assert.Equal(7, await AskAsync("cf_app", clone, "select number from copied"));
        Assert.Equal("cf_owner", await AskAsync("cf_system", clone, "select datdba::regrole::text from pg_database where datname = current_database()"));
        Assert.Equal(2L, await AskAsync("cf_app", clone, "select count(*) from pg_extension where extname in ('pg_trgm', 'btree_gist')"));
        await Assert.ThrowsAsync<PostgresException>(() => AskAsync("cf_app", clone, "create temp table none (id int)"));
    }

    [Fact]
    public async Task Makes_many_databases_at_the_same_time()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostgresCluster.CreateDatabaseAsync(null)));

        Assert.Equal(8, names.Distinct().Count());
    }

    private static async Task<object?> AskAsync(string role, string database, string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresCluster.ConnectionString(role, database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
