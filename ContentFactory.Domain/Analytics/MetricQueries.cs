using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics;

/// <summary>One reading. <paramref name="Source"/> says where it came from.</summary>
public sealed record Reading(DateTimeOffset TakenAt, string Source, long? Views, long? Impressions, long? Reach, long? Likes, long? Comments, long? Shares, long? Saves, long? Clicks)
{
    /// <summary>Null while the network has none of these numbers.</summary>
    public long? Engagements => Likes is null && Comments is null && Shares is null && Saves is null ? null : (Likes ?? 0) + (Comments ?? 0) + (Shares ?? 0) + (Saves ?? 0);
}

/// <summary>The numbers of one publication.</summary>
public sealed class MetricQueries(Db db, Actor actor)
{
    private const int Most = 200;

    /// <summary>Newest first; empty for a publication without numbers, or of another tenant.</summary>
    public async Task<IReadOnlyList<Reading>> OfPublicationAsync(Guid publicationId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var rows = await db.OpenAsync(ct);
        return await rows.MetricSnapshots.AsNoTracking().Where(s => s.PublicationId == publicationId).OrderByDescending(s => s.TakenAt).Take(Most)
            .Select(s => new Reading(s.TakenAt, s.Source, s.Views, s.Impressions, s.Reach, s.Likes, s.Comments, s.Shares, s.Saves, s.Clicks)).ToListAsync(ct);
    }
}
