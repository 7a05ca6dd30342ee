using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using Npgsql;

namespace ContentFactory.Domain.Analytics;

/// <summary>The statements of the writer; each names its tenant.</summary>
internal sealed partial class SnapshotWriter
{
    private const string Settle = """
        update publications set next_metrics_at = $4, state = case when $5 then 'removed_by_platform' else state end,
                                updated_at = case when $5 then app_now() else updated_at end
        where tenant_id = $1 and id = $2 and next_metrics_at = $3 and state = 'published'
        """;

    private const string Snapshot = """
        insert into metric_snapshots (tenant_id, id, taken_at, publication_id, channel_id, source, views, impressions, reach, likes, comments, shares, saves, clicks,
                                      average_watch_seconds, completion_rate)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        """;

    private const string Days = """
        select day, updated_at, views, impressions, reach, likes, comments, shares, saves, clicks from publication_days
        where tenant_id = $1 and publication_id = $2 and day in (
            $3, (select max(day) from publication_days where tenant_id = $1 and publication_id = $2 and day < $3),
            (select min(day) from publication_days where tenant_id = $1 and publication_id = $2 and day > $3))
        order by day
        """;

    private const string PutDay = """
        insert into publication_days (tenant_id, publication_id, day, channel_id, updated_at, views, impressions, reach, likes, comments, shares, saves, clicks)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (tenant_id, publication_id, day) do update set
            updated_at = excluded.updated_at, views = excluded.views, impressions = excluded.impressions, reach = excluded.reach, likes = excluded.likes,
            comments = excluded.comments, shares = excluded.shares, saves = excluded.saves, clicks = excluded.clicks
        """;

    private const string ChannelGain = """
        insert into channel_days as d (tenant_id, channel_id, day, posts, views, likes, comments, shares, saves, clicks, updated_at)
        values ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, app_now())
        on conflict (tenant_id, channel_id, day) do update set
            views = d.views + excluded.views, likes = d.likes + excluded.likes, comments = d.comments + excluded.comments,
            shares = d.shares + excluded.shares, saves = d.saves + excluded.saves, clicks = d.clicks + excluded.clicks, updated_at = app_now()
        """;

    private const string TenantGain = """
        insert into tenant_days as d (tenant_id, day, posts, views, likes, comments, shares, saves, clicks, updated_at)
        values ($1, $2, 0, $3, $4, $5, $6, $7, $8, app_now())
        on conflict (tenant_id, day) do update set
            views = d.views + excluded.views, likes = d.likes + excluded.likes, comments = d.comments + excluded.comments,
            shares = d.shares + excluded.shares, saves = d.saves + excluded.saves, clicks = d.clicks + excluded.clicks, updated_at = app_now()
        """;

    private const string Followers = """
        insert into channel_days as d (tenant_id, channel_id, day, followers_start, followers_end, posts, views, likes, comments, shares, saves, clicks, updated_at)
        values ($1, $2, $3,
                coalesce((select b.followers_end from channel_days b where b.tenant_id = $1 and b.channel_id = $2 and b.day < $3 and b.followers_end is not null
                          order by b.day desc limit 1), $4),
                $4, 0, 0, 0, 0, 0, 0, 0, app_now())
        on conflict (tenant_id, channel_id, day) do update set
            followers_start = coalesce(d.followers_start, excluded.followers_start), followers_end = excluded.followers_end, updated_at = app_now()
        """;

    private const string CountChannelPosts = """
        insert into channel_days as d (tenant_id, channel_id, day, posts, views, likes, comments, shares, saves, clicks, updated_at)
        select $1, $2, $3, count(*), 0, 0, 0, 0, 0, 0, app_now() from publications
        where tenant_id = $1 and channel_id = $2 and published_at >= $4 and published_at < $5 and state in ('published', 'deleted', 'removed_by_platform')
        on conflict (tenant_id, channel_id, day) do update set posts = excluded.posts where d.posts <> excluded.posts
        """;

