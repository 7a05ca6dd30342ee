using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Channels;

/// <summary>A channel whose token ends soon, at <paramref name="Ends"/>. <paramref name="Lead"/> is how much must be left of this token for it to stay.</summary>
internal sealed record DueToken(Guid TenantId, Guid ChannelId, TimeSpan Lead, DateTimeOffset Ends);

/// <summary>Finds channels of all tenants whose token is to be renewed. Claims nothing: who may ask is decided channel by channel, under its lock.</summary>
internal sealed class DueTokens(SystemDb database, IOptions<TokenOptions> options)
{
    // what failed just now waits, and so does what is under way; without a refresh token, or with one that may be spent, the access token is used up first
    private const string Ending = """
        from channels c
        join channel_secrets a on a.tenant_id = c.tenant_id and a.channel_id = c.id and a.kind = 'access_token'
        left join channel_secrets f on f.tenant_id = c.tenant_id and f.channel_id = c.id and f.kind = 'refresh_token'
        join tenants t on t.id = c.tenant_id and t.status = 'active'
        left join lateral (select r.state, r.started_at, r.lease_until from token_refreshes r where r.tenant_id = c.tenant_id and r.channel_id = c.id order by r.started_at desc limit 1) r on true
        cross join lateral (select greatest($3, $4 * (c.token_valid_until - a.changed_at)) as lead) l
        cross join lateral (select greatest(c.token_valid_until - l.lead, case
            when r.state = 'asking' then r.lease_until
            when f.id is null then c.token_valid_until - $6
            when r.state = 'unavailable' or (r.state = 'unknown' and c.platform = any ($2)) then r.started_at + $5
            when r.state = 'unknown' then greatest(r.started_at + $5, c.token_valid_until - $6) end) as due_at) d
        where c.token_valid_until is not null and c.platform = any ($1) and c.status in ('active', 'warming_up', 'paused')
        """;

    private const string Due = $"select c.tenant_id, c.id, l.lead, c.token_valid_until {Ending} and d.due_at <= app_now() order by c.token_valid_until limit $7";

    // greatest() passes over null: without the last words nothing would be due in a second
    private const string Next = $"select greatest(min(d.due_at) - app_now(), interval '1 second') {Ending} having count(*) > 0";

    public async Task<IReadOnlyList<DueToken>> ReadAsync(IReadOnlyCollection<IPlatform> platforms, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Due, connection);
        command.Parameters.AddRange(Limits(platforms));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.BatchSize });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var due = new List<DueToken>();
        while (await rows.ReadAsync(ct))
            due.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetFieldValue<TimeSpan>(2), rows.GetFieldValue<DateTimeOffset>(3)));
        return due;
    }

    /// <summary>How long until the next token is to be renewed, a second at the least; null when none ends.</summary>
    public async Task<TimeSpan?> NextAsync(IReadOnlyCollection<IPlatform> platforms, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Next, connection);
        command.Parameters.AddRange(Limits(platforms));
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }

    private NpgsqlParameter[] Limits(IReadOnlyCollection<IPlatform> platforms) =>
    [
        new NpgsqlParameter<string[]> { TypedValue = [.. platforms.Select(p => p.Key)] },
        new NpgsqlParameter<string[]> { TypedValue = [.. platforms.Where(p => p.RefreshIsRepeatable).Select(p => p.Key)] },
        new NpgsqlParameter<TimeSpan> { TypedValue = options.Value.Lead }, new NpgsqlParameter<double> { TypedValue = options.Value.LeadShare },
        new NpgsqlParameter<TimeSpan> { TypedValue = options.Value.Retry }, new NpgsqlParameter<TimeSpan> { TypedValue = options.Value.End },
    ];
}
