namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>A stretch of time without a database, as the nodes saw it.</summary>
internal sealed record Outage(DateTimeOffset From, DateTimeOffset Until);

/// <summary>Plays the disturbances of a plan, one after the other; what takes time (a freeze, an outage) runs beside the next ones.</summary>
internal sealed class Disturber(RunPlan plan, Fleet fleet, PostgresProxy proxy, ChaosDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Random random = new(plan.Seed);
    private readonly List<Task> lasting = [];

    public List<Outage> Outages { get; } = [];

    /// <summary>Lines that were cut, one by one or between a commit and its reply.</summary>
    public int Cuts { get; private set; }

    public int LostCommits => lostCommits;

    private int lostCommits;

    public async Task PlayAsync()
    {
        foreach (var (pause, what) in plan.Disturbances)
        {
            await Task.Delay(pause, clock);
            Play(what, await VictimAsync(what));
        }
        await Task.WhenAll(lasting);
        proxy.Lay(null);
    }

    /// <summary>On a slow machine nodes end faster than new ones start: another must be there to take over, or nothing is learnt.</summary>
    private async Task<string> VictimAsync(Disturbance what)
    {
        if (what is not (Disturbance.Kill or Disturbance.Terminate or Disturbance.Freeze))
            return "";
        var asked = clock.GetTimestamp();
        while (fleet.Working.Count < 2 && clock.GetElapsedTime(asked) < Patience)
            await Task.Delay(plan.Scale.Heartbeat, clock);
        return fleet.Working is { Count: > 0 } working ? working[random.Next(working.Count)] : "";
    }

    private void Play(Disturbance what, string victim)
    {
        switch (what)
        {
            case Disturbance.Kill:
                fleet.Kill(victim);
                break;
            case Disturbance.KillAtCommit:
                proxy.Lay(new(AnyPoint(), node =>
                {
                    Interlocked.Increment(ref lostCommits);
                    fleet.Kill(node);
                }));
                break;
            case Disturbance.LoseCommit:
                proxy.Lay(new(AnyPoint(), _ => Interlocked.Increment(ref lostCommits)));
                break;
            case Disturbance.Terminate:
                lasting.Add(fleet.TerminateAsync(victim));
                break;
            case Disturbance.Freeze:
                lasting.Add(fleet.FreezeAsync(victim, plan.Scale.Freeze));
                break;
            case Disturbance.CutSome:
                Cuts += proxy.Cut(random, 0.3);
                break;
            case Disturbance.CrashDatabase:
                lasting.Add(CrashAsync());
                break;
        }
    }

    private async Task CrashAsync()
    {
        var from = clock.GetUtcNow();
        database.Crash();
        proxy.GoDown();
        await Task.Delay(plan.Scale.Outage, clock);
        await database.AnsweringAsync(clock);
        proxy.ComeUp();
        Outages.Add(new(from, clock.GetUtcNow()));
    }

    private CommitPoint AnyPoint() => (CommitPoint)random.Next(Enum.GetValues<CommitPoint>().Length);
}
