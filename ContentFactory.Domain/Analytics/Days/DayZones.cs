using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <param name="Now">Where the tenant is.</param>
/// <param name="Stood">Whose days its rows stand in; null where nobody knows.</param>
/// <param name="Known">It had rows before.</param>
internal sealed record TenantZones(string Now, string? Stood, bool Known);

/// <summary>Which zone's days a tenant's rows stand in. A tenant that moved to another zone gets all its days anew, within a minute.</summary>
internal static class DayZones
{
    private const string Read = """
        select t.id, t.zone_id, z.zone_id, z.tenant_id is not null from tenants t left join day_zones z on z.tenant_id = t.id where t.id = any ($1)
        """;

    private const string Begin = """
        insert into day_zones (tenant_id, zone_id) select * from unnest($1::uuid[], $2::text[]) on conflict do nothing
        """;

    public static async Task<Dictionary<Guid, TenantZones>> ReadAsync(NpgsqlConnection connection, IReadOnlyList<Guid> tenants, CancellationToken ct)
    {
        await using var command = connection.Statement(Read, tenants.Distinct().ToArray());
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<Guid, TenantZones>();
        while (await rows.ReadAsync(ct))
            found[rows.GetGuid(0)] = new(rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.GetBoolean(3));
        return found;
    }

    /// <summary>
    /// Notes the zone of tenants that have their first rows. Returns those whose rows stand in another zone than they are in: their days wait for
    /// <see cref="DayUpkeep.FollowZonesAsync"/>, which makes all of them anew out of the snapshots.
    /// </summary>
    public static async Task<HashSet<Guid>> BeginAsync(NpgsqlConnection connection, IReadOnlyDictionary<Guid, TenantZones> zones, IReadOnlyList<Guid> tenants, CancellationToken ct)
    {
        var asked = tenants.Distinct().ToList();
        var first = asked.Where(t => !zones[t].Known).ToArray();
        if (first.Length > 0)
            await connection.RunAsync(Begin, ct, first, first.Select(t => zones[t].Now).ToArray());
        return [.. asked.Where(t => zones[t].Known && zones[t].Now != zones[t].Stood)];
    }
}
