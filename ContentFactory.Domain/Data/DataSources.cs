using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>Npgsql's pools for the roles. Taken only by the doors of this folder.</summary>
public sealed class DataSources : IAsyncDisposable
{
    private readonly Connections connections;

    public DataSources(Connections connections)
    {
        this.connections = connections;
        App = Build(connections.Default);
        System = Build(connections.System);
        Keys = connections.Keys is { } keys ? Build(keys) : null;
    }

    internal NpgsqlDataSource App { get; }
    internal NpgsqlDataSource System { get; }

    /// <summary>A second database; null where the keys of tenants lie in a folder.</summary>
    internal NpgsqlDataSource? Keys { get; }

    /// <summary>For LISTEN and advisory locks, which live as long as their own session.</summary>
    internal NpgsqlConnection Unpooled(string connectionString) => new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 30 }.ConnectionString);

    internal NpgsqlConnection UnpooledSystem() => Unpooled(connections.System);

    internal string? Owner => connections.Owner;

    /// <summary>Behind a transaction-mode pooler a session's setting reaches strangers. Two sessions that share one show it.</summary>
    /// <exception cref="ConfigurationException">The sessions are shared.</exception>
    public async Task RefuseSharedSessionsAsync(CancellationToken ct)
    {
        await using var first = Unpooled(connections.Default);
        await using var second = Unpooled(connections.Default);
        await first.OpenAsync(ct);
        await second.OpenAsync(ct);
        await using var set = new NpgsqlCommand("select set_config('app.probe', 'set', false)", first);
        await set.ExecuteNonQueryAsync(ct);
        await using var read = new NpgsqlCommand("select coalesce(current_setting('app.probe', true), '')", second);
        if (await read.ExecuteScalarAsync(ct) is "set")
            throw new ConfigurationException("ConnectionStrings__Default", "goes through a pooler in transaction mode, which mixes the tenants' settings", "a direct connection or session pooling");
    }

    /// <summary>Row-level security says nothing to a superuser, to a role that passes it, or to a member of the roles that see every tenant.</summary>
    /// <exception cref="ConfigurationException">The pages' role is such a one.</exception>
    public async Task RefuseMightyRoleAsync(CancellationToken ct)
    {
        await using var command = App.CreateCommand("""
            select exists (select 1 from pg_roles where rolname = current_user and (rolsuper or rolbypassrls))
                or exists (select 1 from pg_roles where rolname in ('cf_owner', 'cf_system') and pg_has_role(current_user, oid, 'member'))
            """);
        if (await command.ExecuteScalarAsync(ct) is true)
            throw new ConfigurationException("ConnectionStrings__Default", "names a role that sees every tenant", "the role cf_app; `./run migrate` with this connection string makes it and shows what to set");
    }

    /// <summary>Under any other role the queues would see no row and say nothing.</summary>
    /// <exception cref="ConfigurationException">The system connection is not cf_system's.</exception>
    public async Task RefuseBlindSystemAsync(CancellationToken ct)
    {
        await using var command = System.CreateCommand("select pg_has_role(current_user, 'cf_system', 'usage')");
        if (await command.ExecuteScalarAsync(ct) is not true)
            throw new ConfigurationException("ConnectionStrings__System", "is missing or names a role that is not cf_system", "a connection string for the role cf_system; `./run migrate` makes the role");
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await System.DisposeAsync();
        if (Keys is not null)
            await Keys.DisposeAsync();
    }

    private static NpgsqlDataSource Build(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.EnableDynamicJson();
        return builder.Build();
    }
}
