using System.Diagnostics;
using ContentFactory.Tests.Support;
using Npgsql;

namespace ContentFactory.Tests.Bench;

/// <summary>One of the two roles. <paramref name="Enter"/> is not timed.</summary>
internal sealed record RlsSide(Func<Guid, Task> Enter, Func<RlsQuery, Guid, Task> Read)
{
    /// <summary>As the pages ask.</summary>
    public static RlsSide Of(IServiceProvider product) => new(_ => Task.CompletedTask, (query, tenant) => query.Read!(product, tenant));

    /// <summary>The bare statements.</summary>
    public static RlsSide Of(NpgsqlConnection connection, Guid recorded) => new(
        tenant => Sql.RunAsync(connection, "select set_config('app.tenant_id', $1, false), set_config('app.person_id', '', false)", tenant.ToString()),
        async (query, tenant) =>
        {
            foreach (var statement in query.Statements)
                await statement.RunAsync(connection, recorded, tenant);
        });
}

internal sealed record RlsLine(string Name, bool Search, double P50, double P95, double FreeP50, double FreeP95, double Over, double MedianRound, double Least, double Most);

/// <summary>Both sides read the same for the same tenant one after the other; who begins changes.</summary>
internal sealed class RlsTurns(RlsSide app, RlsSide free)
{
    private readonly Random random = new(7);

    public async Task<RlsLine> MeasureAsync(RlsQuery query, string name, IReadOnlyList<Guid> tenants, int count, int perRound)
    {
        var rounds = new List<(List<double> App, List<double> Free)>();
        await RoundAsync(query, tenants, 3);
        for (var i = 0; i < count; i++)
            rounds.Add(await RoundAsync(query, tenants, perRound));
        var (with, without) = (rounds.SelectMany(r => r.App).ToList(), rounds.SelectMany(r => r.Free).ToList());
        var over = rounds.Select(r => Over(At(r.App, 0.95), At(r.Free, 0.95))).ToList();
        return new(name, query.Search, At(with, 0.5), At(with, 0.95), At(without, 0.5), At(without, 0.95), Over(At(with, 0.95), At(without, 0.95)), At(over, 0.5), over.Min(), over.Max());
    }

    private static double Over(double with, double without) => Math.Round(with / without - 1, 3);

    private static double At(List<double> times, double part)
    {
        var sorted = times.Order().ToList();
        return Math.Round(sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))], 3);
    }

    private async Task<(List<double> App, List<double> Free)> RoundAsync(RlsQuery query, IReadOnlyList<Guid> tenants, int count)
    {
        var (with, without) = (new List<double>(), new List<double>());
        for (var i = 0; i < count; i++)
        {
            var tenant = tenants[random.Next(tenants.Count)];
            await app.Enter(tenant);
            await free.Enter(tenant);
            // the first reading fetches the pages for both
            await app.Read(query, tenant);
            await free.Read(query, tenant);
            foreach (var appFirst in new[] { i % 2 == 0, i % 2 != 0 })
                foreach (var (side, times) in appFirst ? new[] { (app, with), (free, without) } : [(free, without), (app, with)])
                    times.Add(await TimeAsync(side, query, tenant));
        }
        return (with, without);
    }

    private static async Task<double> TimeAsync(RlsSide side, RlsQuery query, Guid tenant)
    {
        var begun = Stopwatch.GetTimestamp();
        await side.Read(query, tenant);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
