using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Admin.Overview;

/// <summary>What administrators see of all tenants at once: numbers, and the names of the largest.</summary>
public sealed class InstallationQueries(SystemDb system, Actor actor)
{
    public const int MostTenants = 20;

    private const int HoursShown = 24;

    /// <summary>A node that did not check in for so long is gone; the clocks themselves give one up sooner.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>Queues and clocks are asked every few seconds: what is due for longer waits for nobody.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<Installation> ReadAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewInstallation);
        await using var connection = await system.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in InstallationSql.All)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        batch.BatchCommands[^1].Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostTenants });
        await using var rows = await batch.ExecuteReaderAsync(ct);

        await rows.ReadAsync(ct);
        var now = rows.GetFieldValue<DateTimeOffset>(0);
        var people = (await NextAsync(rows, r => new PeopleCount(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2)), ct))[0];
        var tenants = (await NextAsync(rows, r => new TenantCount(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4)), ct))[0];
        var plans = await NextAsync(rows, r => new PlanCount(r.GetString(0), Money(r, 1), r.GetString(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7)), ct);
        var ai = (await NextAsync(rows, r => new AiSpending(Money(r, 0), Money(r, 1), r.GetInt32(2)), ct))[0];
        var outgoing = await NextAsync(rows, r => new Outgoing(r.GetBoolean(0), Time(r, 1), r.GetInt32(2)), ct);
        var queues = await NextAsync(rows, r => (Waiting: r.GetInt32(0), UnderWay: r.GetInt32(1), Oldest: Time(r, 2)), ct);
        var nodes = await NextAsync(rows, r => Node(r.GetString(0), FromTicks(r.GetInt64(1)), now), ct);
        var clocks = (await NextAsync(rows, r => Clocks(nodes, r, now), ct))[0];
        var largest = await NextAsync(rows, r => new TenantSize(
            r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7), r.GetInt64(8)), ct);

        return new(
            now, people, tenants, plans, ai, Sums(outgoing), Hours(outgoing, now),
            [.. Enum.GetValues<QueueName>().Zip(queues, (name, q) => new QueueDepth(name, q.Waiting, q.UnderWay, q.Oldest))], clocks, largest);
    }

    private static async Task<List<T>> NextAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await rows.NextResultAsync(ct);
        var all = new List<T>();
        while (await rows.ReadAsync(ct))
            all.Add(read(rows));
        return all;
    }

    private static OutgoingCount Sums(List<Outgoing> all) => new(
        all.Where(o => o is { Ok: true, Hour: not null }).Sum(o => o.Count), all.Where(o => o is { Ok: true, Hour: null }).Sum(o => o.Count),
        all.Where(o => o is { Ok: false, Hour: not null }).Sum(o => o.Count), all.Where(o => o is { Ok: false, Hour: null }).Sum(o => o.Count));

    private static List<HourCount> Hours(List<Outgoing> all, DateTimeOffset now)
    {
        var running = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero);
        int Count(DateTimeOffset hour, bool ok) => all.Where(o => o.Ok == ok && o.Hour == hour).Sum(o => o.Count);
        return [.. Enumerable.Range(0, HoursShown).Select(i => running.AddHours(i - HoursShown + 1)).Select(hour => new HourCount(hour, Count(hour, true), Count(hour, false)))];
    }

    private static NodeState Node(string name, DateTimeOffset seen, DateTimeOffset now) => new(name, seen, now - seen < Silence);

    private static ClockState Clocks(IReadOnlyList<NodeState> nodes, NpgsqlDataReader row, DateTimeOffset now) => new(
        nodes, row.GetInt32(0), row.GetFieldValue<long[]>(1).Count(ticks => FromTicks(ticks) < now - Patience), row.IsDBNull(2) || row.GetInt64(2) <= 0 ? null : FromTicks(row.GetInt64(2)));

    // as the library of the clocks stores instants
    private static DateTimeOffset FromTicks(long ticks) => new(ticks, TimeSpan.Zero);

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static decimal? Money(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);

    /// <param name="Hour">Null for what was a day before.</param>
    private sealed record Outgoing(bool Ok, DateTimeOffset? Hour, int Count);
}
