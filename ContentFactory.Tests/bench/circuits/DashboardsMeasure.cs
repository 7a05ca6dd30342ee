using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ContentFactory.Tests.Access;

namespace ContentFactory.Tests.Bench;

/// <summary>
/// A thousand open dashboards of the demo tenant, opened as browsers open them: the prerendered page comes to life in a circuit, what it draws is
/// confirmed, its scripts are answered. Then some people choose another period now and then. The load comes from the same machine.
/// </summary>
internal static class DashboardsMeasure
{
    private const int Pages = 1_000;
    private const int Active = 200;
    private const int OpenedAtOnce = 4;
    private const double MostMegabytes = 1_024;
    private const double MostMs = 100;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Thinking = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(60);
    private static readonly int[] Periods = [7, 28, 90];

    public static Task<Dashboards> RunAsync() => BuiltApplication.WithFolderAsync(MeasureAsync);

    private static async Task<Dashboards> MeasureAsync(string data)
    {
        await using var application = await BuiltApplication.StartAsync(data, new Dictionary<string, string?> { ["Access:PagesPerPerson"] = $"{Pages + 10}", ["Analytics:IdleSeconds"] = "36000" });
        if (await DemoVisit.BeginAsync(application.Address) is not { } visit)
            throw new InvalidOperationException("The demo owner could not sign in: nothing to measure.");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = application.Address };
        client.DefaultRequestHeaders.Add("Cookie", visit.Cookie);
        var empty = application.ResidentMegabytes();
        var numbers = $"{visit.Dashboard.AbsolutePath}/analytics";
        // half of them look at the first page, half at the numbers
        var open = await OpenAsync(client, visit.Cookie, n => n % 2 == 0 ? visit.Dashboard.AbsolutePath : numbers);
        await Task.Delay(Settling);
        var idle = application.ResidentMegabytes();
        var times = await WorkAsync([.. open.Where((_, n) => n % 2 == 1).Take(Active)], new Uri(application.Address, numbers).ToString());
        var alive = open.Count(circuit => circuit.IsOpen);
        foreach (var circuit in open)
            await circuit.DisposeAsync();
        var sorted = times.Order().ToList();
        var result = new Dashboards(
            Pages, alive, Round(empty), Round(idle), Round((idle - empty) * 1024 / Pages), Active, sorted.Count, Round(sorted[sorted.Count / 2]), Round(sorted[(int)(sorted.Count * 0.95)]), Round(sorted[^1]),
            idle <= MostMegabytes && alive == Pages && sorted[(int)(sorted.Count * 0.95)] < MostMs);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            open dashboards   {result.Pages}, {result.Alive} alive at the end; process {result.IdleMegabytes} MB, {result.EmptyMegabytes} MB before, {result.KilobytesEach} KB each   budget {MostMegabytes} MB
            another period    {result.Active} people, every {Thinking.TotalSeconds} s each: {result.Choices} choices, p50 {result.P50} ms, p95 {result.P95} ms, worst {result.Worst} ms   budget {MostMs} ms
            """));
        return result;
    }

    private static async Task<List<RawCircuit>> OpenAsync(HttpClient client, string cookie, Func<int, string> page)
    {
        var open = new RawCircuit[Pages];
        await Parallel.ForEachAsync(Enumerable.Range(0, Pages), new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce }, async (n, _) =>
        {
            var (circuit, _) = await RawCircuit.OpenAsync(client, cookie, page(n), early: one =>
            {
                one.AnswersScripts = true;
                return Task.CompletedTask;
            });
            while (circuit.Drawings == 0)
                await Task.Delay(20, CancellationToken.None);
            open[n] = circuit;
        });
        return [.. open];
    }

    private static async Task<IReadOnlyCollection<double>> WorkAsync(IReadOnlyList<RawCircuit> people, string page)
    {
        var times = new ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(people.Select(async (person, n) =>
        {
            // not all of them at the same moment
            await Task.Delay(Thinking * ((double)n / people.Count));
            for (var choice = n; watch.Elapsed < Measured; choice++)
            {
                var days = Periods[choice % Periods.Length];
                var begun = Stopwatch.GetTimestamp();
                await person.GoAsync($"{page}?days={days}");
                // the links beside the new numbers
                await person.SaidAsync($"/posts?days={days}");
                var spent = Stopwatch.GetElapsedTime(begun);
                times.Add(spent.TotalMilliseconds);
                await Task.Delay(Thinking - spent > TimeSpan.Zero ? Thinking - spent : TimeSpan.Zero);
            }
        }));
        return times;
    }

    private static double Round(double value) => Math.Round(value, 1);
}

internal sealed record Dashboards(
    int Pages, int Alive, double EmptyMegabytes, double IdleMegabytes, double KilobytesEach, int Active, int Choices, double P50, double P95, double Worst, bool Within);