    private const string CountTenantPosts = """
        insert into tenant_days as d (tenant_id, day, posts, views, likes, comments, shares, saves, clicks, updated_at)
        select $1, $2, count(*), 0, 0, 0, 0, 0, 0, app_now() from publications
        where tenant_id = $1 and published_at >= $3 and published_at < $4 and state in ('published', 'deleted', 'removed_by_platform')
        on conflict (tenant_id, day) do update set posts = excluded.posts where d.posts <> excluded.posts
        """;

    private static async Task<bool> SettleAsync(NpgsqlConnection connection, DueMetrics due, MetricsKind kind, DateTimeOffset? next, CancellationToken ct) =>
        await RunAsync(connection, Settle, ct, due.TenantId, due.PublicationId, due.Lease, next, kind is MetricsKind.Removed) == 1;

    private Task AddSnapshotAsync(NpgsqlConnection connection, DueMetrics due, PostMetrics m, string source, CancellationToken ct) =>
        RunAsync(connection, Snapshot, ct, due.TenantId, Ids.New(clock), due.Now, due.PublicationId, due.ChannelId, source.Length <= 40 ? source : source[..40],
            m.Views, m.Impressions, m.Reach, m.Likes, m.Comments, m.Shares, m.Saves, m.Clicks, m.AverageWatchSeconds, m.CompletionRate);

    /// <summary>The rows before, of and after the day. <c>TakenAt</c> is when the own row was read, long ago when there is none.</summary>
    private static async Task<(DayTotals? Previous, DayTotals? Own, DateTimeOffset TakenAt, DateOnly? NextDay)> ReadDaysAsync(NpgsqlConnection connection, DueMetrics due, DateOnly day, CancellationToken ct)
    {
        await using var command = Command(connection, Days, due.TenantId, due.PublicationId, day);
        await using var rows = await command.ExecuteReaderAsync(ct);
        (DayTotals? Previous, DayTotals? Own, DateTimeOffset TakenAt, DateOnly? NextDay) found = (null, null, DateTimeOffset.MinValue, null);
        while (await rows.ReadAsync(ct))
        {
            var (at, totals) = (rows.GetFieldValue<DateOnly>(0), Totals(rows));
            if (at < day)
                found.Previous = totals;
            else if (at == day)
                (found.Own, found.TakenAt) = (totals, rows.GetFieldValue<DateTimeOffset>(1));
            else
                found.NextDay = at;
        }
        return found;
    }

    private static Task PutDayAsync(NpgsqlConnection connection, DueMetrics due, DateOnly day, DayTotals t, CancellationToken ct) =>
        RunAsync(connection, PutDay, ct, due.TenantId, due.PublicationId, day, due.ChannelId, due.Now,
            t.Views, t.Impressions, t.Reach, t.Likes, t.Comments, t.Shares, t.Saves, t.Clicks);

    private static async Task AddGainAsync(NpgsqlConnection connection, DueMetrics due, DateOnly day, long[] gain, CancellationToken ct)
    {
        await RunAsync(connection, ChannelGain, ct, [due.TenantId, due.ChannelId, day, .. gain.Cast<object>()]);
        await RunAsync(connection, TenantGain, ct, [due.TenantId, day, .. gain.Cast<object>()]);
    }

    private static Task PutFollowersAsync(NpgsqlConnection connection, DueMetrics due, DateOnly day, int followers, CancellationToken ct) =>
        RunAsync(connection, Followers, ct, due.TenantId, due.ChannelId, day, followers);

    /// <summary>Counted anew each time, so that the number of posts needs no correction.</summary>
    private static async Task CountPostsAsync(NpgsqlConnection connection, DueMetrics due, CancellationToken ct)
    {
        var day = LocalDay.At(due.PublishedAt, due.ZoneId);
        var (start, end) = LocalDay.Of(day, due.ZoneId);
        await RunAsync(connection, CountChannelPosts, ct, due.TenantId, due.ChannelId, day, start, end);
        await RunAsync(connection, CountTenantPosts, ct, due.TenantId, day, start, end);
    }

    private static DayTotals Totals(NpgsqlDataReader rows)
    {
        long? At(int column) => rows.IsDBNull(column) ? null : rows.GetInt64(column);
        return new(At(2), At(3), At(4), At(5), At(6), At(7), At(8), At(9));
    }

    private static async Task<int> RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
