using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>How many follow a channel at one moment.</summary>
internal sealed record FollowerReading(Guid TenantId, Guid ChannelId, DateTimeOffset At, int Followers, string Source, string ZoneId)
{
    public static FollowerReading Of(TakenReading reading) =>
        new(reading.Due.TenantId, reading.Due.ChannelId, reading.Due.Now, reading.Outcome.Metrics!.Followers!.Value, ReadingRows.SourceOf(reading), reading.Due.ZoneId);
}

/// <summary>
/// Followers at the start and at the end of days. A day starts with what was read last before it, or with its own first reading where
/// nothing was; it ends with its last one. A day without a reading has no row here and carries the day before on.
/// </summary>
internal static class FollowerDays
{
    private const string Given = "from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::int[], $5::text[], $6::timestamptz[]) k (tenant_id, channel_id, taken_at, followers, source, day_start)";

    // of a number that stays the same within a day the first and the last reading are kept: a late one may still fall between them
    private const string Prolong = $"""
        update follower_snapshots s set taken_at = k.taken_at {Given}
        where s.tenant_id = k.tenant_id and s.channel_id = k.channel_id and s.taken_at >= k.day_start and s.taken_at < k.taken_at and s.followers = k.followers
          and not exists (select 1 from follower_snapshots x where x.tenant_id = k.tenant_id and x.channel_id = k.channel_id and x.taken_at > s.taken_at)
          and k.followers = (select x.followers from follower_snapshots x
                             where x.tenant_id = k.tenant_id and x.channel_id = k.channel_id and x.taken_at >= k.day_start and x.taken_at < s.taken_at order by x.taken_at desc limit 1)
        """;

    private const string Insert = $"""
        insert into follower_snapshots (tenant_id, channel_id, taken_at, followers, source)
        select k.tenant_id, k.channel_id, k.taken_at, k.followers, k.source {Given} on conflict do nothing
        """;

    private const string Put = """
        insert into channel_days as d (tenant_id, channel_id, day, posts, followers_start, followers_end, updated_at)
        select k.tenant_id, k.channel_id, k.day, 0, coalesce(b.followers, f.followers), l.followers, app_now()
        from unnest($1::uuid[], $2::uuid[], $3::date[], $4::timestamptz[], $5::timestamptz[]) k (tenant_id, channel_id, day, starts, ends)
        left join lateral (select s.followers from follower_snapshots s where s.tenant_id = k.tenant_id and s.channel_id = k.channel_id and s.taken_at < k.starts order by s.taken_at desc limit 1) b on true
        join lateral (select s.followers from follower_snapshots s
                      where s.tenant_id = k.tenant_id and s.channel_id = k.channel_id and s.taken_at >= k.starts and s.taken_at < k.ends order by s.taken_at limit 1) f on true
        join lateral (select s.followers from follower_snapshots s
                      where s.tenant_id = k.tenant_id and s.channel_id = k.channel_id and s.taken_at >= k.starts and s.taken_at < k.ends order by s.taken_at desc limit 1) l on true
        on conflict (tenant_id, channel_id, day) do update set followers_start = excluded.followers_start, followers_end = excluded.followers_end, updated_at = app_now()
        where (d.followers_start, d.followers_end) is distinct from (excluded.followers_start, excluded.followers_end)
        """;

    // only where a reading came late
    private const string Following = """
        update channel_days d set followers_start = e.followers_end, updated_at = app_now()
        from unnest($1::uuid[], $2::uuid[], $3::date[]) k (tenant_id, channel_id, day)
        join channel_days e on e.tenant_id = k.tenant_id and e.channel_id = k.channel_id and e.day = k.day
        where d.tenant_id = k.tenant_id and d.channel_id = k.channel_id and d.followers_start is distinct from e.followers_end
          and d.day = (select min(n.day) from channel_days n where n.tenant_id = k.tenant_id and n.channel_id = k.channel_id and n.day > k.day and n.followers_end is not null)
        """;

    public static async Task AddAsync(NpgsqlConnection connection, IReadOnlyList<FollowerReading> readings, CancellationToken ct)
    {
        if (readings.Count == 0)
            return;
        var days = readings.GroupBy(r => (r.TenantId, r.ChannelId, Day: ReadingDay.Of(r.At, r.ZoneId))).ToList();
        var (first, last) = (days.Select(d => d.MinBy(r => r.At)!).ToList(), days.Select(d => d.MaxBy(r => r.At)!).ToList());
        var bounds = days.Zip(last, (day, reading) => ReadingDay.Bounds(day.Key.Day, reading.ZoneId)).ToList();
        var starts = bounds.Select(b => b.Start).ToArray();
        await connection.RunAsync(Prolong, ct, Arrays(last, starts));
        await connection.RunAsync(Insert, ct, Arrays([.. first, .. last], [.. starts, .. starts]));
        await PutAsync(connection, [.. last.Select(r => r.TenantId)], [.. last.Select(r => r.ChannelId)], [.. days.Select(d => d.Key.Day)], starts, [.. bounds.Select(b => b.End)], ct);
    }

    public static async Task PutAsync(
        NpgsqlConnection connection, Guid[] tenants, Guid[] channels, DateOnly[] days, DateTimeOffset[] starts, DateTimeOffset[] ends, CancellationToken ct)
    {
        await connection.RunAsync(Put, ct, tenants, channels, days, starts, ends);
        await connection.RunAsync(Following, ct, tenants, channels, days);
    }

    private static object[] Arrays(IReadOnlyList<FollowerReading> readings, DateTimeOffset[] starts) =>
    [
        readings.Select(r => r.TenantId).ToArray(), readings.Select(r => r.ChannelId).ToArray(), readings.Select(r => r.At).ToArray(), readings.Select(r => r.Followers).ToArray(),
        readings.Select(r => r.Source).ToArray(), starts,
    ];
}
