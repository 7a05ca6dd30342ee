using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Npgsql;

namespace ContentFactory.Domain.Channels;

/// <summary>Adds what this node counted to the sum of all nodes, and reads that sum back.</summary>
internal sealed class UsageLedger(SystemDb database, PlatformUsage usage)
{
    // in one order, or two nodes could wait for each other
    private const string Add = """
        insert into platform_app_usage (pool, app, day, kind, used)
        select * from unnest($1, $2, $3, $4, $5) as u (pool, app, day, kind, used) order by pool, app, day, kind
        on conflict (pool, app, day, kind) do update set used = platform_app_usage.used + excluded.used
        """;

    // days of networks begin up to a day apart from ours
    private const string Read = "select pool, app, day, kind, used from platform_app_usage where day >= app_now()::date - 2";

    private const string Forget = "delete from platform_app_usage where day < app_now()::date - 400";

    public async Task KeepAsync(CancellationToken ct)
    {
        var kept = false;
        try
        {
            usage.Settle(await WriteAsync([.. usage.Take()], ct));
            kept = true;
        }
        finally
        {
            if (!kept)
                usage.Return();
        }
    }

    public async Task<int> ForgetAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Forget, connection);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<IReadOnlyDictionary<UsageCounter, long>> WriteAsync(IReadOnlyList<KeyValuePair<UsageCounter, long>> spent, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        if (spent.Count > 0)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Add)
            {
                Parameters =
                {
                    In<string[]>([.. spent.Select(s => s.Key.Pool)]), In<string[]>([.. spent.Select(s => s.Key.App)]), In<DateOnly[]>([.. spent.Select(s => s.Key.Day)]),
                    In<string[]>([.. spent.Select(s => s.Key.Kind)]), In<long[]>([.. spent.Select(s => s.Value)]),
                },
            });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Read));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var sums = new Dictionary<UsageCounter, long>();
        while (await rows.ReadAsync(ct))
            sums[new(rows.GetString(0), rows.GetString(1), rows.GetFieldValue<DateOnly>(2), rows.GetString(3))] = rows.GetInt64(4);
        return sums;
    }

    private static NpgsqlParameter<T> In<T>(T value) => new() { TypedValue = value };
}
