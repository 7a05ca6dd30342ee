namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>Reads the trail: who moved what, when, and by what right.</summary>
internal static class MovesJudge
{
    /// <summary>Begin and outcome belong to the claimer of the fence; taking over waits for the end of the lease.</summary>
    public static IEnumerable<Finding> StaleWrites(Evidence evidence) =>
        from publication in evidence.Publications
        from move in evidence.Moves[publication.Id]
        where IsStale(move, evidence.Claimer(publication.Id, move.FenceBefore))
        select Judge.Against(Charge.StaleWrite, evidence, publication) with { What = $"{move}\n    {Judge.Against(Charge.StaleWrite, evidence, publication).What}" };

    /// <summary>Publish calls that came in when the caller no longer held the publication.</summary>
    public static IEnumerable<string> LateSends(Evidence evidence) =>
        from publication in evidence.Publications
        from call in evidence.LinesOf(publication, LedgerKind.Called)
        where evidence.At(publication.Id, call.At) is not { To: "sending" } held || evidence.Claimer(publication.Id, held.Fence) != call.Node
        select $"{Ledger.Show(call)}\n    {Judge.Against(Charge.Resent, evidence, publication).What}";

    /// <summary>Among posts of a channel that needed one attempt each, the earlier planned is called earlier.</summary>
    public static IEnumerable<Finding> OutOfOrder(Evidence evidence)
    {
        foreach (var channel in evidence.Publications.Where(p => p.State == "published" && evidence.Moves[p.Id].Count(m => m.To == "sending") == 1).GroupBy(p => p.Account))
        {
            var calls = channel.OrderBy(p => p.ScheduledAt).Select(p => (Publication: p, Call: evidence.LinesOf(p, LedgerKind.Called).First())).ToList();
            foreach (var (earlier, later) in calls.Zip(calls.Skip(1)).Where(pair => pair.First.Call.At > pair.Second.Call.At))
                yield return new(Charge.OutOfOrder, $"{Judge.Against(Charge.OutOfOrder, evidence, earlier.Publication).What}\n  came after\n    {Judge.Against(Charge.OutOfOrder, evidence, later.Publication).What}");
        }
    }

    public static TimeSpan Lateness(Evidence evidence) =>
        FirstAttempts(evidence).Select(f => f.At - f.ScheduledAt).Order().ToList() is { Count: > 0 } all ? all[all.Count / 2] : TimeSpan.Zero;

    public static TimeSpan AfterOutage(Evidence evidence) =>
        (from outage in evidence.Outages
         from first in FirstAttempts(evidence)
         where first.ScheduledAt >= outage.From && first.ScheduledAt <= outage.Until && first.At > outage.Until
         select first.At - outage.Until - evidence.Unattended(outage.Until, first.At)).DefaultIfEmpty().Max();

    private static IEnumerable<(DateTimeOffset ScheduledAt, DateTimeOffset At)> FirstAttempts(Evidence evidence) =>
        from publication in evidence.Publications
        let first = evidence.Moves[publication.Id].FirstOrDefault(m => m.To == "sending")
        where first is not null
        select (publication.ScheduledAt, first.At);

    private static bool IsStale(Move move, string? claimer) => (move.From, move.To) switch
    {
        ("leased", "sending" or "failed") or ("sending", "published" or "failed" or "scheduled") => move.Node != claimer,
        ("leased", "scheduled") or ("sending", "unknown") => move.Node != claimer && move.LeaseUntil > move.At,
        _ => false,
    };
}
