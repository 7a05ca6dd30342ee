using ContentFactory.Domain.Analytics.Days;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>Channels, companies and topics of a tenant. A channel that was disconnected stays: its numbers do.</summary>
internal static class NumberChoicesReader
{
    private const string Channels = "select id, display_name, platform, company_id, sandbox from channels where tenant_id = $1 order by lower(display_name), id";

    private const string Companies = "select id, name from companies where tenant_id = $1 order by lower(name), id";

    private const string Topics = "select id, name from topics where tenant_id = $1 order by lower(name), id";

    public static async Task<NumberChoices> ReadAsync(NpgsqlConnection connection, Guid tenantId, CancellationToken ct) => new(
        await ListAsync(connection, Channels, tenantId, row => new NumberChannel(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetGuid(3), row.GetBoolean(4)), ct),
        await ListAsync(connection, Companies, tenantId, row => new NumberName(row.GetGuid(0), row.GetString(1)), ct),
        await ListAsync(connection, Topics, tenantId, row => new NumberName(row.GetGuid(0), row.GetString(1)), ct));

    public static IReadOnlyList<NumberChannel> Of(this NumberChoices choices, AnalyticsWish wish) =>
    [
        .. choices.Channels.Where(c => (wish.CompanyId is null || c.CompanyId == wish.CompanyId) && (wish.ChannelId is null || c.Id == wish.ChannelId) && (wish.Network is null || c.Platform == wish.Network)),
    ];

    private static async Task<List<T>> ListAsync<T>(NpgsqlConnection connection, string sql, Guid tenantId, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = connection.Statement(sql, tenantId);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
            found.Add(read(rows));
        return found;
    }
}
