using System.Globalization;
using System.Text.Json;
using ContentFactory.Tests.Publishing.Chaos;

namespace ContentFactory.Tests.Bench;

/// <summary>The long form of the kill rig: a table with a line per run, what was found, and one JSON object. Options: --runs N, --seed N, --full, --keep FOLDER.</summary>
internal static class ChaosBench
{
    private const int Runs = 10;
    private const int FirstSeed = 1;
    private const double Scaled = 20;
    private const int FindingsShown = 12;

    private static readonly (string Title, Func<Verdict, object> Value)[] Columns =
    [
        ("seed", v => v.Seed), ("published", v => v.Published), ("failed", v => v.Failed), ("unknown", v => v.Unknown), ("settled", v => v.Settled), ("lost replies", v => v.LostReplies),
        ("uncalled", v => v.Uncalled),
        ("doubles", v => v.Count(Charge.Double)), ("lost", v => v.Count(Charge.Lost)), ("stuck", v => v.Count(Charge.Stuck)), ("wrong", v => v.Count(Charge.WrongLabel, Charge.NeedlesslyUnknown, Charge.Foreign, Charge.Unexplained)),
        ("resent", v => v.Count(Charge.Resent)), ("stale", v => v.Count(Charge.StaleWrite)), ("order", v => v.Count(Charge.OutOfOrder)), ("late sends", v => v.LateSends.Count),
        ("taken over", v => v.Takeovers), ("max takeover s", v => Seconds(v.MaxTakeover)), ("lateness s", v => Seconds(v.Lateness)), ("after outage s", v => Seconds(v.AfterOutage)),
        ("kills", v => v.Kills), ("stops", v => v.Terminated), ("freezes", v => v.Frozen), ("cuts", v => v.Cuts + v.LostCommits), ("took s", v => Seconds(v.Took)),
    ];

    public static async Task<int> RunAsync(string[] options)
    {
        var full = options.Contains("--full");
        var (runs, seed, scale) = (Number(options, "--runs", full ? 1 : Runs), Number(options, "--seed", FirstSeed), new Scale(full ? 1 : Scaled));
        await using var rig = await ChaosRig.StartAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lease {scale.Lease.TotalSeconds} s, heartbeat {scale.Heartbeat.TotalSeconds} s, sweep {scale.Sweep.TotalSeconds} s; takeover allowed {scale.Takeover.TotalSeconds} s"));
        Console.WriteLine(string.Join(" | ", Columns.Select(c => c.Title)));
        var verdicts = new List<Verdict>();
        for (var run = 0; run < runs; run++)
        {
            var verdict = await rig.RunAsync(RunPlan.Long(seed + run, scale), Value(options, "--keep"));
            verdicts.Add(verdict);
            Console.WriteLine(string.Join(" | ", Columns.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value(verdict)}").PadLeft(c.Title.Length))));
            foreach (var line in verdict.Findings.Select(f => $"  {f.Charge}: {f.What}").Concat(verdict.LateSends.Select(l => $"  late send: {l}")).Take(FindingsShown))
                Console.WriteLine(line);
        }
        Console.WriteLine(JsonSerializer.Serialize(new { full, runs = verdicts.Select(v => Columns.ToDictionary(c => c.Title, c => c.Value(v))), unknownByNetwork = verdicts.Select(v => v.UnknownByNetwork) }));
        return verdicts.Exists(v => v.Findings.Count > 0) ? 1 : 0;
    }

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 2);

    private static string? Value(string[] options, string name) => Array.IndexOf(options, name) is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : null;

    private static int Number(string[] options, string name, int otherwise) => Value(options, name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
