using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ContentFactory.Tests.Data;

public sealed class MigrateTests
{
    [Fact]
    public async Task Three_nodes_may_start_on_an_empty_database()
    {
        var database = await TestDatabase.CreateEmptyAsync();
        var nodes = Enumerable.Range(0, 3).Select(_ => new DataSources(Connections.From(new ConfigurationBuilder().AddInMemoryCollection(database.Settings()).Build()))).ToList();

        await Task.WhenAll(nodes.Select(n => Task.Run(() => new Migrate(n, TimeProvider.System, NullLogger<Migrate>.Instance).RunAsync(CancellationToken.None))));

        await using var connection = new NpgsqlConnection(database.ConnectionString("cf_owner"));
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*) from migrations", connection);
        Assert.Equal((long)Migrate.Known().Count, await count.ExecuteScalarAsync());
        foreach (var node in nodes)
            await node.DisposeAsync();
    }
}
