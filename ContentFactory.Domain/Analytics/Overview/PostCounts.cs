using ContentFactory.Domain.Analytics.Days;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>How many publications went out on each day: counted from their own rows, so that a post counts before its first numbers are read.</summary>
internal sealed class PostCounts
{
    private const string Read = """
        select (p.published_at at time zone $7)::date, p.channel_id, count(*)::int
        from publications p
        where p.tenant_id = $1 and p.published_at >= $2 and p.published_at < $3 and p.state in ('published', 'deleted', 'removed_by_platform')
          and ($4::uuid[] is null or p.channel_id = any ($4))
          and ($5::text is null and $6::uuid is null or exists (
              select 1 from posts o where o.tenant_id = p.tenant_id and o.id = p.post_id and ($5::text is null or o.type = $5)
                and ($6::uuid is null or exists (select 1 from post_topics t where t.tenant_id = o.tenant_id and t.post_id = o.id and t.topic_id = $6))))
        group by 1, 2
        """;

    private readonly Dictionary<DateOnly, int> days = [];
    private readonly Dictionary<Guid, List<(DateOnly Day, int Count)>> channels = [];

    /// <param name="period">Covers every day that is asked about.</param>
    public static async Task<PostCounts> ReadAsync(NpgsqlConnection connection, PostScope scope, Period period, CancellationToken ct)
    {
        var found = new PostCounts();
        await using var command = connection.Statement(Read,
            scope.TenantId, LocalDay.Start(period.First, scope.ZoneId), LocalDay.Start(period.Last.AddDays(1), scope.ZoneId), scope.Channels, scope.Type, scope.Topic, scope.ZoneId);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Take(rows.GetFieldValue<DateOnly>(0), rows.GetGuid(1), rows.GetInt32(2));
        return found;
    }

    public int Of(DateOnly day) => days.GetValueOrDefault(day);

    public int Of(Guid channel, Period period) => channels.TryGetValue(channel, out var counts) ? counts.Where(c => period.Has(c.Day)).Sum(c => c.Count) : 0;

    private void Take(DateOnly day, Guid channel, int count)
    {
        days[day] = Of(day) + count;
        if (!channels.TryGetValue(channel, out var counts))
            channels[channel] = counts = [];
        counts.Add((day, count));
    }
}
