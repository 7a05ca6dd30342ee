using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>Which zone's days a tenant's rows stand in. A tenant that moved to another zone gets all its days anew.</summary>
internal static class DayZones
{
    private const string Stale = """
        select k.tenant_id, k.zone_id from unnest($1::uuid[], $2::text[]) k (tenant_id, zone_id)
        join day_zones z on z.tenant_id = k.tenant_id where z.zone_id is distinct from k.zone_id
        """;

    private const string Begin = """
        insert into day_zones (tenant_id, zone_id) select * from unnest($1::uuid[], $2::text[]) on conflict do nothing
        """;

    /// <summary>Tenants whose days were made anew, with what this transaction has written so far.</summary>
    public static async Task<HashSet<Guid>> FollowAsync(NpgsqlConnection connection, IReadOnlyList<TakenReading> readings, CancellationToken ct)
    {
        var tenants = readings.Select(r => (r.Due.TenantId, r.Due.ZoneId)).DistinctBy(t => t.TenantId).ToList();
        if (tenants.Count == 0)
            return [];
        var (ids, zones) = (tenants.Select(t => t.TenantId).ToArray(), tenants.Select(t => t.ZoneId).ToArray());
        await connection.RunAsync(Begin, ct, ids, zones);
        var stale = new List<(Guid TenantId, string ZoneId)>();
        await using (var command = connection.Statement(Stale, ids, zones))
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
                stale.Add((rows.GetGuid(0), rows.GetString(1)));
        }
        foreach (var (tenant, zone) in stale)
            await TenantRebuild.RunAsync(connection, tenant, zone, ct);
        return [.. stale.Select(s => s.TenantId)];
    }
}
