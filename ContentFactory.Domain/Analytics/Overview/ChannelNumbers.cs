using ContentFactory.Domain.Analytics.Days;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>Sums of channels' days, by day and by channel, of a period and the one before it, in one statement.</summary>
internal sealed class ChannelNumbers
{
    private static readonly string Sums = $"""
        select d.day, d.channel_id, d.day >= $3 as now, max(d.read_at), {SumSql.Sums}
        from channel_days d
        where d.tenant_id = $1 and d.day between $2 and $4 and ($5::uuid[] is null or d.channel_id = any ($5))
        group by grouping sets ((d.day), (d.channel_id, d.day >= $3))
        """;

    private readonly Dictionary<DateOnly, DaySums> days = [];
    private readonly Dictionary<(Guid Channel, bool Now), DaySums> channels = [];

    public DateTimeOffset? AsOf { get; private set; }

    /// <param name="only">Of these channels; null for all.</param>
    public static async Task<ChannelNumbers> ReadAsync(NpgsqlConnection connection, Guid tenantId, Period period, Guid[]? only, CancellationToken ct)
    {
        var numbers = new ChannelNumbers();
        await using var command = connection.Statement(Sums, tenantId, period.Before.First, period.First, period.Last, (object?)only ?? DBNull.Value);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            numbers.Take(rows);
        return numbers;
    }

    public DaySums Of(DateOnly day) => days.GetValueOrDefault(day, DaySums.None);

    public DaySums Of(Guid channel, bool now) => channels.GetValueOrDefault((channel, now), DaySums.None);

    private void Take(NpgsqlDataReader row)
    {
        var sums = SumSql.Read(row, 4);
        if (!row.IsDBNull(0))
            days[row.GetFieldValue<DateOnly>(0)] = sums;
        else
            channels[(row.GetGuid(1), row.GetBoolean(2))] = sums;
        if (!row.IsDBNull(3) && row.GetFieldValue<DateTimeOffset>(3) is var at && !(AsOf > at))
            AsOf = at;
    }
}
