using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>A publication that stands close to a time that somebody thinks of.</summary>
/// <param name="At">When it goes out, or went out.</param>
/// <param name="SamePost">The post itself, within the 24 hours in which planning it again asks for a confirmation; otherwise another post, less than an hour away.</param>
public sealed record PlanNeighbour(Guid ChannelId, string Title, DateTimeOffset At, bool SamePost);

/// <summary>What stands close on the same channel before a post is planned: worth a word, no reason to refuse.</summary>
public sealed class PlanNeighbours(Db db, Actor actor)
{
    /// <summary>Closer than this readers see two posts at once.</summary>
    public static readonly TimeSpan Close = TimeSpan.FromHours(1);

    private const int Most = 50;

    // what went out late, or early, stands near its plan all the same
    private static readonly TimeSpan Around = TimeSpan.FromDays(3);

    /// <summary>The nearest first.</summary>
    public async Task<IReadOnlyList<PlanNeighbour>> OfAsync(Guid postId, IReadOnlyList<(Guid ChannelId, DateTimeOffset At)> times, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        Guid[] channels = [.. times.Select(t => t.ChannelId)];
        DateTimeOffset[] wanted = [.. times.Select(t => t.At.ToUniversalTime())];
        string[] standing = [.. PostSchedule.Standing.Select(s => SnakeCase.Of(s.ToString()))];
        return await rows.Database.SqlQuery<PlanNeighbour>($"""
            select near.channel_id as "ChannelId", near.title as "Title", near.at as "At", near.same_post as "SamePost"
            from (
                select p.channel_id, post.title, coalesce(p.published_at, p.scheduled_at) as at, p.post_id = {postId} as same_post, t.at as wanted
                from unnest({channels}, {wanted}) as t (channel_id, at)
                join publications p on p.tenant_id = {rows.TenantId} and p.channel_id = t.channel_id and p.scheduled_at between t.at - {Around} and t.at + {Around}
                join posts post on post.tenant_id = p.tenant_id and post.id = p.post_id
                where p.state = any ({standing})) near
            where greatest(near.at - near.wanted, near.wanted - near.at) < case when near.same_post then {PostSchedule.DuplicateWindow} else {Close} end
            order by greatest(near.at - near.wanted, near.wanted - near.at), near.at
            limit {Most}
            """).ToListAsync(ct);
    }
}
