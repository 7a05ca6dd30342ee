using ContentFactory.Domain.Platforms;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>Compares what the networks wrote down with what the database says of each publication.</summary>
internal static class Judge
{
    private static readonly string[] Open = ["scheduled", "leased", "sending", "accepted"];
    private static readonly string[] GivenUp = ["lease_lost", "too_long", "stopped"];

    public static Verdict Of(Evidence evidence)
    {
        var publications = evidence.Publications;
        var (takeovers, late) = Takeovers.Of(evidence);
        List<Finding> findings =
        [
            .. publications.SelectMany(p => FindingsOf(evidence, p)), .. Missing(evidence), .. Foreign(evidence), .. MovesJudge.StaleWrites(evidence), .. MovesJudge.OutOfOrder(evidence),
            .. TimelineJudge.Unexplained(evidence), .. late,
        ];
        return new(
            evidence.Plan.Seed, publications.Count, publications.Count(p => p.State == "published"), publications.Count(p => p.State == "failed"), publications.Count(p => p.State == "unknown"),
            publications.Count(p => p.State != "unknown" && evidence.Moves[p.Id].Any(m => m.To == "unknown")),
            evidence.Ledger.Count(l => l.Kind is LedgerKind.Accepted && !evidence.WasAnswered(l.Call)),
            publications.Count(p => p.State == "unknown" && !evidence.LinesOf(p, LedgerKind.Called).Any()), [.. MovesJudge.LateSends(evidence)],
            takeovers.Count, Longest(takeovers), MovesJudge.Lateness(evidence), MovesJudge.AfterOutage(evidence),
            Longest(evidence.Events.Where(e => e.Kind is FleetEventKind.Terminated).Select(e => e.Until - e.At)),
            EventsOf(evidence, FleetEventKind.Killed), EventsOf(evidence, FleetEventKind.Terminated), EventsOf(evidence, FleetEventKind.Frozen),
            evidence.Cuts, evidence.LostCommits, evidence.Outages.Count, evidence.Took,
            publications.Where(p => p.State == "unknown").GroupBy(p => Flavour.OfAccount(p.Account).Key).ToDictionary(g => g.Key, g => g.Count()), findings);
    }

    private static IEnumerable<Finding> FindingsOf(Evidence evidence, PublicationFact publication)
    {
        var accepted = evidence.LinesOf(publication, LedgerKind.Accepted).ToList();
        if (accepted.Count > 1)
            yield return Against(Charge.Double, evidence, publication);
        if (Open.Contains(publication.State))
            yield return Against(Charge.Stuck, evidence, publication);
        else if (publication.State is not ("published" or "failed" or "unknown"))
            yield return Against(Charge.Lost, evidence, publication);
        if (publication.State == "published" && accepted.All(a => a.PostId != publication.ExternalId))
            yield return Against(Charge.WrongLabel, evidence, publication);
        if (publication.State == "failed" && accepted.Count > 0)
            yield return Against(Charge.WrongLabel, evidence, publication);
        if (publication.State == "unknown" && accepted is [var post] && evidence.WasAnswered(post.Call) && !Explains(evidence, publication))
            yield return Against(Charge.NeedlesslyUnknown, evidence, publication);
        if (Flavour.OfAccount(publication.Account).Class is EffectClass.D && MayHaveActed(evidence, publication) > 1)
            yield return Against(Charge.Resent, evidence, publication);
    }

    /// <summary>An unknown row is honest when another node's sweep made it so, or when the call was given up.</summary>
    private static bool Explains(Evidence evidence, PublicationFact publication) =>
        evidence.Moves[publication.Id].LastOrDefault(m => m.From == "sending" && m.To == "unknown") is { } lost
        && (evidence.Claimer(publication.Id, lost.Fence) != lost.Node || lost.LeaseUntil < lost.At || GivenUp.Contains(publication.Code));

    private static int MayHaveActed(Evidence evidence, PublicationFact publication) =>
        evidence.LinesOf(publication).Count(l => l.Kind is LedgerKind.Accepted or LedgerKind.Reset);

    private static IEnumerable<Finding> Missing(Evidence evidence) =>
        Enumerable.Repeat(new Finding(Charge.Lost, "A publication is gone from the database."), Math.Max(0, evidence.Plan.Publications - evidence.Publications.Count));

    private static IEnumerable<Finding> Foreign(Evidence evidence)
    {
        var known = evidence.Publications.Select(p => (p.Account, p.Text)).ToHashSet();
        return evidence.Ledger.Where(l => !known.Contains((l.Account, l.Text))).Select(l => new Finding(Charge.Foreign, Ledger.Show(l)));
    }

    public static Finding Against(Charge charge, Evidence evidence, PublicationFact publication) => new(charge, string.Join(
        "\n    ", [publication.ToString(), .. evidence.Moves[publication.Id].Select(m => m.ToString()), .. evidence.LinesOf(publication).Select(Ledger.Show)]));

    private static TimeSpan Longest(IEnumerable<TimeSpan> times) => times.DefaultIfEmpty().Max();

    private static int EventsOf(Evidence evidence, FleetEventKind kind) => evidence.Events.Count(e => e.Kind == kind);
}
