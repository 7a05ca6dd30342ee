using ContentFactory.Domain.Data;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ContentFactory.Tests.Data;

public sealed class ConnectionsTests
{
    [Fact]
    public void Pools_and_prepared_statements_are_set_where_nothing_is_said()
    {
        var connections = Connections.From(Configured("Host=db;Username=cf_app", "Host=db;Username=cf_system", "Host=db;Username=cf_owner"));

        Assert.Equal((40, 50), Of(connections.Default));
        Assert.Equal((20, 50), Of(connections.System));
        Assert.Equal((5, 50), Of(connections.Owner!));
    }

    [Fact]
    public void What_is_said_stays()
    {
        var connections = Connections.From(Configured("Host=db;Maximum Pool Size=7;Max Auto Prepare=0", "Host=db;Maximum Pool Size=8", "Host=db"));

        Assert.Equal((7, 0), Of(connections.Default));
        Assert.Equal((8, 50), Of(connections.System));
    }

    private static (int Pool, int Prepared) Of(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        return (builder.MaxPoolSize, builder.MaxAutoPrepare);
    }

    private static IConfiguration Configured(string app, string system, string owner) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["ConnectionStrings:Default"] = app, ["ConnectionStrings:System"] = system, ["ConnectionStrings:Owner"] = owner,
    }).Build();
}
