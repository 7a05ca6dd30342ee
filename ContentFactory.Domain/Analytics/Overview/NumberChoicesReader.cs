using ContentFactory.Domain.Analytics.Days;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>A tenant's zone, its channels, companies and topics, in one exchange. A channel that was disconnected stays: its numbers do.</summary>
internal static class NumberChoicesReader
{
    private const string Zone = "select zone_id from tenants where id = $1";

    private const string Channels = "select id, display_name, platform, company_id, sandbox from channels where tenant_id = $1 order by lower(display_name), id";

    private const string Companies = "select id, name from companies where tenant_id = $1 order by lower(name), id";

    private const string Topics = "select id, name from topics where tenant_id = $1 order by lower(name), id";

    public static async Task<(string ZoneId, NumberChoices Choices)> ReadAsync(NpgsqlConnection connection, Guid tenantId, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in (string[])[Zone, Channels, Companies, Topics])
            batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = tenantId } } });
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var zone = await ListAsync(rows, row => row.GetString(0), ct);
        var channels = await NextAsync(rows, row => new NumberChannel(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetGuid(3), row.GetBoolean(4)), ct);
        var companies = await NextAsync(rows, row => new NumberName(row.GetGuid(0), row.GetString(1)), ct);
        return (zone[0], new(channels, companies, await NextAsync(rows, row => new NumberName(row.GetGuid(0), row.GetString(1)), ct)));
    }

    public static IReadOnlyList<NumberChannel> Of(this NumberChoices choices, AnalyticsWish wish) =>
    [
        .. choices.Channels.Where(c => (wish.CompanyId is null || c.CompanyId == wish.CompanyId) && (wish.ChannelId is null || c.Id == wish.ChannelId) && (wish.Network is null || c.Platform == wish.Network)),
    ];

    private static async Task<List<T>> NextAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await rows.NextResultAsync(ct);
        return await ListAsync(rows, read, ct);
    }

    private static async Task<List<T>> ListAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
            found.Add(read(rows));
        return found;
    }
}
