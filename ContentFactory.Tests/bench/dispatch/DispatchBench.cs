using System.Text.Json;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Bench;

/// <summary>
/// Due publications from the claim over the committed attempt and the call to the recorded outcome, in turns with graphile-worker as it comes and with
/// pgbench on plain rows, all on one durable cluster; beside it the barest queue that makes the same calls. Then how late posts begin that fall due over a minute.
/// </summary>
internal static class DispatchBench
{
    private const int Rounds = 5;
    private const double LeastOfGraphile = 2.0;
    private const double LeastOfPgbench = 0.12;
    private const double MostP99 = 1;
    private const double MostLate = 10;

    public static async Task<int> RunAsync()
    {
        PostgresCluster.BeDurable();
        var seeded = await TestDatabase.CreateAsync();
        await DispatchData.SeedAsync(seeded);
        await using var network = await InstantNetwork.StartAsync();
        Console.WriteLine($"{DispatchData.Publications} publications of {DispatchData.Tenants} tenants and {DispatchData.Tenants * DispatchData.Channels} channels; a second");
        Console.WriteLine($"{"round",-8} {"publications",12} {"graphile-worker",16} {"pgbench",10} {"plain queue",12}   of graphile  of pgbench   of {DispatchData.Publications / DispatchData.Tenants / 2} per tenant at half time");
        var lines = new List<Line>();
        for (var round = 0; round <= Rounds; round++)
        {
            var line = Shown(await RoundAsync(seeded, network, round), round);
            // the first warms the programs up
            if (round > 0)
                lines.Add(line);
        }
        var late = await LatenessAsync(seeded, network);
        Console.WriteLine($"{DispatchData.InMinute} due within a minute: begun late by {late.LatenessP99:0.000} s (p99), {late.LatenessMax:0.000} s at most; {late.Published} published, {late.OutOfOrder} out of order");
        var (graphile, pgbench) = (Median(lines.Select(l => l.OfGraphile)), Median(lines.Select(l => l.OfPgbench)));
        var within = graphile >= LeastOfGraphile && pgbench >= LeastOfPgbench && late.LatenessP99 < MostP99 && late.LatenessMax < MostLate
            && lines.All(l => l.Right) && IsRight(late, network, DispatchData.InMinute);
        Console.WriteLine($"median: {graphile:0.00} of graphile-worker (budget {LeastOfGraphile}), {pgbench:0.000} of pgbench (budget {LeastOfPgbench}); {(within ? "within" : "NOT within")} the budgets");
        Console.WriteLine(JsonSerializer.Serialize(new { publications = DispatchData.Publications, within, ofGraphile = graphile, ofPgbench = pgbench, lateness = late, lines }, JsonSerializerOptions.Web));
        return within ? 0 : 1;
    }

    private static async Task<Line> RoundAsync(TestDatabase seeded, InstantNetwork network, int round)
    {
        var ours = 0.0;
        var facts = new DispatchFacts(0, 0, 0, 0, 0, 0);
        var right = false;
        var (graphile, pgbench, plain) = (0.0, 0.0, 0.0);
        // who begins changes
        Func<Task>[] turns =
        [
            async () =>
            {
                (ours, facts) = await OursAsync(seeded, network);
                right = IsRight(facts, network, DispatchData.Publications);
            },
            async () => graphile = await DispatchPeers.GraphileAsync(DispatchData.Publications),
            async () => pgbench = await DispatchPeers.PgbenchAsync(),
            async () => plain = await PlainQueue.RunAsync(DispatchData.Publications, network.Address),
        ];
        foreach (var n in Enumerable.Range(round, turns.Length))
            await turns[n % turns.Length]();
        return new(Math.Round(ours), Math.Round(graphile), Math.Round(pgbench), Math.Round(plain), Math.Round(ours / graphile, 3), Math.Round(ours / pgbench, 4), facts.LeastAtHalf, facts.MostAtHalf, right);
    }

    private static async Task<(double PerSecond, DispatchFacts Facts)> OursAsync(TestDatabase seeded, InstantNetwork network)
    {
        network.Forget();
        var database = await seeded.CloneAsync();
        TimeSpan took;
        var cpu = Environment.CpuUsage.TotalTime;
        await using (var node = DispatchNode.Build(database, network.Address))
            took = await node.DrainAsync(database, () => network.Calls >= DispatchData.Publications);
        Console.WriteLine($"  {took.TotalSeconds:0.0} s; product and network {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.0} s of processor");
        return (DispatchData.Publications / took.TotalSeconds, await DispatchData.FactsAsync(database));
    }

    private static async Task<DispatchFacts> LatenessAsync(TestDatabase seeded, InstantNetwork network)
    {
        network.Forget();
        var database = await seeded.CloneAsync();
        await using (var node = DispatchNode.Build(database, network.Address))
        {
            await DispatchData.SpreadOverMinuteAsync(database);
            await node.DrainAsync(database, () => network.Calls >= DispatchData.InMinute);
        }
        return await DispatchData.FactsAsync(database);
    }

    /// <summary>Each published once, each once on the network, each channel in order.</summary>
    private static bool IsRight(DispatchFacts facts, InstantNetwork network, int publications) =>
        facts.Published == publications && facts.OutOfOrder == 0 && network.Calls == publications && network.Texts == publications;

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static Line Shown(Line l, int round)
    {
        Console.WriteLine($"{(round == 0 ? "warm-up" : $"{round}"),-8} {l.Ours,12:0} {l.Graphile,16:0} {l.Pgbench,10:0} {l.Plain,12:0}   {l.OfGraphile,11:0.00} {l.OfPgbench,11:0.000}   {l.LeastAtHalf} to {l.MostAtHalf}{(l.Right ? "" : "   WRONG: lost, doubled or out of order")}");
        return l;
    }

    private sealed record Line(double Ours, double Graphile, double Pgbench, double Plain, double OfGraphile, double OfPgbench, long LeastAtHalf, long MostAtHalf, bool Right);
}
