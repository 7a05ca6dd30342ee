using ContentFactory.Domain;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends.Niches;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Trends.Niches;

public sealed record NicheData(NicheRow Niche, NicheFacts Facts);

/// <summary>One niche: what was measured first, then what people wrote down.</summary>
public sealed partial class NichePage(NicheQueries niches, NicheAnalysis analysis, NicheEditor editor)
{
    [Parameter] public Guid NicheId { get; set; }

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Trends];

    private NicheRow Niche => Data!.Niche;

    private NicheFacts Facts => Data!.Facts;

    protected override async Task<Result<NicheData>> ReadAsync(CancellationToken ct)
    {
        var niche = await niches.OneAsync(NicheId, ct);
        return niche.Ok ? new NicheData(niche.Value, await analysis.ReadAsync(NicheId, ct)) : niche.Problem;
    }

    private static string Joined(string[] words, string between) => words.Length == 0 ? "–" : string.Join(between, words);

    private Task TakeAsync(string word) => DoAsync(() => editor.AddKeywordAsync(NicheId, word, Leaving));
}
