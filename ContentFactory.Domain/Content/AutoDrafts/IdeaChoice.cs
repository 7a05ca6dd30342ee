using ContentFactory.Domain.Trends;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.AutoDrafts;

/// <summary>What a plan takes ideas from.</summary>
internal sealed record IdeaWish(Guid CompanyId, IReadOnlyList<Guid> TopicIds, string? Language, int LeastScore);

/// <summary>The best unused ideas of a company, for a run that sets them aside before anybody writes.</summary>
internal static class IdeaChoice
{
    private const int Most = 3;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <param name="except">What could not be written from just now.</param>
    /// <returns>The best idea with others of its cluster, or why there is none.</returns>
    public static async Task<Result<IReadOnlyList<Guid>>> ChooseAsync(AppDb rows, IdeaWish wish, IReadOnlyCollection<Guid> except, DateTimeOffset now, CancellationToken ct)
    {
        var topics = wish.TopicIds.Count > 0 ? wish.TopicIds : await rows.CompanyTopics.Where(l => l.CompanyId == wish.CompanyId).Select(l => l.TopicId).ToListAsync(ct);
        if (topics.Count == 0)
            return Problem.NotFound("Content.AutoNoTopics");
        var taken = await TakenAsync(rows, now, ct);
        taken.AddRange(except);
        // the leader carries the score of all who tell the story; a story of which anybody's telling was used is told
        var best = await rows.TrendItems.AsNoTracking()
            .Where(i => i.ClusterId == i.Id && i.State != TrendItemState.Hidden && i.TopicId != null && topics.Contains(i.TopicId.Value) && (wish.Language == null || i.Language == null || i.Language == wish.Language)
                && !rows.TrendItems.Any(m => m.ClusterId == i.Id && (m.UsedCount > 0 || taken.Contains(m.Id))))
            .OrderByDescending(i => i.Score).ThenBy(i => i.Id).Select(i => new { i.Id, i.Score }).FirstOrDefaultAsync(ct);
        if (best is null)
            return Problem.NotFound("Content.AutoNothingNew");
        if (TrendScore.Now(best.Score, now) is var score && score < wish.LeastScore)
            return Problem.Limit("Content.AutoBelow", Math.Floor(score), wish.LeastScore);
        var others = await rows.TrendItems.Where(i => i.ClusterId == best.Id && i.Id != best.Id && i.State != TrendItemState.Hidden && (wish.Language == null || i.Language == null || i.Language == wish.Language))
            .OrderByDescending(i => i.Score).ThenBy(i => i.Id).Take(Most - 1).Select(i => i.Id).ToListAsync(ct);
        return new[] { best.Id }.Concat(others).ToList();
    }

    /// <summary>Set aside by runs that are at work, or did not manage.</summary>
    private static async Task<List<Guid>> TakenAsync(AppDb rows, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Remembered;
        var sets = await rows.AutoDraftRuns.AsNoTracking().Where(r => (r.State == AutoDraftState.Waiting || r.State == AutoDraftState.Failed) && r.DueAt > since).Select(r => r.ItemIds).ToListAsync(ct);
        return [.. sets.SelectMany(s => s)];
    }
}
