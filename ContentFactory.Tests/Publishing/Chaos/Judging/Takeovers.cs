namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>How long the work of a node that died or froze lay before another took it over.</summary>
internal static class Takeovers
{
    public static (IReadOnlyList<TimeSpan> Times, IReadOnlyList<Finding> Late) Of(Evidence evidence)
    {
        var (times, late) = (new List<TimeSpan>(), new List<Finding>());
        foreach (var gone in evidence.Events.Where(e => e.Kind is FleetEventKind.Killed or FleetEventKind.Frozen))
        {
            foreach (var publication in evidence.Publications.Where(p => Holds(evidence, gone, p)))
            {
                if (evidence.Moves[publication.Id].FirstOrDefault(m => m.At > gone.At) is not { } next || next.Node == gone.Node)
                    continue;
                var time = next.At - gone.At - evidence.Unattended(gone.At, next.At);
                times.Add(time);
                if (time > evidence.Plan.Scale.Takeover)
                    late.Add(new(Charge.LateTakeover, $"{time.TotalSeconds:0.00} s after {gone}\n    {Judge.Against(Charge.LateTakeover, evidence, publication).What}"));
            }
        }
        return (times, late);
    }

    private static bool Holds(Evidence evidence, FleetEvent gone, PublicationFact publication) =>
        evidence.At(publication.Id, gone.At) is { To: "leased" or "sending" } held && evidence.Claimer(publication.Id, held.Fence) == gone.Node;
}
