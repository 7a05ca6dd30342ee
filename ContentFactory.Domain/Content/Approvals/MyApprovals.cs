using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Approvals;

/// <param name="Since">When it began to wait.</param>
public sealed record WaitingPost(Guid Id, string Title, string Start, string CompanyName, DateTimeOffset Since);

/// <summary>How a post differs from what was approved of it before.</summary>
public sealed record ReviewedChange(int Version, DateTimeOffset ApprovedAt, IReadOnlyList<WordRun> Words);

/// <param name="Waits">For the one who asks; others may have decided meanwhile.</param>
/// <param name="Approvals">How many this version has already.</param>
/// <param name="Change">Null where it was never approved before.</param>
public sealed record ReviewedPost(PostView Post, bool Waits, int Approvals, int Required, DateTimeOffset Since, ReviewedChange? Change);

/// <summary>What waits for the decision of one person, the oldest first.</summary>
public sealed class MyApprovals(Db db, Actor actor, PostQueries posts)
{
    public const int Most = 100;

    private const int StartLength = 120;

    public async Task<IReadOnlyList<WaitingPost>> WaitingAsync(Guid? companyId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ApprovePosts);
        await using var rows = await db.OpenAsync(ct);
        return await Waiting(rows).Where(p => companyId == null || p.CompanyId == companyId).OrderBy(p => p.ReadyAt ?? p.UpdatedAt).ThenBy(p => p.Id).Take(Most)
            .Select(p => new WaitingPost(p.Id, p.Title, p.Text.Substring(0, StartLength), rows.Companies.Where(c => c.Id == p.CompanyId).Select(c => c.Name).Single(), p.ReadyAt ?? p.UpdatedAt)).ToListAsync(ct);
    }

    public async Task<int> CountAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ApprovePosts);
        await using var rows = await db.OpenAsync(ct);
        return await Waiting(rows).CountAsync(ct);
    }

    /// <summary>One post with all that its decision rests on.</summary>
    public async Task<Result<ReviewedPost>> ReviewAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ApprovePosts);
        var found = await posts.OneAsync(postId, ct);
        if (!found.Ok)
            return found.Problem;
        var post = found.Value;
        await using var rows = await db.OpenAsync(ct);
        var waits = await Waiting(rows).AnyAsync(p => p.Id == postId, ct);
        var facts = await rows.Posts.Where(p => p.Id == postId)
            .Select(p => new { Since = p.ReadyAt ?? p.UpdatedAt, Required = rows.Companies.Where(c => c.Id == p.CompanyId).Select(c => c.RequiredApprovals).Single(), IsHalf = p.ApprovedVersion == p.Version }).SingleAsync(ct);
        return new ReviewedPost(post, waits, facts.IsHalf ? 1 : 0, facts.Required, facts.Since, await ChangeAsync(rows, post, ct));
    }

    private IQueryable<Post> Waiting(AppDb rows) =>
        rows.Posts.AsNoTracking().Where(p => p.Status == PostStatus.Ready && !(p.ApprovedVersion == p.Version && p.ApproverId == actor.PersonId));

    private static async Task<ReviewedChange?> ChangeAsync(AppDb rows, PostView post, CancellationToken ct)
    {
        if (post.Decisions.FirstOrDefault(d => d.Status is PostStatus.Approved && d.Version < post.Version) is not { Version: { } version } before)
            return null;
        var content = await rows.PostVersions.AsNoTracking().Where(v => v.PostId == post.Id && v.Number == version).Select(v => v.Content).SingleOrDefaultAsync(ct);
        return content is null ? null : new(version, before.At, WordDiff.Of(PostWords.Of(content).Whole(), PostWords.Of(post.Content).Whole()));
    }
}
