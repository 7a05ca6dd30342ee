using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics.Openings;

/// <param name="Apart">Publications since the test began that took no part: the text of their network begins otherwise.</param>
public sealed record TestedOpenings(OpeningResult Result, int Apart);

/// <summary>How the openings of a post's test did.</summary>
public sealed class OpeningQueries(Db db, Actor actor, TimeProvider clock)
{
    /// <summary>The age at which all are compared.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromHours(72);

    // numbers that stopped coming long before are those of another age
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(48);
    private const int Days = 90;
    private const int MostOfChannel = 400;

    /// <summary>Null where nothing was ever tested, and in another tenant.</summary>
    public async Task<TestedOpenings?> OfPostAsync(Guid postId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var rows = await db.OpenAsync(ct);
        var openings = await rows.HookVariants.Where(v => v.PostId == postId).OrderBy(v => v.Position).Select(v => v.Text).ToListAsync(ct);
        if (openings.Count == 0)
            return null;
        var went = await WentAsync(rows, postId, ct);
        var usual = await UsualAsync(rows, [.. went.Select(w => w.ChannelId).Distinct()], ct);
        var ofTest = went.Where(w => w.Opening is not null).ToList();
        var counts = ofTest.GroupBy(w => w.Opening!).ToDictionary(g => g.Key, g => (g.Count(), g.Count(w => !w.Ripe)));
        var measured = ofTest.Where(w => w is { Ripe: true, Engaged: not null })
            .Select(w => new MeasuredOpening(w.Opening!, w.Views, w.Engaged!.Value, w.Seen, usual.GetValueOrDefault(w.ChannelId)?.Views, usual.GetValueOrDefault(w.ChannelId)?.Rate)).ToList();
        return new(OpeningComparison.Of(openings, counts, measured), went.Count - ofTest.Count);
    }

    /// <summary>What is out since the test began, with the numbers that it had when it was three days old.</summary>
    private Task<List<Went>> WentAsync(AppDb rows, Guid postId, CancellationToken ct)
    {
        var ripe = clock.GetUtcNow() - Age;
        return rows.Database.SqlQueryRaw<Went>($$"""
            select p.channel_id as "ChannelId", p.opening as "Opening", p.published_at <= {0} as "Ripe", s.views::float8 as "Views", s.engaged::float8 as "Engaged", s.seen::float8 as "Seen"
            from publications p
            join hook_tests t on t.tenant_id = p.tenant_id and t.post_id = p.post_id
            left join lateral (
                select {{PublicationNumbers.Columns}} from metric_snapshots x
                where x.tenant_id = p.tenant_id and x.publication_id = p.id and x.taken_at between p.published_at + {1} and p.published_at + {2} and p.published_at <= {0}
                order by x.taken_at desc limit 1) s on true
            where p.tenant_id = {3} and p.post_id = {4} and p.state = 'published' and p.published_at >= t.started_at and (p.published_at <= t.stopped_at or t.stopped_at is null or p.opening is not null)
            """, ripe, Oldest, Age, rows.TenantId, postId).ToListAsync(ct);
    }

    /// <summary>The medians of channels over their own publications of 90 days, each at the same age.</summary>
    private async Task<Dictionary<Guid, Usual>> UsualAsync(AppDb rows, Guid[] channels, CancellationToken ct)
    {
        var (since, ripe) = (clock.GetUtcNow().AddDays(-Days), clock.GetUtcNow() - Age);
        var usual = await rows.Database.SqlQueryRaw<Usual>($$"""
            select p.channel_id as "ChannelId", percentile_cont(0.5) within group (order by s.views::float8) as "Views", percentile_cont(0.5) within group (order by s.engaged::float8 / s.seen) as "Rate"
            from unnest({0}) as k (channel_id)
            cross join lateral (
                select x.* from publications x
                where x.tenant_id = {1} and x.channel_id = k.channel_id and x.state = 'published' and x.scheduled_at > {2} and x.published_at <= {3}
                order by x.scheduled_at desc limit {4}) p
            cross join lateral (
                select {{PublicationNumbers.Columns}} from metric_snapshots x
                where x.tenant_id = p.tenant_id and x.publication_id = p.id and x.taken_at between p.published_at + {5} and p.published_at + {6}
                order by x.taken_at desc limit 1) s
            group by p.channel_id
            """, channels, rows.TenantId, since, ripe, MostOfChannel, Oldest, Age).ToListAsync(ct);
        return usual.ToDictionary(u => u.ChannelId);
    }

    private sealed record Went(Guid ChannelId, string? Opening, bool Ripe, double? Views, double? Engaged, double? Seen);

    private sealed record Usual(Guid ChannelId, double? Views, double? Rate);
}
