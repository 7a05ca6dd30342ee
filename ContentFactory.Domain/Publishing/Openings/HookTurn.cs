using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Openings;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// Which of the tested openings the next publication of a post gets: the one that its channel has had least often, of those the one that it
/// had longest ago, of those the one that all channels together have had least often, of those the first. So each channel gets each equally
/// often, and a post that goes out once on each of several channels opens differently on every other one. A network whose own text begins
/// otherwise takes no part.
/// </summary>
internal sealed class HookTurn(IReadOnlyList<string> openings, Dictionary<(Guid ChannelId, short Hook), (int Count, int Last)> given, Dictionary<Guid, bool> takesPart)
{
    private static readonly PublicationState[] NotOut = [PublicationState.Cancelled, PublicationState.Failed];

    /// <summary>The same said for the row that a statement inserts: a post po on a channel c. Looks at one small index where nothing is tested.</summary>
    public const string Sql = """
        (select v.position from hook_variants v
         join hook_tests ht on ht.tenant_id = v.tenant_id and ht.post_id = v.post_id and ht.stopped_at is null
         cross join lateral (
             select count(*) filter (where g.channel_id = c.id) as here, max(g.occurrence) filter (where g.channel_id = c.id) as last, count(*) as anywhere from publications g
             where g.tenant_id = v.tenant_id and g.post_id = v.post_id and g.hook = v.position and g.state not in ('cancelled', 'failed')) used
         where v.tenant_id = po.tenant_id and v.post_id = po.id
           and coalesce((select strpos(coalesce(w.thread_parts[1], w.text), nullif(po.hook, '')) > 0 from post_variants w
                         where w.tenant_id = po.tenant_id and w.post_id = po.id and w.platform = c.platform and w.text is not null), strpos(po.text, nullif(po.hook, '')) > 0)
         order by used.here, used.last, used.anywhere, v.position limit 1)
        """;

    /// <summary>Gives their openings to publications that a statement has just planned for several posts at once.</summary>
    public static async Task GiveAsync(AppDb rows, IReadOnlyCollection<Guid> publicationIds, IReadOnlyCollection<Guid> postIds, CancellationToken ct)
    {
        foreach (var post in await rows.Posts.AsNoTracking().Where(p => postIds.Contains(p.Id) && rows.HookTests.Any(t => t.PostId == p.Id && t.StoppedAt == null)).ToListAsync(ct))
        {
            var planned = await rows.Publications.Where(p => p.PostId == post.Id && publicationIds.Contains(p.Id)).OrderBy(p => p.ScheduledAt).ThenBy(p => p.Id).ToListAsync(ct);
            var turn = await ReadAsync(rows, post, await HookTests.RunningAsync(rows, post.Id, ct), [.. planned.Select(p => p.ChannelId)], ct);
            foreach (var publication in planned)
                publication.Test(turn?.Next(publication.ChannelId));
        }
    }

    /// <summary>Null where nothing is tested.</summary>
    /// <param name="openings">Of the running test.</param>
    public static async Task<HookTurn?> ReadAsync(AppDb rows, Post post, IReadOnlyList<string> openings, IReadOnlyCollection<Guid> channelIds, CancellationToken ct)
    {
        if (openings.Count == 0)
            return null;
        var given = await rows.Publications.Where(p => p.PostId == post.Id && p.Hook != null && !NotOut.Contains(p.State)).GroupBy(p => new { p.ChannelId, p.Hook })
            .Select(g => new { g.Key.ChannelId, g.Key.Hook, Count = g.Count(), Last = g.Max(p => p.Occurrence) }).ToDictionaryAsync(g => (g.ChannelId, g.Hook!.Value), g => (g.Count, g.Last), ct);
        var own = await rows.PostVariants.AsNoTracking().Where(v => v.PostId == post.Id && v.Text != null).ToListAsync(ct);
        var channels = await rows.Channels.Where(c => channelIds.Contains(c.Id)).Select(c => new { c.Id, c.Platform }).ToListAsync(ct);
        return new(openings, given, channels.ToDictionary(c => c.Id, c => own.Find(v => v.Platform == c.Platform) is { } variant
            ? Opening.StandsIn(variant.Text!, variant.ThreadParts, post.Hook) : Opening.StandsIn(post.Text, post.Hook)));
    }

    /// <summary>Null where the channel takes no part.</summary>
    public short? Next(Guid channelId)
    {
        if (!takesPart.GetValueOrDefault(channelId))
            return null;
        var next = Enumerable.Range(0, openings.Count).Select(n => (short)n)
            .MinBy(n => (given.GetValueOrDefault((channelId, n)), given.Where(g => g.Key.Hook == n).Sum(g => g.Value.Count), n));
        var last = given.Where(g => g.Key.ChannelId == channelId).Select(g => g.Value.Last).DefaultIfEmpty(-1).Max();
        given[(channelId, next)] = (given.GetValueOrDefault((channelId, next)).Count + 1, last + 1);
        return next;
    }
}
