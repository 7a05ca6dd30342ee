using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>A publication's totals at the end of a day.</summary>
internal sealed record PublicationDayRow(Guid TenantId, Guid PublicationId, Guid ChannelId, DateOnly Day, DateTimeOffset TakenAt, DayTotals Totals);

/// <summary>A day whose posts are counted: of a channel, and of its tenant.</summary>
internal sealed record CountedDay(Guid TenantId, Guid ChannelId, DateOnly Day, DateTimeOffset Start, DateTimeOffset End)
{
    public static CountedDay Of(Guid tenantId, Guid channelId, DateTimeOffset publishedAt, string zoneId)
    {
        var day = LocalDay.At(publishedAt, zoneId);
        var (start, end) = LocalDay.Of(day, zoneId);
        return new(tenantId, channelId, day, start, end);
    }
}

/// <summary>Puts rows of days.</summary>
internal static class DayRows
{
    private const string Put = $"""
        insert into publication_days (tenant_id, publication_id, channel_id, day, updated_at, {DayTotals.Columns})
        select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::date[], $5::timestamptz[],
                             $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::float8[], $15::float8[])
        on conflict (tenant_id, publication_id, day) do update set
            updated_at = excluded.updated_at, views = excluded.views, impressions = excluded.impressions, reach = excluded.reach, likes = excluded.likes,
            comments = excluded.comments, shares = excluded.shares, saves = excluded.saves, clicks = excluded.clicks,
            average_watch_seconds = excluded.average_watch_seconds, completion_rate = excluded.completion_rate
        """;

    private const string Counted = "p.published_at >= k.starts and p.published_at < k.ends and p.state in ('published', 'deleted', 'removed_by_platform')";

    private const string CountOfChannels = $"""
        insert into channel_days as d (tenant_id, channel_id, day, posts, updated_at)
        select k.tenant_id, k.channel_id, k.day, (select count(*) from publications p where p.tenant_id = k.tenant_id and p.channel_id = k.channel_id and {Counted}), app_now()
        from unnest($1::uuid[], $2::uuid[], $3::date[], $4::timestamptz[], $5::timestamptz[]) k (tenant_id, channel_id, day, starts, ends)
        on conflict (tenant_id, channel_id, day) do update set posts = excluded.posts, updated_at = app_now() where d.posts <> excluded.posts
        """;

    private const string CountOfTenants = $"""
        insert into tenant_days as d (tenant_id, day, posts, updated_at)
        select k.tenant_id, k.day, (select count(*) from publications p where p.tenant_id = k.tenant_id and {Counted}), app_now()
        from unnest($1::uuid[], $2::date[], $3::timestamptz[], $4::timestamptz[]) k (tenant_id, day, starts, ends)
        on conflict (tenant_id, day) do update set posts = excluded.posts, updated_at = app_now() where d.posts <> excluded.posts
        """;

    public static async Task PutAsync(NpgsqlConnection connection, IReadOnlyList<PublicationDayRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return;
        await connection.RunAsync(Put, ct,
        [
            rows.Select(r => r.TenantId).ToArray(), rows.Select(r => r.PublicationId).ToArray(), rows.Select(r => r.ChannelId).ToArray(), rows.Select(r => r.Day).ToArray(),
            rows.Select(r => r.TakenAt).ToArray(), .. Arrays([.. rows.Select(r => r.Totals)]),
        ]);
    }

    /// <summary>Counted anew each time, so that the number of posts needs no correction.</summary>
    public static async Task CountPostsAsync(NpgsqlConnection connection, IReadOnlyList<CountedDay> days, CancellationToken ct)
    {
        if (days.Count == 0)
            return;
        await connection.RunAsync(CountOfChannels, ct,
            days.Select(d => d.TenantId).ToArray(), days.Select(d => d.ChannelId).ToArray(), days.Select(d => d.Day).ToArray(), days.Select(d => d.Start).ToArray(), days.Select(d => d.End).ToArray());
        var whole = days.DistinctBy(d => (d.TenantId, d.Day)).ToList();
        await connection.RunAsync(CountOfTenants, ct,
            whole.Select(d => d.TenantId).ToArray(), whole.Select(d => d.Day).ToArray(), whole.Select(d => d.Start).ToArray(), whole.Select(d => d.End).ToArray());
    }

    internal static object[] Arrays(IReadOnlyList<DayTotals> totals) =>
    [
        totals.Select(t => t.Views).ToArray(), totals.Select(t => t.Impressions).ToArray(), totals.Select(t => t.Reach).ToArray(), totals.Select(t => t.Likes).ToArray(),
        totals.Select(t => t.Comments).ToArray(), totals.Select(t => t.Shares).ToArray(), totals.Select(t => t.Saves).ToArray(), totals.Select(t => t.Clicks).ToArray(),
        totals.Select(t => t.AverageWatchSeconds).ToArray(), totals.Select(t => t.CompletionRate).ToArray(),
    ];
}
