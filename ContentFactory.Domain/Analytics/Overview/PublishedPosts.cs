using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>One publication within a period.</summary>
/// <param name="End">What it had come to by the period's end; <paramref name="Start"/> before it began.</param>
/// <param name="ReadWithin">Its numbers were read in the period at all; else it says nothing of it, which is not zero.</param>
internal sealed record PublishedPost(Guid Id, Guid PostId, Guid ChannelId, PostType Type, DateTimeOffset PublishedAt, bool ReadWithin, DayTotals End, DayTotals Start)
{
    public DaySums Gain { get; } = ReadWithin ? End.Sums().Since(Start.Sums()) : DaySums.None;
}

/// <summary>Publications whose numbers can have moved in a period: for their types, topics and hours, which sums of channels do not know.</summary>
internal static class PublishedPosts
{
    private const string Read = $"""
        select p.id, p.post_id, p.channel_id, o.type, p.published_at, coalesce(e.day >= $2, false), e.views, e.impressions, e.reach, e.likes, e.comments, e.shares, e.saves, e.clicks, e.average_watch_seconds, e.completion_rate,
               s.views, s.impressions, s.reach, s.likes, s.comments, s.shares, s.saves, s.clicks, s.average_watch_seconds, s.completion_rate
        from publications p
        join posts o on o.tenant_id = p.tenant_id and o.id = p.post_id
        left join lateral (
            select * from publication_days d where d.tenant_id = p.tenant_id and d.publication_id = p.id and d.day <= $3 order by d.day desc limit 1) e on true
        left join lateral (
            select * from publication_days d where d.tenant_id = p.tenant_id and d.publication_id = p.id and d.day < $2 and p.published_at < $4 order by d.day desc limit 1) s on true
        where p.tenant_id = $1 and p.published_at >= $5 and p.published_at < $6 and p.state in ('published', 'deleted', 'removed_by_platform')
          and ($7::uuid[] is null or p.channel_id = any ($7)) and ($8::text is null or o.type = $8)
          and ($9::uuid is null or exists (select 1 from post_topics t where t.tenant_id = o.tenant_id and t.post_id = o.id and t.topic_id = $9))
        """;

    private const string Topics = """
        select t.post_id, t.topic_id from post_topics t where t.tenant_id = $1 and t.post_id = any ($2)
        """;

    private static readonly Dictionary<string, PostType> Types = Enum.GetValues<PostType>().ToDictionary(t => SnakeCase.Of($"{t}"));

    public static Task<List<PublishedPost>> ReadAsync(NpgsqlConnection connection, PostScope scope, Period period, CancellationToken ct) =>
        ReadAsync(connection, scope, period, LocalDay.Start(period.First, scope.ZoneId).AddDays(-MetricsPlan.ReadFor), ct);

    /// <summary>Only those that went out in the period itself.</summary>
    public static Task<List<PublishedPost>> OutWithinAsync(NpgsqlConnection connection, PostScope scope, Period period, CancellationToken ct) =>
        ReadAsync(connection, scope, period, LocalDay.Start(period.First, scope.ZoneId), ct);

    private static async Task<List<PublishedPost>> ReadAsync(NpgsqlConnection connection, PostScope scope, Period period, DateTimeOffset since, CancellationToken ct)
    {
        var start = LocalDay.Start(period.First, scope.ZoneId);
        await using var command = connection.Statement(Read,
            scope.TenantId, period.First, period.Last, start, since, LocalDay.Start(period.Last.AddDays(1), scope.ZoneId), scope.Channels, scope.Type, scope.Topic);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<PublishedPost>();
        while (await rows.ReadAsync(ct))
            found.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetGuid(2), Types[rows.GetString(3)], rows.GetFieldValue<DateTimeOffset>(4), rows.GetBoolean(5), DayTotals.Read(rows, 6), DayTotals.Read(rows, 16)));
        return found;
    }

    public static async Task<ILookup<Guid, Guid>> TopicsAsync(NpgsqlConnection connection, Guid tenantId, IEnumerable<Guid> posts, CancellationToken ct)
    {
        await using var command = connection.Statement(Topics, tenantId, posts.Distinct().ToArray());
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<(Guid Post, Guid Topic)>();
        while (await rows.ReadAsync(ct))
            found.Add((rows.GetGuid(0), rows.GetGuid(1)));
        return found.ToLookup(f => f.Post, f => f.Topic);
    }
}

/// <summary>Which publications are meant, as parameters of statements.</summary>
internal sealed record PostScope(Guid TenantId, string ZoneId, object Channels, object Type, object Topic)
{
    public static PostScope Of(Guid tenantId, string zoneId, Guid[]? channels, AnalyticsWish wish) => new(
        tenantId, zoneId, (object?)channels ?? DBNull.Value, wish.Type is { } type ? SnakeCase.Of($"{type}") : DBNull.Value, wish.TopicId is { } topic ? topic : DBNull.Value);
}
