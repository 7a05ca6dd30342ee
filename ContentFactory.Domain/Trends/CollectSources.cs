using ContentFactory.Domain.LongWork;

namespace ContentFactory.Domain.Trends;

/// <summary>Every source that is not paused, one step each. A source that cannot be read says so in the outcome and stops nothing.</summary>
public sealed class CollectSources(TrendCollector collector) : LongRun<NoInput>
{
    public const string Kind = "collect_sources";

    public override async Task<Result<LongOutcome>> RunAsync(NoInput input, LongProgress progress, CancellationToken ct)
    {
        var so = progress.Cursor<SoFar>() ?? new SoFar([], 0, []);
        var sources = await collector.SourcesAsync(ct);
        var left = sources.Where(s => !so.Read.Contains(s.Id)).ToList();
        var total = so.Read.Length + left.Count;
        foreach (var source in left)
        {
            ct.ThrowIfCancellationRequested();
            progress.Report(so.Read.Length, total, new LongText("Trends.CollectingSource", source.Name));
            so = so.With(source, await collector.CollectAsync(source.Id, ct));
            progress.Report(so.Read.Length, total);
            await progress.SaveAsync(so);
        }
        var text = so.Failed.Length == 0 ? new LongText("Trends.Collected", so.Added) : new LongText("Trends.CollectedSome", so.Added, string.Join(", ", so.Failed));
        return new LongOutcome(text, "ideas?sort=new");
    }

    /// <param name="Failed">Names of the sources that could not be read.</param>
    private sealed record SoFar(Guid[] Read, int Added, string[] Failed)
    {
        public SoFar With(SourceName source, Result<Collected> collected) =>
            new([.. Read, source.Id], Added + (collected.Ok ? collected.Value.Added : 0), collected.Ok || collected.Problem.Kind is ProblemKind.NotFound ? Failed : [.. Failed, source.Name]);
    }
}
