using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.History;

/// <summary>One kept version.</summary>
/// <param name="Changed">Fields that differ from the version kept before it; empty for the first.</param>
/// <param name="Decisions">What was decided about exactly this version.</param>
public sealed record HistoryRow(int Number, string? AuthorName, DateTimeOffset At, int? RestoredFrom, IReadOnlyList<string> Changed, IReadOnlyList<PostDecisionRow> Decisions);

public sealed record HistoryPage(IReadOnlyList<HistoryRow> Rows, bool HasMore);

/// <summary>How a post grew, and what differs between two of its versions.</summary>
public sealed class VersionHistory(Db db, Actor actor)
{
    public const int PageSize = 20;

    /// <param name="before">The versions older than this one; the newest where null.</param>
    public async Task<Result<HistoryPage>> ListAsync(Guid postId, int? before = null, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        if (!await rows.Posts.AnyAsync(p => p.Id == postId, ct))
            return Problem.NotFound("Content.PostGone");
        // one more than is shown: the last of the page is compared with it
        var kept = await rows.PostVersions.AsNoTracking().Where(v => v.PostId == postId && (before == null || v.Number < before))
            .OrderByDescending(v => v.Number).Take(PageSize + 1)
            .Select(v => new { Version = v, Author = rows.People.Where(a => a.Id == v.AuthorId).Select(a => a.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        var decisions = (await PostPast.DecisionsAsync(rows, postId, ct)).ToLookup(d => d.Version);
        return new HistoryPage(
            [.. kept.Take(PageSize).Select((k, n) => new HistoryRow(
                k.Version.Number, k.Author, k.Version.At, k.Version.RestoredFrom,
                n + 1 < kept.Count ? [.. VersionDifference.Names(kept[n + 1].Version, k.Version)] : [], [.. decisions[k.Version.Number]]))],
            kept.Count > PageSize);
    }

    /// <param name="against">The older of the two; the version kept before where null.</param>
    public async Task<Result<VersionDifference>> CompareAsync(Guid postId, int number, int? against = null, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        var versions = rows.PostVersions.AsNoTracking().Where(v => v.PostId == postId);
        if (await versions.SingleOrDefaultAsync(v => v.Number == number, ct) is not { } shown)
            return Problem.NotFound("Content.PartGone");
        var other = against is null
            ? await versions.Where(v => v.Number < number).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct)
            : await versions.SingleOrDefaultAsync(v => v.Number == against, ct);
        if (other is null && against is not null)
            return Problem.NotFound("Content.PartGone");
        var files = new[] { shown, other }.SelectMany(v => v?.Parts?.Files ?? []).Distinct().ToList();
        var names = await rows.MediaItems.Where(m => files.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.FileName, ct);
        return VersionDifference.Of(other, shown, names);
    }
}
