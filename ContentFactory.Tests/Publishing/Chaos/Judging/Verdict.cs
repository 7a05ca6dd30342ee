namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>What a run may be guilty of. None may ever be found.</summary>
internal enum Charge
{
    /// <summary>More than one post of one publication.</summary>
    Double,
    /// <summary>A publication that is gone or in a state that nobody asked for.</summary>
    Lost,
    /// <summary>Still planned, leased, being sent or accepted when all is quiet.</summary>
    Stuck,
    /// <summary>Published without the ledger's post or with another id; failed although a post was made.</summary>
    WrongLabel,
    /// <summary>Unknown although the reply left the network, the node lived and nothing was given up.</summary>
    NeedlesslyUnknown,
    /// <summary>A blind network was called again after a call that may have taken effect.</summary>
    Resent,
    /// <summary>A node moved what another had claimed, while that lease held or by another's fence.</summary>
    StaleWrite,
    /// <summary>A later post of a channel went out before an earlier one that nothing delayed.</summary>
    OutOfOrder,
    /// <summary>The ledger has a post that no publication explains.</summary>
    Foreign,
    /// <summary>The timeline of a publication does not tell what the ledger says.</summary>
    Unexplained,
    /// <summary>Work of a dead or frozen node that moved later than lease, heartbeat and two sweeps.</summary>
    LateTakeover,
}

internal sealed record Finding(Charge Charge, string What);

/// <param name="Settled">Unknown first, clear in the end.</param>
/// <param name="LostReplies">Posts that were made while the reply did not reach the caller.</param>
/// <param name="Uncalled">Unknown although no call came in: the node died between commit and call, or did not learn of its commit.</param>
/// <param name="LateSends">Calls that came in after their lease had passed to others; harmless as long as nothing doubles, counted for promise 6.</param>
/// <param name="Lateness">Median, from the plan to the first attempt. Channels wait for their slow and limited calls, so that the longest says little.</param>
/// <param name="AfterOutage">From the end of an outage to the first attempt, of what fell due in it; time without any node does not count.</param>
internal sealed record Verdict(
    int Seed, int Publications, int Published, int Failed, int Unknown, int Settled, int LostReplies, int Uncalled, IReadOnlyList<string> LateSends, int Takeovers, TimeSpan MaxTakeover, TimeSpan Lateness,
    TimeSpan AfterOutage, TimeSpan SlowestStop, int Kills, int Terminated, int Frozen, int Cuts, int LostCommits, int Outages, TimeSpan Took,
    IReadOnlyDictionary<string, int> UnknownByNetwork, IReadOnlyList<Finding> Findings)
{
    public int Count(params Charge[] charges) => Findings.Count(f => charges.Contains(f.Charge));
}
