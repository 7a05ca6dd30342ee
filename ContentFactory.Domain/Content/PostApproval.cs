using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content;

/// <summary>Decisions about ready posts. An approval holds for the version that the approver read.</summary>
public sealed class PostApproval(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    public Task<Result> ApproveAsync(Guid postId, int version, CancellationToken ct = default)
    {
        actor.Demand(Permission.ApprovePosts);
        return DecideAsync(postId, (post, now, required) => post.Approve(actor.PersonId, version, now, required), null, ct);
    }

    /// <summary>Back to draft, with the reason for its author.</summary>
    public Task<Result> RejectAsync(Guid postId, string comment, CancellationToken ct = default)
    {
        actor.Demand(Permission.ApprovePosts);
        return RejectAsync(postId, null, comment, ct);
    }

    /// <param name="version">The one that was read; null where any will do.</param>
    public Task<Result> RejectAsync(Guid postId, int? version, string comment, CancellationToken ct = default)
    {
        actor.Demand(Permission.ApprovePosts);
        if (comment.Trim().Length > 2000)
            return Task.FromResult<Result>(Problem.Invalid("Comment", "Content.TooLong", 2000));
        return DecideAsync(postId, (post, now, _) => post.Reject(PlainText.Clean(comment), now, version), comment.Trim(), ct);
    }

    private async Task<Result> DecideAsync(Guid postId, Func<Post, DateTimeOffset, int, Result> decide, string? comment, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Posts.SingleOrDefaultAsync(p => p.Id == postId, ct) is not { } post)
            return Problem.NotFound("Content.PostGone");
        var (before, now) = (post.Status, clock.GetUtcNow());
        var required = await rows.Companies.Where(c => c.Id == post.CompanyId).Select(c => c.RequiredApprovals).SingleAsync(ct);
        var decided = decide(post, now, required);
        if (!decided.Ok)
            return decided;
        rows.Audit(Permission.ApprovePosts, "post", postId, new { Status = before.ToString() }, new { Status = post.Status.ToString(), post.Version, Comment = comment }, now);
        if (await new PostEdits(rows, actor, now).SaveAsync(ct, post.Status is PostStatus.Ready ? [] : [PostNotices.Decided(post, actor)]) is { } problem)
            return problem;
        changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        changes.Notify(Guid.Empty, ChangeTopics.Asks);
        return Result.Done;
    }
}
