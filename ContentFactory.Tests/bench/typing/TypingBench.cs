using System.Globalization;
using System.Text.Json;
using ContentFactory.Tests.Content.Typing;

namespace ContentFactory.Tests.Bench;

/// <summary>Fifty kills of the server under somebody who types, and some losses of the network: a line for each, and one JSON object. Options: --kills N, --seed N.</summary>
internal static class TypingBench
{
    private const int Kills = 50;
    private const int Losses = 5;
    private const double Allowed = 2;

    public static async Task<int> RunAsync(string[] options)
    {
        var (kills, seed) = (Number(options, "--kills", Kills), Number(options, "--seed", 1));
        await using var rig = await TypingRig.StartAsync(seed);
        Console.WriteLine("kill | typed | in database | behind s | typed away | came back | lost letters");
        var outcomes = new List<TypingKill>();
        for (var kill = 1; kill <= kills; kill++)
        {
            var outcome = await rig.KillAsync();
            outcomes.Add(outcome);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kill,4} | {outcome.Typed,5} | {outcome.Saved,11} | {outcome.Behind.TotalSeconds,8:0.00} | {outcome.Away,10} | {outcome.Way,9} | {outcome.Lost,12}"));
        }
        var offline = new List<int>();
        for (var loss = 0; loss < Losses; loss++)
            offline.Add(await rig.LoseNetworkAsync());
        var behind = outcomes.Select(o => o.Behind.TotalSeconds).Order().ToList();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            kills,
            seed,
            behindMedian = Math.Round(behind[behind.Count / 2], 2),
            behindMax = Math.Round(behind[^1], 2),
            over2s = behind.Count(b => b > Allowed),
            lostLetters = outcomes.Sum(o => o.Lost),
            ways = outcomes.GroupBy(o => o.Way).ToDictionary(g => g.Key, g => g.Count()),
            networkLosses = offline.Count,
            lostWithNetwork = offline.Sum(),
        }));
        return behind[^1] <= Allowed && outcomes.TrueForAll(o => o.Lost == 0) && offline.TrueForAll(l => l == 0) ? 0 : 1;
    }

    private static int Number(string[] options, string name, int otherwise) =>
        Array.IndexOf(options, name) is >= 0 and var at && at + 1 < options.Length ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
