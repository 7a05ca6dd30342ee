using System.Diagnostics;
using System.Text.Json;
using ContentFactory.Tests.Ai.Evaluation;

namespace ContentFactory.Tests.Bench;

/// <summary>The offline composer on 40 items with two seeds for nine networks: how many of them pass each check, and how long one post takes.</summary>
internal static class ComposerBench
{
    private static readonly int[] Seeds = [4, 7];

    public static Task<int> RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var runs = EvaluationItem.All.SelectMany(item => Seeds.Select(seed => (Item: item, Faults: ComposerChecks.Faults(item, seed)))).ToList();
        var took = Stopwatch.GetElapsedTime(began);
        Console.WriteLine($"{"check",-18}{"ru",8}{"en",8}");
        foreach (var check in ComposerChecks.Names)
            Console.WriteLine($"{check,-18}{Share(runs, "ru", check),8}{Share(runs, "en", check),8}");
        foreach (var fault in runs.SelectMany(r => r.Faults.SelectMany(f => f.Value.Select(v => $"{f.Key}: {v}"))))
            Console.WriteLine(fault);
        var passed = runs.Count(r => r.Faults.Values.All(f => f.Count == 0));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            items = EvaluationItem.All.Count, seeds = Seeds.Length, networks = NetworkShapes.All.Count, runs = runs.Count, passed, percent = Math.Round(100.0 * passed / runs.Count, 1),
            msPerPostWithChecks = Math.Round(took.TotalMilliseconds / runs.Count, 1),
        }, JsonSerializerOptions.Web));
        return Task.FromResult(passed == runs.Count ? 0 : 1);
    }

    private static string Share(List<(EvaluationItem Item, IReadOnlyDictionary<string, IReadOnlyList<string>> Faults)> runs, string language, string check)
    {
        var own = runs.Where(r => r.Item.Language == language).ToList();
        return $"{own.Count(r => r.Faults[check].Count == 0)}/{own.Count}";
    }
}
