using ContentFactory.Domain.Data;

namespace ContentFactory.Domain.Admin;

/// <summary>What health and the status page ask of the whole system.</summary>
public sealed class SystemFacts(SystemDb system)
{
    /// <summary>True on a replica, where nothing can be done.</summary>
    public async Task<bool> IsReadOnlyAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select pg_is_in_recovery()";
        return await command.ExecuteScalarAsync(ct) is true;
    }

    public async Task<IReadOnlyList<string>> MissingMigrationsAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select coalesce(array_agg(\"MigrationId\"), '{}') from migrations";
        return [.. Migrate.Known().Except((string[])(await command.ExecuteScalarAsync(ct))!)];
    }

    /// <summary>How long the oldest due publication has waited that nothing holds up; zero when none is due. A channel that sends one after the other,
    /// or whose network lets no call through now, works as it should.</summary>
    public Task<TimeSpan> OldestOverdueAsync(CancellationToken ct) => LongestAsync("""
        select max(app_now() - p.due_at)
        from publications p
        join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id and c.status in ('active', 'warming_up')
        join tenants t on t.id = p.tenant_id and t.status = 'active' and t.publishing_stopped_at is null
        where p.state = 'scheduled' and p.due_at <= app_now() and coalesce(c.last_posted_at, '-infinity') < app_now() - interval '2 minutes'
          and not exists (select 1 from publications b where b.tenant_id = p.tenant_id and b.channel_id = p.channel_id and b.lease_until is not null)
          and not exists (
              select 1 from call_budgets b where b.name in (c.id::text, c.platform || '/' || c.app_key)
                and (b.blocked_until > app_now() or (b.capacity > 0 and b.tokens + extract(epoch from app_now() - b.filled_at) * b.per_second < 1)))
        """, ct);

    /// <summary>How long the oldest due letter has waited; zero when none is due.</summary>
    public Task<TimeSpan> OldestLetterAsync(CancellationToken ct) => LongestAsync("select app_now() - min(due_at) from letters where state = 'due'", ct);

    private async Task<TimeSpan> LongestAsync(string sql, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(ct) is TimeSpan wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
