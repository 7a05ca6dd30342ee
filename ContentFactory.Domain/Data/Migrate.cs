using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>
/// Brings the database to this version. Any number of nodes may start at once on an empty database: one holds an advisory lock,
/// the others wait. EF's own lock does not cover the creation of its history table.
/// </summary>
public sealed class Migrate(DataSources sources, TimeProvider clock, ILogger<Migrate> log)
{
    private const long LockKey = 7_310_579_211_406;
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);

    public Task RunAsync(CancellationToken ct) => RunAsync(null, ct);

    /// <param name="asOwner">Instead of the configured connection string for cf_owner.</param>
    public async Task RunAsync(string? asOwner, CancellationToken ct)
    {
        if ((asOwner ?? sources.Owner) is not { } owner)
        {
            await RefuseOldDatabaseAsync(ct);
            return;
        }
        await using var holder = sources.Unpooled(owner);
        await holder.OpenAsync(ct);
        await TakeLockAsync(holder, ct);
        await using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql(owner, o => o.MigrationsHistoryTable("migrations").CommandTimeout(600)).Options);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count > 0)
        {
            log.LogInformation("Migrating: {Migrations}", string.Join(", ", pending));
            await db.Database.MigrateAsync(ct);
        }
        await using var partitions = new NpgsqlCommand("select ensure_all_partitions()", holder);
        await partitions.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The versions that this program brings, oldest first.</summary>
    public static IReadOnlyList<string> Known()
    {
        using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql().Options);
        return [.. db.Database.GetMigrations()];
    }

    private async Task TakeLockAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        using var poll = new PeriodicTimer(LockPoll, clock);
        await using var tryLock = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection);
        tryLock.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockKey });
        while (await tryLock.ExecuteScalarAsync(ct) is not true)
            await poll.WaitForNextTickAsync(ct);
    }

    private async Task RefuseOldDatabaseAsync(CancellationToken ct)
    {
        await using var read = sources.System.CreateCommand("select coalesce(array_agg(\"MigrationId\"), '{}') from migrations");
        var applied = (string[])(await read.ExecuteScalarAsync(ct))!;
        var missing = Known().Except(applied).ToList();
        if (missing.Count > 0)
            throw new ConfigurationException("ConnectionStrings__Owner", $"is not set, but the database lacks {string.Join(", ", missing)}", "a connection string for cf_owner, or run `./run migrate` with one first");
    }
}
