using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>What is to be added to sums of days.</summary>
internal sealed class DayGains
{
    private static readonly string OfChannels = $"""
        insert into channel_days as d (tenant_id, channel_id, day, posts, updated_at, read_at, {SumSql.Columns})
        select k.tenant_id, k.channel_id, k.day, 0, app_now(), k.read_at, {SumSql.Columns}
        from unnest($1::uuid[], $2::uuid[], $3::date[], $4::timestamptz[], {SumSql.Arrays(5)}) k (tenant_id, channel_id, day, read_at, {SumSql.Columns})
        on conflict (tenant_id, channel_id, day) do update set {SumSql.Add}, updated_at = app_now(), read_at = greatest(d.read_at, excluded.read_at)
        """;

    private static readonly string OfTenants = $"""
        insert into tenant_days as d (tenant_id, day, posts, updated_at, {SumSql.Columns})
        select k.tenant_id, k.day, 0, app_now(), {SumSql.Columns}
        from unnest($1::uuid[], $2::date[], {SumSql.Arrays(3)}) k (tenant_id, day, {SumSql.Columns})
        on conflict (tenant_id, day) do update set {SumSql.Add}, updated_at = app_now()
        """;

    private readonly Dictionary<(Guid TenantId, Guid ChannelId, DateOnly Day), (DaySums Sums, DateTimeOffset ReadAt)> gains = [];

    /// <param name="readAt">When a network said so.</param>
    public void Add(Guid tenantId, Guid channelId, DateOnly day, DaySums gain, DateTimeOffset readAt) =>
        gains[(tenantId, channelId, day)] = gains.TryGetValue((tenantId, channelId, day), out var sum) ? (sum.Sums + gain, sum.ReadAt > readAt ? sum.ReadAt : readAt) : (gain, readAt);

    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (gains.Count == 0)
            return;
        var keys = gains.Keys.ToList();
        await connection.RunAsync(OfChannels, ct,
            [keys.Select(k => k.TenantId).ToArray(), keys.Select(k => k.ChannelId).ToArray(), keys.Select(k => k.Day).ToArray(), keys.Select(k => gains[k].ReadAt).ToArray(), .. SumSql.Arrays([.. keys.Select(k => gains[k].Sums)])]);
        var whole = keys.GroupBy(k => (k.TenantId, k.Day)).ToList();
        await connection.RunAsync(OfTenants, ct,
            [whole.Select(k => k.Key.TenantId).ToArray(), whole.Select(k => k.Key.Day).ToArray(), .. SumSql.Arrays([.. whole.Select(k => DaySums.Of(k.Select(one => gains[one].Sums)))])]);
    }
}
