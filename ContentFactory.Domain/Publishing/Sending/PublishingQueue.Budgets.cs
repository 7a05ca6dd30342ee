using ContentFactory.Domain.Platforms;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// The limits of platforms, kept over all nodes by the claim: claims run one after the other, so what one takes the next one sees. What finds
/// no token stays planned and due; nothing is spent on it.
/// </summary>
internal sealed partial class PublishingQueue
{
    /// <summary>The limits that connectors declare, as a table. Sandbox channels are no accounts of the platform.</summary>
    private const string Rates = "select * from unnest($4, $5, $6, $7, $8) as r (platform, app_calls, app_rate, account_calls, account_rate)";

    // the name of a budget: the channel, or the app as the platform knows it
    private const string Account = "c.id::text";
    private const string App = "c.platform || '/' || c.app_key";

    /// <summary>An account without a budget has its whole one.</summary>
    private const string MayCall = $"""
        (own.name is null or ((own.blocked_until is null or own.blocked_until <= {Now})
            and (own.capacity = 0 or own.tokens + extract(epoch from {Now} - own.filled_at) * own.per_second >= 1)))
        """;

    /// <summary>Of an app the first ones in turn, as many as it has left; where no rate of it is known, all that it was not told to wait with.</summary>
    private const string MayCallApp = $"""
        (r.app is null or (b.name is null and (r.app_calls is null or r.app_place <= r.app_calls)) or ((b.blocked_until is null or b.blocked_until <= {Now})
            and (b.capacity = 0 or r.app_place <= least(b.capacity, b.tokens + extract(epoch from {Now} - b.filled_at) * b.per_second))))
        """;

    private const string Spend = $"""
        insert into call_budgets (name, capacity, per_second, tokens, filled_at)
        select name, capacity, per_second, capacity - calls, {Now} from (
            select {Account} as name, r.account_calls as capacity, r.account_rate as per_second, count(*) as calls
            from l join channels c on c.tenant_id = l.tenant_id and c.id = l.channel_id join rates r on r.platform = c.platform
            where not c.sandbox and r.account_calls is not null group by 1, 2, 3
            union all
            select {App}, r.app_calls, r.app_rate, count(*)
            from l join channels c on c.tenant_id = l.tenant_id and c.id = l.channel_id join rates r on r.platform = c.platform
            where not c.sandbox and r.app_calls is not null and c.app_key is not null group by 1, 2, 3) s
        order by name
        on conflict (name) do update set
            capacity = excluded.capacity, per_second = excluded.per_second, filled_at = excluded.filled_at,
            tokens = least(excluded.capacity, call_budgets.tokens + extract(epoch from excluded.filled_at - call_budgets.filled_at) * excluded.per_second)
                     - (excluded.capacity - excluded.tokens)
        """;

    /// <summary>What the platform told to wait: whoever else calls for that account, or that app, waits too.</summary>
    private const string Block = $"""
        insert into call_budgets (name, capacity, per_second, tokens, filled_at, blocked_until)
        select case when m.limited = 'app' and c.app_key is not null and not c.sandbox then {App} else {Account} end, 0, 0, 0, {Now}, max({Now} + make_interval(secs => m.delay_seconds))
        from moved m join channels c on c.tenant_id = m.tenant_id and c.id = m.channel_id
        where m.limited is not null group by 1 order by 1
        on conflict (name) do update set blocked_until = greatest(call_budgets.blocked_until, excluded.blocked_until)
        """;

    private static NpgsqlParameter[] Declared(PlatformSet platforms)
    {
        var declared = platforms.Keys.Select(k => (Key: k, platforms.Find(k)!.Rates)).Where(p => p.Rates != PlatformRates.None).ToList();
        return
        [
            In<string[]>([.. declared.Select(p => p.Key)]),
            In<double?[]>([.. declared.Select(p => (double?)p.Rates.App?.Calls)]), In<double?[]>([.. declared.Select(p => p.Rates.App?.PerSecond)]),
            In<double?[]>([.. declared.Select(p => (double?)p.Rates.Account?.Calls)]), In<double?[]>([.. declared.Select(p => p.Rates.Account?.PerSecond)]),
        ];
    }
}
