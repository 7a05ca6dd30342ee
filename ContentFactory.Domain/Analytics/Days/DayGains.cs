using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>What is to be added to sums of days.</summary>
internal sealed class DayGains
{
    private static readonly string OfChannels = $"""
        insert into channel_days as d (tenant_id, channel_id, day, posts, updated_at, {SumSql.Columns})
        select k.tenant_id, k.channel_id, k.day, 0, app_now(), {SumSql.Columns}
        from unnest($1::uuid[], $2::uuid[], $3::date[], {SumSql.Arrays(4)}) k (tenant_id, channel_id, day, {SumSql.Columns})
        on conflict (tenant_id, channel_id, day) do update set {SumSql.Add}, updated_at = app_now()
        """;

    private static readonly string OfTenants = $"""
        insert into tenant_days as d (tenant_id, day, posts, updated_at, {SumSql.Columns})
        select k.tenant_id, k.day, 0, app_now(), {SumSql.Columns}
        from unnest($1::uuid[], $2::date[], {SumSql.Arrays(3)}) k (tenant_id, day, {SumSql.Columns})
        on conflict (tenant_id, day) do update set {SumSql.Add}, updated_at = app_now()
        """;

    private readonly Dictionary<(Guid TenantId, Guid ChannelId, DateOnly Day), DaySums> gains = [];

    public void Add(Guid tenantId, Guid channelId, DateOnly day, DaySums gain) =>
        gains[(tenantId, channelId, day)] = gains.TryGetValue((tenantId, channelId, day), out var sum) ? sum + gain : gain;

    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (gains.Count == 0)
            return;
        var keys = gains.Keys.ToList();
        await connection.RunAsync(OfChannels, ct,
            [keys.Select(k => k.TenantId).ToArray(), keys.Select(k => k.ChannelId).ToArray(), keys.Select(k => k.Day).ToArray(), .. SumSql.Arrays([.. keys.Select(k => gains[k])])]);
        var whole = keys.GroupBy(k => (k.TenantId, k.Day)).ToList();
        await connection.RunAsync(OfTenants, ct,
            [whole.Select(k => k.Key.TenantId).ToArray(), whole.Select(k => k.Key.Day).ToArray(), .. SumSql.Arrays([.. whole.Select(k => DaySums.Of(k.Select(one => gains[one])))])]);
    }
}
