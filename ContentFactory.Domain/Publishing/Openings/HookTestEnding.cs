using System.Linq.Expressions;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Openings;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>Ends a test of openings with one of them: it is put into the text, and into what is planned.</summary>
public sealed class HookTestEnding(Db db, PlatformSet platforms, Actor actor, Changes changes, TimeProvider clock)
{
    private static readonly PublicationState[] Waiting = [PublicationState.Scheduled, PublicationState.Held];

    // what is on its way must keep the words by which it can be found again
    private static readonly PublicationState[] OnItsWay = [PublicationState.Leased, PublicationState.Sending, PublicationState.Accepted, PublicationState.Unknown];

    // half a chain is out, or a call was tried: the words must stay those of the first attempt
    private static Expression<Func<Publication, bool>> HasBegun => p => OnItsWay.Contains(p.State)
        || (Waiting.Contains(p.State) && p.Opening != null) || ((Waiting.Contains(p.State) || p.State == PublicationState.Failed) && (p.Handle != null || p.ExternalId != null));

    /// <summary>
    /// Whoever approved the post approved each of its tested openings, so an approval stays and what is planned goes out with that opening;
    /// a post that is not approved is edited as by hand.
    /// </summary>
    public async Task<Result<int>> OpenWithAsync(Guid postId, int expectedVersion, int position, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.Database.ExecuteSqlAsync($"select 1 from posts where tenant_id = {rows.TenantId} and id = {postId} for update", ct);
        if (await rows.Posts.SingleOrDefaultAsync(p => p.Id == postId, ct) is not { } post)
            return Problem.NotFound("Content.PostGone");
        if (post.Version != expectedVersion)
            return Problem.Conflict("Content.ChangedByOther");
        if (await rows.HookTests.SingleOrDefaultAsync(t => t.PostId == postId, ct) is not { } test || await rows.HookVariants.SingleOrDefaultAsync(v => v.PostId == postId && v.Position == position, ct) is not { } chosen)
            return Problem.NotFound("Content.PartGone");
        if (!Opening.StandsIn(post.Text, post.Hook))
            return Problem.Conflict("Content.OpeningsGone");
        // what is claimed meanwhile is seen as claimed, and what is locked here is not claimed
        await rows.Database.ExecuteSqlAsync($"select 1 from publications where tenant_id = {rows.TenantId} and post_id = {postId} and state in ('scheduled', 'held') order by id for update", ct);
        if (await rows.Publications.Where(p => p.PostId == postId).AnyAsync(HasBegun, ct))
            return Problem.Conflict("Publishing.OpeningOnItsWay");
        var (now, wasDraft) = (clock.GetUtcNow(), post.Status is PostStatus.Draft);
        if ((test.Stop(now, chosen.Position).Problem ?? await WriteAsync(rows, post, chosen.Text, now, ct)) is { } refused)
            return refused;
        var edits = new PostEdits(rows, actor, now);
        await edits.KeepVersionAsync(post, wasDraft, ct);
        if (await edits.SaveAsync(ct) is { } problem)
            return problem;
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        changes.Notify(actor.TenantId, ChangeTopics.Publications);
        if (edits.Told)
            changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        return post.Version;
    }

    private async Task<Problem?> WriteAsync(AppDb rows, Post post, string opening, DateTimeOffset now, CancellationToken ct)
    {
        var (standing, text) = (post.Hook, Opening.Put(post.Text, [], post.Hook, opening).Text);
        if (post.ApprovedVersion != post.Version || post.Status is not (PostStatus.Approved or PostStatus.Scheduled or PostStatus.Published))
        {
            if (!post.CanEdit)
                return Problem.Conflict("Content.CannotEdit");
            post.Write(PostEdits.ContentOf(post) with { Text = text, Hook = opening }, now);
            await VariantFollower.FollowAsync(rows, platforms, post, ct);
            return null;
        }
        var approved = post.Version;
        post.OpenWithApproved(text, opening, now);
        rows.Audit(Permission.EditPosts, "post", post.Id, null, new { Opening = opening, post.Version }, now);
        // as they would have gone out with it: nothing is adapted anew, for nobody has approved that
        foreach (var variant in await rows.PostVariants.Where(v => v.PostId == post.Id && v.Text != null).ToListAsync(ct))
            variant.Open(Opening.Put(variant.Text!, variant.ThreadParts ?? [], standing, opening));
        foreach (var publication in await rows.Publications.Where(p => p.PostId == post.Id && p.PostVersion == approved && Waiting.Contains(p.State)).ToListAsync(ct))
            publication.Follow(post.Version, now);
        return null;
    }
}
