using System.Globalization;
using System.Text.Json;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;

namespace ContentFactory.Tests.Bench;

/// <summary>What the dashboard weighs on the wire in a new profile and in one that has seen it, and how soon it is painted on a processor four times slower.</summary>
internal static class WeightBench
{
    private const int Visits = 5;
    private const int SlowerBy = 4;
    private static readonly (int FirstKb, int SecondKb, int PaintMs) Budget = (600, 30, 1000);

    public static Task<int> RunAsync() => BuiltApplication.WithFolderAsync(MeasureAsync);

    private static async Task<int> MeasureAsync(string data)
    {
        await using var application = await BuiltApplication.StartAsync(data);
        if (await DemoVisit.BeginAsync(application.Address) is not { } visit)
        {
            Console.Error.WriteLine("The demo owner could not sign in: nothing to measure.");
            return 1;
        }

        // one that is not counted: the server compiles its pages at the first
        await WeightVisit.OpenTwiceAsync(visit, 1);
        var loads = new List<(Load First, Load Second)>();
        var slow = new List<(Load First, Load Second)>();
        for (var i = 0; i < Visits; i++)
        {
            loads.Add(await WeightVisit.OpenTwiceAsync(visit, 1));
            slow.Add(await WeightVisit.OpenTwiceAsync(visit, SlowerBy));
        }

        var (first, second) = (Median(loads.Select(l => l.First), l => l.Total), Median(loads.Select(l => l.Second), l => l.Total));
        var (paint, again) = (Median(slow.Select(l => l.First), l => l.PaintMs), Median(slow.Select(l => l.Second), l => l.PaintMs));
        Print(first, second, paint, again);
        return first.Total <= Budget.FirstKb * 1024 && second.Total <= Budget.SecondKb * 1024 && paint.PaintMs <= Budget.PaintMs ? 0 : 1;
    }

    private static Load Median(IEnumerable<Load> loads, Func<Load, double> by) => loads.OrderBy(by).ElementAt(Visits / 2);

    private static void Print(Load first, Load second, Load paint, Load again)
    {
        foreach (var (address, bytes) in first.Files.OrderByDescending(file => file.Value).Take(20)) Console.WriteLine($"{Kb(bytes)}  {address}");
        Console.WriteLine();
        Console.WriteLine("KB on the wire          first    second");
        foreach (var kind in first.Kinds.Keys.Union(second.Kinds.Keys).Order(StringComparer.Ordinal))
            Console.WriteLine($"{kind,-20} {Kb(first.Kinds.GetValueOrDefault(kind))}  {Kb(second.Kinds.GetValueOrDefault(kind))}");
        Console.WriteLine($"{"all of it",-20} {Kb(first.Total)}  {Kb(second.Total)}   budget {Budget.FirstKb} and {Budget.SecondKb}");
        Console.WriteLine($"{"circuit, unpacked",-20} {Kb(first.Circuit)}  {Kb(second.Circuit)}   not counted");
        Console.WriteLine($"largest paint, processor {SlowerBy} times slower: {paint.PaintMs:0} ms first, {again.PaintMs:0} ms second, budget {Budget.PaintMs} ms; painted: {paint.Painted}");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            firstKb = Round(first.Total), secondKb = Round(second.Total), first = first.Kinds.ToDictionary(kind => kind.Key, kind => Round(kind.Value)),
            second = second.Kinds.ToDictionary(kind => kind.Key, kind => Round(kind.Value)), paintMs = Math.Round(paint.PaintMs), secondPaintMs = Math.Round(again.PaintMs), visits = Visits,
        }, JsonSerializerOptions.Web));
    }

    private static double Round(double bytes) => Math.Round(bytes / 1024, 1);

    private static string Kb(double bytes) => Round(bytes).ToString("0.0", CultureInfo.InvariantCulture).PadLeft(8);
}
