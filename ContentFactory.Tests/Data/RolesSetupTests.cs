using ContentFactory.Domain.Data;
using ContentFactory.Domain.Data.Embedded;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ContentFactory.Tests.Data;

public sealed class RolesSetupTests
{
    [Fact]
    public async Task One_mighty_connection_makes_roles_and_migrates()
    {
        var database = await TestDatabase.CreateEmptyAsync();
        var mighty = database.ConnectionString("postgres");
        var roles = (await RolesSetup.EnsureAsync(mighty, default))!;
        await using var sources = new DataSources(Connections.From(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Default", mighty)]).Build()));
        await new Migrate(sources, TimeProvider.System, NullLogger<Migrate>.Instance).RunAsync(roles.Owner, default);

        await using var connection = await Sql.OpenAsync(mighty);
        Assert.Equal(["cf_owner"], await Sql.RowsAsync(connection, "select distinct tableowner::text from pg_tables where schemaname = 'public'", r => r.GetString(0)));
        Assert.Empty(await Isolation.RightsBreachesAsync(connection));
        await using var app = await Sql.OpenAsync(database.ConnectionString("cf_app"));
        Assert.Equal(0L, await Sql.ValueAsync<long>(app, "select count(*) from posts"));
    }

    [Fact]
    public async Task New_roles_get_passwords_of_their_own()
    {
        using var folder = new TemporaryFolder();
        await using var cluster = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = folder.Path, Durable = false }, NullLogger.Instance, TimeProvider.System, default);
        await using (var postgres = await Sql.OpenAsync(cluster.ConnectionString("postgres", "postgres")))
        {
            await Sql.RunAsync(postgres, "create database fresh");
            await Sql.RunAsync(postgres, "drop database contentfactory");
            await Sql.RunAsync(postgres, "drop owned by cf_app, cf_system, cf_owner; drop role cf_app; drop role cf_system; drop role cf_owner");
        }
        var fresh = cluster.ConnectionString("postgres", "fresh");
        var roles = (await RolesSetup.EnsureAsync(fresh, default))!;

        Assert.Equal(["cf_owner", "cf_app", "cf_system"], roles.Made.Select(m => m.Role));
        Assert.Equal(3, roles.Made.Select(m => new NpgsqlConnectionStringBuilder(m.ConnectionString).Password).Distinct().Count());
        foreach (var (role, connectionString) in roles.Made)
        {
            await using var connection = await Sql.OpenAsync(connectionString + ";Pooling=false");
            Assert.Equal(role, await Sql.ValueAsync<string>(connection, "select current_user::text"));
        }
        Assert.Empty((await RolesSetup.EnsureAsync(fresh, default))!.Made);
    }

    [Fact]
    public async Task An_ordinary_role_makes_nothing()
    {
        var database = await TestDatabase.CreateAsync();
        Assert.Null(await RolesSetup.EnsureAsync(database.ConnectionString("cf_app"), default));
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("cf_owner")]
    [InlineData("cf_system")]
    public async Task Pages_refuse_a_role_that_sees_every_tenant(string role)
    {
        var database = await TestDatabase.CreateAsync();
        await using var sources = Sources(database, role);
        Assert.Equal("ConnectionStrings__Default", (await Assert.ThrowsAsync<ConfigurationException>(() => sources.RefuseMightyRoleAsync(default))).Setting);
    }

    [Fact]
    public async Task Pages_accept_the_role_that_is_held()
    {
        var database = await TestDatabase.CreateAsync();
        await using var sources = Sources(database, "cf_app");
        await sources.RefuseMightyRoleAsync(default);
        await sources.RefuseSharedSessionsAsync(default);
    }

    private static DataSources Sources(TestDatabase database, string role)
    {
        var settings = database.Settings();
        settings["ConnectionStrings:Default"] = database.ConnectionString(role);
        return new(Connections.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
    }
}
