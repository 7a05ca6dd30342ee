using ContentFactory.Domain.Analytics.Days;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>Sums of days over chosen posts: what the sums of channels say of all of them.</summary>
internal sealed class PostDays
{
    private const string Read = $"""
        select d.publication_id, p.published_at, d.updated_at, d.day, {DayTotals.Columns}
        from publications p
        join posts o on o.tenant_id = p.tenant_id and o.id = p.post_id
        join publication_days d on d.tenant_id = p.tenant_id and d.publication_id = p.id
        where p.tenant_id = $1 and p.published_at >= $2 and p.published_at < $3 and d.day <= $4 and p.state in ('published', 'deleted', 'removed_by_platform')
          and ($5::uuid[] is null or p.channel_id = any ($5)) and ($6::text is null or o.type = $6)
          and ($7::uuid is null or exists (select 1 from post_topics t where t.tenant_id = o.tenant_id and t.post_id = o.id and t.topic_id = $7))
        order by d.publication_id, d.day
        """;

    private readonly Dictionary<DateOnly, DaySums> days = [];

    public DateTimeOffset? AsOf { get; private set; }

    /// <param name="period">Covers every day that is asked about.</param>
    public static async Task<PostDays> ReadAsync(NpgsqlConnection connection, PostScope scope, Period period, CancellationToken ct)
    {
        var sums = new PostDays();
        var (first, end) = (LocalDay.Start(period.First, scope.ZoneId), LocalDay.Start(period.Last.AddDays(1), scope.ZoneId));
        await using var command = connection.Statement(Read, scope.TenantId, first.AddDays(-MetricsPlan.ReadFor), end, period.Last, scope.Channels, scope.Type, scope.Topic);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var (publication, before) = (Guid.Empty, DaySums.None);
        while (await rows.ReadAsync(ct))
        {
            if (rows.GetGuid(0) != publication)
                (publication, before) = (rows.GetGuid(0), DaySums.None);
            var now = DayTotals.Read(rows, 4).Sums();
            sums.Take(rows.GetFieldValue<DateOnly>(3), now.Since(before), rows.GetFieldValue<DateTimeOffset>(2));
            before = now;
        }
        return sums;
    }

    public DaySums Of(DateOnly day) => days.GetValueOrDefault(day, DaySums.None);

    private void Take(DateOnly day, DaySums gain, DateTimeOffset at)
    {
        days[day] = Of(day) + gain;
        AsOf = AsOf > at ? AsOf : at;
    }
}
