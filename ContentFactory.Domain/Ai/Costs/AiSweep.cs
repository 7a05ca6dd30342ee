using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Ai.Costs;

/// <summary>Writes off requests whose node is gone: nobody knows what became of them, so they count at the most that they can have cost.</summary>
public sealed class AiSweep(SystemDb database, IOptions<AiOptions> options)
{
    // a video is made for half an hour and more, and whoever takes it over from a dead node needs its time too
    private const string WriteOff = """
        with gone as (
            update ai_requests set outcome = 'unknown', cost = reserved, is_estimate = reserved is not null
            where outcome = 'sending' and at < app_now() - case when kind = 'video' then greatest($1, interval '1 day') else $1 end
            returning tenant_id, at, reserved),
        sums as (
            select tenant_id, date_trunc('month', at at time zone 'UTC')::date as month, sum(coalesce(reserved, 0)) as sum, count(*) as requests from gone group by 1, 2),
        paid as (
            update ai_months m set reserved = greatest(0, m.reserved - s.sum), spent = m.spent + s.sum from sums s where m.tenant_id = s.tenant_id and m.month = s.month)
        select coalesce(sum(requests), 0)::int from sums
        """;

    public async Task<int> WriteOffAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(WriteOff, connection) { Parameters = { new NpgsqlParameter<TimeSpan> { TypedValue = options.Value.LostAfter } } };
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }
}
