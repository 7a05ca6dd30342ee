using ContentFactory.Domain.Trends;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.AutoDrafts;

/// <summary>What a plan takes ideas from.</summary>
internal sealed record IdeaWish(Guid CompanyId, IReadOnlyList<Guid> TopicIds, string? Language, int LeastScore);

/// <summary>The best unused ideas of a company, for a run that sets them aside before anybody writes.</summary>
internal static class IdeaChoice
{
    private const int Most = 3;
    private const int Looked = 50;
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
        var free = await rows.TrendItems.AsNoTracking()
            .Where(i => i.State != TrendItemState.Hidden && i.UsedCount == 0 && i.TopicId != null && topics.Contains(i.TopicId.Value) && (wish.Language == null || i.Language == null || i.Language == wish.Language) && !taken.Contains(i.Id))
            .OrderByDescending(i => i.Score).ThenBy(i => i.Id).Take(Looked).Select(i => new { i.Id, i.Score, i.ClusterId }).ToListAsync(ct);
        if (free.Count == 0)
            return Problem.NotFound("Content.AutoNothingNew");
        var best = free[0];
        if (TrendScore.Now(best.Score, now) is var score && score < wish.LeastScore)
            return Problem.Limit("Content.AutoBelow", Math.Floor(score), wish.LeastScore);
        return best.ClusterId is { } cluster ? [.. free.Where(i => i.ClusterId == cluster).Take(Most).Select(i => i.Id)] : new[] { best.Id };
    }

    /// <summary>Set aside by runs that are at work, or did not manage.</summary>
    private static async Task<List<Guid>> TakenAsync(AppDb rows, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Remembered;
        var sets = await rows.AutoDraftRuns.AsNoTracking().Where(r => (r.State == AutoDraftState.Waiting || r.State == AutoDraftState.Failed) && r.DueAt > since).Select(r => r.ItemIds).ToListAsync(ct);
        return [.. sets.SelectMany(s => s)];
    }
}
