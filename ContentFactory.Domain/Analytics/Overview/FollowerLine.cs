using ContentFactory.Domain.Analytics.Days;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>
/// Followers of channels over days. A day without a reading carries the one before on; a channel counts from its first reading on, so one
/// that was connected meanwhile adds to the end no more than it gained.
/// </summary>
internal sealed class FollowerLine
{
    private const string Read = """
        select d.channel_id, d.day, d.followers_start, d.followers_end from channel_days d
        where d.tenant_id = $1 and d.day between $2 and $3 and d.followers_end is not null and ($4::uuid[] is null or d.channel_id = any ($4))
        union all
        select b.channel_id, b.day, b.followers_end, b.followers_end from channels c
        cross join lateral (
            select x.channel_id, x.day, x.followers_end from channel_days x
            where x.tenant_id = c.tenant_id and x.channel_id = c.id and x.day < $2 and x.followers_end is not null order by x.day desc limit 1) b
        where c.tenant_id = $1 and ($4::uuid[] is null or c.id = any ($4))
        """;

    private readonly Dictionary<Guid, SortedList<DateOnly, (int Start, int End)>> channels = [];

    /// <param name="period">Covers every day that is asked about.</param>
    public static async Task<FollowerLine> ReadAsync(NpgsqlConnection connection, Guid tenantId, Period period, Guid[]? only, CancellationToken ct)
    {
        var line = new FollowerLine();
        await using var command = connection.Statement(Read, tenantId, period.First, period.Last, (object?)only ?? DBNull.Value);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            if (!line.channels.TryGetValue(rows.GetGuid(0), out var days))
                line.channels[rows.GetGuid(0)] = days = [];
            days[rows.GetFieldValue<DateOnly>(1)] = (rows.IsDBNull(2) ? rows.GetInt32(3) : rows.GetInt32(2), rows.GetInt32(3));
        }
        return line;
    }

    public FollowerSpan? Over(Period period) => Sum(channels.Values.Select(days => Over(days, period)));

    public FollowerSpan? Over(Guid channel, Period period) => channels.TryGetValue(channel, out var days) ? Over(days, period) : null;

    private static FollowerSpan? Over(SortedList<DateOnly, (int Start, int End)> days, Period period)
    {
        var (begin, end) = (After(days, period.First.AddDays(-1)), After(days, period.Last));
        if (end == 0)
            return null;
        var last = days.Values[end - 1].End;
        return begin == end ? new(last, last) : new(begin > 0 ? days.Values[begin - 1].End : days.Values[0].Start, last);
    }

    /// <summary>How many days there are up to one, itself included.</summary>
    private static int After(SortedList<DateOnly, (int Start, int End)> days, DateOnly day)
    {
        var (low, high) = (0, days.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (days.Keys[middle] <= day)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static FollowerSpan? Sum(IEnumerable<FollowerSpan?> spans) =>
        spans.Aggregate((FollowerSpan?)null, (sum, span) => span is null ? sum : sum is null ? span : sum.Value + span.Value);
}
