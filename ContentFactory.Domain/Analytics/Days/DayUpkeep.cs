using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>What keeps the days right beside the readings: tenants that moved to another zone, followers that checks of channels found, old snapshots.</summary>
internal sealed class DayUpkeep(SystemDb database, Changes changes, IOptions<AnalyticsOptions> options, TimeProvider clock, ILogger<DayUpkeep> log)
{
    private const string Moved = "select t.id from day_zones z join tenants t on t.id = z.tenant_id where z.zone_id is distinct from t.zone_id and t.status = 'active' order by t.id";

    private const string Tenants = "select t.id from tenants t where $1 in ('', t.slug) order by t.id";

    private const string Drop = """
        with dropped as (select drop_partitions('metric_snapshots', $1) as months),
        noted as (update day_zones set kept_since = $2 from dropped where dropped.months > 0 returning 1)
        select months from dropped
        """;

    private const string Checked = """
        select c.tenant_id, c.id, c.last_checked_at, c.followers, t.zone_id from channels c join tenants t on t.id = c.tenant_id
        where c.followers is not null and c.last_checked_at is not null and c.status <> 'disconnected'
          and not exists (select 1 from follower_snapshots s where s.tenant_id = c.tenant_id and s.channel_id = c.id and s.taken_at >= c.last_checked_at)
          and c.error_count = 0 and ((c.last_checked_at - interval '1 hour') at time zone t.zone_id)::date > coalesce(
              (select max(d.day) from channel_days d where d.tenant_id = c.tenant_id and d.channel_id = c.id and d.followers_end = c.followers), 'epoch'::date)
        order by c.tenant_id limit 1000
        """;

    private int following;

    /// <summary>Returns how many tenants got their days anew; none while another round of this node is at it.</summary>
    public async Task<int> FollowZonesAsync(CancellationToken ct)
    {
        // a round may take longer than until the next one
        if (Interlocked.Exchange(ref following, 1) == 1)
            return 0;
        try
        {
            return await FollowAsync(ct);
        }
        finally
        {
            Volatile.Write(ref following, 0);
        }
    }

    private async Task<int> FollowAsync(CancellationToken ct)
    {
        var moved = await ListAsync(Moved, row => row.GetGuid(0), ct);
        var followed = 0;
        foreach (var tenant in moved)
            followed += await EachAsync(tenant, async () => await RebuildAsync(tenant, onlyMoved: true, ct)) ? 1 : 0;
        return followed;
    }

    /// <summary>Makes the days of one tenant anew, or of all.</summary>
    /// <returns>How many tenants there were.</returns>
    public async Task<int> RebuildAllAsync(string? slug, CancellationToken ct)
    {
        var tenants = await ListAsync(Tenants, row => row.GetGuid(0), ct, slug ?? "");
        foreach (var tenant in tenants)
            await RebuildAsync(tenant, onlyMoved: false, ct);
        return tenants.Count;
    }

    /// <summary>Checks of channels count followers too; a channel without posts has no other reading.</summary>
    public async Task<int> TakeFollowersAsync(CancellationToken ct)
    {
        var found = await ListAsync(Checked, row => new FollowerReading(row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2), row.GetInt32(3), "channel_check", row.GetString(4)), ct);
        foreach (var tenant in found.GroupBy(f => f.TenantId))
        {
            await EachAsync(tenant.Key, async () =>
            {
                await InLockAsync(tenant.Key, async connection =>
                {
                    var zones = await DayZones.ReadAsync(connection, [tenant.Key], ct);
                    await FollowerDays.AddAsync(connection, [.. tenant.Select(f => f with { ZoneId = zones[tenant.Key].Now })], ct);
                    await DayZones.BeginAsync(connection, zones, [tenant.Key], ct);
                }, ct);
                changes.Notify(tenant.Key, ChangeTopics.Metrics);
                return true;
            });
        }
        return found.Count;
    }

    /// <summary>Whole months of snapshots that nobody keeps any longer.</summary>
    public async Task<int> DropOldAsync(CancellationToken ct)
    {
        if (options.Value.KeepSnapshotMonths == 0)
            return 0;
        var before = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddMonths(-options.Value.KeepSnapshotMonths);
        var month = new DateOnly(before.Year, before.Month, 1);
        try
        {
            return await DropAsync(month, ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            // somebody reads or makes days of them: the next round comes by itself, and nobody waits behind this one
            log.LogInformation("Snapshots that ended before {Day} are in use and are dropped later", month);
            return 0;
        }
    }

    private async Task<int> DropAsync(DateOnly month, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Statement(Drop, month, new DateTimeOffset(month, TimeOnly.MinValue, TimeSpan.Zero));
        var dropped = (int)(await command.ExecuteScalarAsync(ct))!;
        if (dropped > 0)
            log.LogInformation("Dropped {Months} months of snapshots that ended before {Day}", dropped, month);
        return dropped;
    }

    /// <summary>One tenant that meets a bug keeps none of the others from its days.</summary>
    private async Task<bool> EachAsync(Guid tenantId, Func<Task<bool>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is PostgresException or not (NpgsqlException or OperationCanceledException))
        {
            log.LogError(e, "The days of tenant {Tenant} were not kept up", tenantId);
            return false;
        }
    }

    /// <param name="onlyMoved">Not where a writer has done it meanwhile.</param>
    private async Task<bool> RebuildAsync(Guid tenantId, bool onlyMoved, CancellationToken ct)
    {
        var rebuilt = true;
        await InLockAsync(tenantId, async connection =>
        {
            var zones = (await DayZones.ReadAsync(connection, [tenantId], ct))[tenantId];
            rebuilt = !onlyMoved || zones.Now != zones.Stood;
            if (rebuilt)
                await TenantRebuild.RunAsync(connection, tenantId, zones.Now, ct);
        }, ct);
        if (!rebuilt)
            return false;
        log.LogInformation("Made the days of tenant {Tenant} anew", tenantId);
        changes.Notify(tenantId, ChangeTopics.Metrics);
        return true;
    }

    private async Task InLockAsync(Guid tenantId, Func<NpgsqlConnection, Task> act, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await DayLock.TakeAsync(connection, [tenantId], ct);
        await act(connection);
        await transaction.CommitAsync(ct);
    }

    private async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object[] values)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Statement(sql, values);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
            found.Add(read(rows));
        return found;
    }
}
