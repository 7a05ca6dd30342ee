using ContentFactory.Tests.Support;
using Npgsql;

namespace ContentFactory.Tests.Publishing.Chaos;

public sealed class PostgresProxyTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private PostgresProxy proxy = null!;
    private NpgsqlConnection direct = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        var way = new NpgsqlConnectionStringBuilder(database.ConnectionString("cf_owner")) { Pooling = false };
        direct = await Sql.OpenAsync(way.ConnectionString);
        await Sql.RunAsync(direct, "create table marks (n int)");
        proxy = new(Path.Combine(way.Host!, ".s.PGSQL.5432"));
    }

    public async Task DisposeAsync()
    {
        await proxy.DisposeAsync();
        await direct.DisposeAsync();
    }

    [Fact]
    public async Task Commit_stands_although_its_reply_is_lost()
    {
        var whose = "";
        await using var connection = await OpenAsync("node-07");
        await Sql.RunAsync(connection, "insert into marks values (1)");
        await using var transaction = await connection.BeginTransactionAsync();
        await Sql.RunAsync(connection, "insert into marks values (2)");
        proxy.Lay(new(CommitPoint.Outcome, name => whose = name));

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync());

        Assert.Equal((2, "node-07"), (await CountAsync(), whose));
    }

    [Fact]
    public async Task Statement_stands_although_its_reply_is_lost()
    {
        await using var connection = await OpenAsync("node-01");
        proxy.Lay(new(CommitPoint.Attempt, _ => { }));

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Sql.RunAsync(connection, "insert into marks values (1)"));
        await using var next = await OpenAsync("node-01");
        await Sql.RunAsync(next, "insert into marks values (2)");

        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Nobody_passes_while_it_is_down()
    {
        await using var connection = await OpenAsync("node-01");
        proxy.GoDown();

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => CountAsync(connection));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => OpenAsync("node-01"));
        proxy.ComeUp();

        await using var next = await OpenAsync("node-01");
        Assert.Equal(0, await CountAsync(next));
    }

    private Task<NpgsqlConnection> OpenAsync(string name) => Sql.OpenAsync(new NpgsqlConnectionStringBuilder(database.ConnectionString("cf_owner"))
    {
        Host = "127.0.0.1", Port = proxy.Port, ApplicationName = name, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable, Pooling = false,
    }.ConnectionString);

    private async Task<int> CountAsync(NpgsqlConnection? by = null) => (int)await Sql.ValueAsync<long>(by ?? direct, "select count(*) from marks");
}
