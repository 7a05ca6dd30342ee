namespace ContentFactory.Tests.Publishing.Chaos;

internal enum Disturbance { Kill, KillAtCommit, Terminate, Freeze, LoseCommit, CutSome, CrashDatabase }

/// <summary>What a run is made of. The same seed gives the same publications, network faults and disturbances, in the same order.</summary>
/// <param name="Spread">Over how long the publications fall due.</param>
/// <param name="Disturbances">Each with the pause before it.</param>
internal sealed record RunPlan(int Seed, Scale Scale, int Tenants, int Publications, int Nodes, TimeSpan Spread, IReadOnlyList<(TimeSpan Pause, Disturbance What)> Disturbances)
{
    // dealt and shuffled again when used up, so that no run goes without a kind
    private static readonly Disturbance[] Deck =
    [
        .. Enumerable.Repeat(Disturbance.Kill, 5), Disturbance.KillAtCommit, Disturbance.KillAtCommit, Disturbance.Terminate, Disturbance.Terminate,
        Disturbance.Freeze, Disturbance.Freeze, Disturbance.LoseCommit, Disturbance.LoseCommit, Disturbance.CutSome,
    ];

    /// <summary>1,000 publications of 50 tenants while a node or a line breaks every 40 to 100 seconds (scaled), the database once.</summary>
    public static RunPlan Long(int seed, Scale scale)
    {
        var spread = scale.Lease * 20;
        return new(seed, scale, 50, 1000, 3, spread, Random(seed, scale, spread));
    }

    /// <summary>Small enough for the tests: every kind of disturbance once or twice.</summary>
    public static RunPlan Short(int seed)
    {
        var scale = new Scale(20);
        Disturbance[] all = [Disturbance.KillAtCommit, Disturbance.LoseCommit, Disturbance.Freeze, Disturbance.Kill, Disturbance.CrashDatabase, Disturbance.Terminate, Disturbance.CutSome];
        return new(seed, scale, 10, 150, 2, scale.Lease * 6, [.. all.Select(what => (scale.ShortestPause, what))]);
    }

    private static List<(TimeSpan, Disturbance)> Random(int seed, Scale scale, TimeSpan spread)
    {
        var random = new Random(seed);
        var (plan, deck, at) = (new List<(TimeSpan, Disturbance)>(), new Queue<Disturbance>(), TimeSpan.Zero);
        while (at < spread)
        {
            var pause = scale.ShortestPause + ((scale.LongestPause - scale.ShortestPause) * random.NextDouble());
            var halfway = at < spread / 2 && at + pause >= spread / 2;
            at += pause;
            plan.Add((pause, halfway ? Disturbance.CrashDatabase : Deal(deck, random)));
        }
        return plan;
    }

    private static Disturbance Deal(Queue<Disturbance> deck, Random random)
    {
        if (deck.Count == 0)
        {
            var fresh = Deck.ToArray();
            random.Shuffle(fresh);
            foreach (var one in fresh)
                deck.Enqueue(one);
        }
        return deck.Dequeue();
    }
}
