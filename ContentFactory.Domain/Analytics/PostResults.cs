using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics;

/// <summary>One publication of a post with its last numbers; null where its network has none, or none yet.</summary>
/// <param name="Seen">By the widest number that the network has: impressions, else reach, else views.</param>
public sealed record PublicationResult(Guid PublicationId, string ChannelName, string Platform, bool Sandbox, DateTimeOffset PublishedAt, string? Url, DateTimeOffset? TakenAt, long? Views, long? Seen, long? Engaged, long? Clicks)
{
    public double? Rate => Engaged is { } engaged && Seen is > 0 ? (double)engaged / Seen.Value : null;
}

/// <param name="AiCost">Of all that was asked of models for this post; null where a price is not known.</param>
public sealed record PostResult(IReadOnlyList<PublicationResult> Publications, decimal? AiCost, int AiRequests);

/// <summary>What became of a post, wherever it went.</summary>
public sealed class PostResults(Db db, Actor actor)
{
    private const int Most = 100;

    /// <summary>The newest first.</summary>
    public async Task<PostResult> OfAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var rows = await db.OpenAsync(ct);
        var publications = await rows.Database.SqlQueryRaw<PublicationResult>($$"""
            select p.id as "PublicationId", c.display_name as "ChannelName", c.platform as "Platform", c.sandbox as "Sandbox", p.published_at as "PublishedAt", p.url as "Url",
                   s.taken_at as "TakenAt", s.views as "Views", s.seen as "Seen", s.engaged as "Engaged", s.clicks as "Clicks"
            from publications p
            join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
            left join lateral (
                select x.taken_at, x.clicks, {{PublicationNumbers.Columns}} from metric_snapshots x
                where x.tenant_id = p.tenant_id and x.publication_id = p.id order by x.taken_at desc limit 1) s on true
            where p.tenant_id = {0} and p.post_id = {1} and p.published_at is not null
            order by p.published_at desc limit {2}
            """, rows.TenantId, postId, Most).ToListAsync(ct);
        var asked = await rows.AiRequests.Where(r => r.PostId == postId && r.Outcome != AiOutcome.Sending).Select(r => r.Cost).ToListAsync(ct);
        return new(publications, asked.Contains(null) ? null : asked.Sum(), asked.Count);
    }
}
