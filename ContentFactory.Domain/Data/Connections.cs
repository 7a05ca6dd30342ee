using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>The three ways into the database, by role. Each keeps its own pool; sizes are stated here.</summary>
/// <param name="Default">cf_app: pages, held by row-level security.</param>
/// <param name="System">cf_system: queues and consoles.</param>
/// <param name="Owner">cf_owner: migrations only; null where `migrate` is run elsewhere.</param>
/// <param name="Keys">A second database for the keys of tenants; null where they lie in a folder.</param>
public sealed record Connections(string Default, string System, string? Owner, string? Keys = null)
{
    private const int AppPool = 40;
    private const int SystemPool = 20;
    private const int Prepared = 50;

    /// <exception cref="ConfigurationException">A connection string is malformed or uses what would lose the tenant setting.</exception>
    public static Connections From(IConfiguration configuration)
    {
        var app = configuration.GetConnectionString("Default");
        if (string.IsNullOrWhiteSpace(app))
            throw new ConfigurationException("ConnectionStrings__Default", "is missing", "a PostgreSQL connection string for the role cf_app");
        return new(
            Checked("Default", app, AppPool),
            Checked("System", configuration.GetConnectionString("System") ?? app, SystemPool),
            configuration.GetConnectionString("Owner") is { Length: > 0 } owner ? Checked("Owner", owner, 5) : null,
            configuration.GetConnectionString("Keys") is { Length: > 0 } keys ? Apart(Checked("Keys", keys, 5), app) : null);
    }

    /// <summary>A dump of the main database must not hold what opens it.</summary>
    private static string Apart(string keys, string main)
    {
        var (own, other) = (new NpgsqlConnectionStringBuilder(keys), new NpgsqlConnectionStringBuilder(main));
        return (own.Host, own.Port, own.Database) != (other.Host, other.Port, other.Database)
            ? keys : throw new ConfigurationException("ConnectionStrings__Keys", "names the main database", "another database, backed up on its own, whose role may create tables");
    }

    private static string Checked(string name, string text, int pool)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException e)
        {
            throw new ConfigurationException($"ConnectionStrings__{name}", $"cannot be read ({e.Message})", "Host=...;Database=...;Username=...;Password=...");
        }
        // measured: both lose or leak the per-session tenant between rents of a pooled connection
        if (builder.NoResetOnClose)
            throw new ConfigurationException($"ConnectionStrings__{name}", "sets No Reset On Close, which leaks one tenant's setting to the next", "the default (connections are reset)");
        if (builder.Multiplexing)
            throw new ConfigurationException($"ConnectionStrings__{name}", "sets Multiplexing, which loses the tenant setting", "the default (no multiplexing)");
        // ContainsKey would say yes to every keyword that Npgsql knows
        var said = builder.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!said.Contains("Maximum Pool Size"))
            builder.MaxPoolSize = pool;
        if (!said.Contains("Max Auto Prepare"))
            builder.MaxAutoPrepare = Prepared;
        builder.ApplicationName ??= "contentfactory";
        return builder.ConnectionString;
    }
}

/// <summary>A setting that stops the start: its name, what is wrong with it, what is accepted.</summary>
public sealed class ConfigurationException(string setting, string wrong, string accepted) : Exception($"{setting} {wrong}. Accepted: {accepted}.")
{
    public string Setting { get; } = setting;
}
