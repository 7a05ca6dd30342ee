using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace ContentFactory.Domain.Channels;

/// <summary>A check or a renewal of the token, as the page lists them. <paramref name="Word"/> is the snake-case state of either.</summary>
public sealed record CareLine(DateTimeOffset At, bool IsRefresh, string Word, string? Fault)
{
    /// <summary>A guest connected or renewed it: by whose link. Empty where that person has gone.</summary>
    public string? InvitedBy { get; init; }
}

/// <summary>How channels are, measured when it is asked.</summary>
public sealed class HealthQueries(Db db, Actor actor, PlatformSet platforms)
{
    private const int LinesShown = 10;

    // the days of the rows are the tenant's, so today is too
    private const string Facts = """
        select c.id, c.status, c.created_at, c.last_posted_at, c.token_valid_until, s.changed_at,
               c.platform = any ($3) and s.renews and coalesce(r.state, 'renewed') <> 'unknown',
               p.published, p.failed, p.unknown, v.recent, v.usual, v.days, app_now()
        from channels c
        join tenants t on t.id = c.tenant_id
        cross join lateral (select max(x.changed_at) as changed_at, coalesce(bool_or(x.kind = 'refresh_token'), false) as renews
                            from channel_secrets x where x.tenant_id = c.tenant_id and x.channel_id = c.id and x.kind <> 'proxy') s
        left join lateral (select x.state from token_refreshes x where x.tenant_id = c.tenant_id and x.channel_id = c.id order by x.started_at desc limit 1) r on true
        cross join lateral (select (count(*) filter (where x.state in ('published', 'deleted', 'removed_by_platform')))::int as published,
                                   (count(*) filter (where x.state = 'failed'))::int as failed, (count(*) filter (where x.state = 'unknown'))::int as unknown
                            from publications x where x.tenant_id = c.tenant_id and x.channel_id = c.id
                              and x.scheduled_at > app_now() - interval '7 days' and x.scheduled_at <= app_now()) p
        cross join lateral (select (avg(x.views) filter (where x.day >= d.today - 7))::double precision as recent,
                                   percentile_cont(0.5) within group (order by x.views) as usual, count(x.views)::int as days
                            from (select (app_now() at time zone t.zone_id)::date as today) d
                            join channel_days x on x.tenant_id = c.tenant_id and x.channel_id = c.id and x.day >= d.today - 30 and x.day < d.today) v
        where c.tenant_id = $1 and c.status <> 'disconnected' and ($2 is null or c.id = $2)
        """;

    /// <summary>Of all connected channels, by their id.</summary>
    public Task<IReadOnlyDictionary<Guid, HealthScore>> AllAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewChannels);
        return ReadAsync(null, ct);
    }

    /// <summary>Null for a disconnected channel.</summary>
    public async Task<HealthScore?> OneAsync(Guid channelId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewChannels);
        return (await ReadAsync(channelId, ct)).GetValueOrDefault(channelId);
    }

    /// <summary>The last checks and renewals, newest first.</summary>
    public async Task<IReadOnlyList<CareLine>> HistoryAsync(Guid channelId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewChannels);
        await using var rows = await db.OpenAsync(ct);
        var checks = await rows.ChannelChecks.AsNoTracking().Where(c => c.ChannelId == channelId).OrderByDescending(c => c.At).Take(LinesShown).ToListAsync(ct);
        var refreshes = await rows.TokenRefreshes.AsNoTracking().Where(r => r.ChannelId == channelId).OrderByDescending(r => r.StartedAt).Take(LinesShown).ToListAsync(ct);
        var invited = await rows.ChannelInvitationUses.AsNoTracking().Where(u => u.ChannelId == channelId).OrderByDescending(u => u.UsedAt).Take(LinesShown)
            .Join(rows.ChannelInvitations, u => u.InvitationId, i => i.Id, (u, i) => new { u.UsedAt, Name = rows.People.Where(p => p.Id == i.CreatedBy).Select(p => p.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        var lines = checks.Select(c => new CareLine(c.At, false, SnakeCase.Of(c.Result.ToString()), c.Fault))
            .Concat(refreshes.Select(r => new CareLine(r.StartedAt, true, SnakeCase.Of(r.State.ToString()), null)))
            .Concat(invited.Select(i => new CareLine(i.UsedAt, false, "", null) { InvitedBy = i.Name ?? "" }));
        return [.. lines.OrderByDescending(l => l.At).Take(LinesShown)];
    }

    private async Task<IReadOnlyDictionary<Guid, HealthScore>> ReadAsync(Guid? only, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(Facts, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = actor.TenantId }, new() { Value = only ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new NpgsqlParameter<string[]> { TypedValue = [.. platforms.All.Where(p => p.Refreshes).Select(p => p.Key)] },
            },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<Guid, HealthScore>();
        while (await rows.ReadAsync(ct))
            found[rows.GetGuid(0)] = ChannelHealth.Of(Read(rows));
        return found;
    }

    private static HealthFacts Read(NpgsqlDataReader row) => new(
        Enum.GetValues<ChannelStatus>().First(s => SnakeCase.Of(s.ToString()) == row.GetString(1)), row.GetFieldValue<DateTimeOffset>(2), Time(row, 3), Time(row, 4), Time(row, 5),
        row.GetBoolean(6), row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), Number(row, 10), Number(row, 11), row.GetInt32(12), row.GetFieldValue<DateTimeOffset>(13));

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static double? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}
