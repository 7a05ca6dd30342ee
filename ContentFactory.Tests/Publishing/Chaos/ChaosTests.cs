namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>The short form of the kill rig; the long one is <c>./bench chaos</c>.</summary>
public sealed class ChaosTests
{
    [Fact]
    public async Task Disturbed_nodes_neither_double_nor_lose_nor_mislabel()
    {
        await using var rig = await ChaosRig.StartAsync();

        var verdict = await rig.RunAsync(RunPlan.Short(seed: 7));

        // how long a takeover took is measured by the bench: here other tests share the machine
        var findings = verdict.Findings.Where(f => f.Charge is not Charge.LateTakeover).ToList();
        Assert.True(findings.Count == 0, string.Join('\n', findings.Select(f => $"{f.Charge}: {f.What}")));
        Assert.Equal(verdict.Publications, verdict.Published + verdict.Failed + verdict.Unknown);
        Assert.All([verdict.Kills, verdict.Frozen, verdict.Outages, verdict.LostReplies], times => Assert.NotEqual(0, times));
    }
}
