using ContentFactory.Domain.Analytics.Days;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>What models cost on each day, in US dollars.</summary>
internal sealed class AiCosts
{
    private const string Read = """
        select (r.at at time zone $3)::date, sum(r.cost), bool_or(r.cost is null) from ai_requests r
        where r.tenant_id = $1 and r.at >= $4 and r.at < $5 and r.outcome <> 'sending' and ($2::uuid is null or r.company_id = $2)
        group by 1
        """;

    private readonly Dictionary<DateOnly, decimal?> days = [];

    public static async Task<AiCosts?> ReadAsync(NpgsqlConnection connection, Guid tenantId, Guid? companyId, string zoneId, Period period, CancellationToken ct)
    {
        var costs = new AiCosts();
        await using var command = connection.Statement(Read,
            tenantId, companyId is { } company ? company : DBNull.Value, zoneId, LocalDay.Start(period.Before.First, zoneId), LocalDay.Start(period.Last.AddDays(1), zoneId));
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            costs.days[rows.GetFieldValue<DateOnly>(0)] = rows.GetBoolean(2) ? null : rows.GetDecimal(1);
        return costs;
    }

    /// <summary>Null where a price of these days is unknown, or nothing was asked of models.</summary>
    public decimal? Over(Period period)
    {
        if (period.Days == 1)
            return days.GetValueOrDefault(period.First);
        var within = days.Where(d => period.Has(d.Key)).Select(d => d.Value).ToList();
        return within.Count == 0 || within.Contains(null) ? null : within.Sum();
    }
}
