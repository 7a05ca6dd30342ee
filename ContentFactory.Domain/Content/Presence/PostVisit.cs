using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Presence;

/// <summary>Another person who has the post open.</summary>
/// <param name="Field">The field that they stand in; null while they only look.</param>
public sealed record PresentPerson(Guid PersonId, string Name, string? Field);

/// <summary>Being in a post with others: each tab says that it is there, and hears who else is. Time is the database's, so that nodes agree.</summary>
public sealed class PostVisit(Db db, Actor actor, Changes changes)
{
    /// <summary>How often a tab says that it is still there.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(12);

    // a node that died says no goodbye: three heartbeats, and one that came late
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(40);
    private const int LongestField = 20;

    /// <param name="tells">Something is new, an arrival or another field: the others are to hear of it at once.</param>
    public async Task<Result<List<PresentPerson>>> StayAsync(Guid postId, Guid tabId, string? field, bool tells, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        if (field?.Length > LongestField)
            return Problem.NotFound("Content.PartGone");
        await using var rows = await db.OpenAsync(ct);
        // an administrator who looks through somebody's eyes is not there
        if (actor.ViewAs is not null)
            return await OthersAsync(rows, postId, ct);
        var stood = await rows.Database.ExecuteSqlAsync($"""
            insert into post_presences (tenant_id, id, post_id, person_id, field, seen_at)
            select tenant_id, {tabId}, id, {actor.PersonId}, {field}, app_now() from posts where tenant_id = {actor.TenantId} and id = {postId}
            on conflict (tenant_id, id) do update set post_id = excluded.post_id, field = excluded.field, seen_at = excluded.seen_at
            where post_presences.person_id = excluded.person_id
            """, ct);
        if (stood == 0)
            return Problem.NotFound("Content.PostGone");
        if (await rows.Database.ExecuteSqlAsync($"delete from post_presences where tenant_id = {actor.TenantId} and seen_at < app_now() - {Gone}", ct) > 0 || tells)
            changes.Notify(actor.TenantId, ChangeTopics.Presence);
        return await OthersAsync(rows, postId, ct);
    }

    public async Task<IReadOnlyList<PresentPerson>> OthersAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        return await OthersAsync(rows, postId, ct);
    }

    public async Task LeaveAsync(Guid tabId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        if (actor.ViewAs is not null)
            return;
        await using var rows = await db.OpenAsync(ct);
        if (await rows.PostPresences.Where(p => p.Id == tabId && p.PersonId == actor.PersonId).ExecuteDeleteAsync(ct) > 0)
            changes.Notify(actor.TenantId, ChangeTopics.Presence);
    }

    private async Task<List<PresentPerson>> OthersAsync(AppDb rows, Guid postId, CancellationToken ct)
    {
        var since = await rows.NowAsync(ct) - Gone;
        var present = await rows.PostPresences.Where(p => p.PostId == postId && p.PersonId != actor.PersonId && p.SeenAt > since).OrderByDescending(p => p.SeenAt)
            .Select(p => new { p.PersonId, p.Field, Name = rows.People.Where(a => a.Id == p.PersonId).Select(a => a.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        // of two tabs of one person the one in which they write
        return [.. present.GroupBy(p => p.PersonId).Select(p => p.FirstOrDefault(tab => tab.Field is not null) ?? p.First())
            .Where(p => p.Name is not null).OrderBy(p => p.Name, StringComparer.CurrentCulture).Select(p => new PresentPerson(p.PersonId, p.Name!, p.Field))];
    }
}
