using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Merging;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content;

public sealed record NewPost(Guid CompanyId, PostType Type = PostType.TextPost, PostContent? Content = null);

/// <summary>A medium of a post, in its place.</summary>
public sealed record MediaPlace(Guid MediaId, string? AltText = null);

/// <summary>
/// Writing posts. Each change names the version that the person saw and answers with the new one; when somebody else was
/// faster it is refused, so nobody's words are overwritten unseen.
/// </summary>
public sealed class PostEditor(Db db, PlatformSet platforms, Actor actor, Changes changes, TimeProvider clock)
{
    internal const int MostMedia = 20;
    private const int MostAttempts = 5;

    public async Task<Result<Guid>> CreateAsync(NewPost request, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        var content = request.Content is null ? null : PostCheck.Read(request.Content);
        if (content is { Ok: false })
            return content.Problem;
        await using var rows = await db.OpenAsync(ct);
        if (!await rows.Companies.AnyAsync(c => c.Id == request.CompanyId && c.Status == CompanyStatus.Active, ct))
            return Problem.Invalid(nameof(NewPost.CompanyId), "Content.CompanyMissing");
        var now = clock.GetUtcNow();
        var post = new Post(actor.TenantId, Ids.New(now), request.CompanyId, request.Type, actor.PersonId, now);
        if (content is not null)
            post.Write(content.Value, now);
        rows.Posts.Add(post);
        var edits = new PostEdits(rows, actor, now);
        await edits.KeepVersionAsync(post, wasDraft: true, ct);
        return await SaveAsync(edits, ct) is { } problem ? problem : post.Id;
    }

    /// <returns>The version now; the same as before when nothing differs.</returns>
    public async Task<Result<int>> SaveAsync(Guid postId, int expectedVersion, PostContent typed, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        var content = PostCheck.Read(typed);
        if (!content.Ok)
            return content.Problem;
        var saved = await ChangeAsync(postId, expectedVersion, async (rows, post, now) =>
        {
            if (PostCheck.Same(PostEdits.ContentOf(post), content.Value))
                return Result.Done;
            var before = (post.FullText, post.Link);
            post.Write(content.Value, now);
            if (before != (post.FullText, post.Link))
                await VariantFollower.FollowAsync(rows, platforms, post, ct);
            return Result.Done;
        }, ct);
        // the same words may have come by another way just before: a page that was leaving sends them twice
        return saved.Problem is { TextKey: "Content.ChangedByOther" } && await VersionWithAsync(postId, content.Value, ct) is { } version ? version : saved;
    }

    /// <summary>
    /// What stood in the fields when the page was left. The person's own saves since then do not stand in its way; another person's changes are
    /// joined with it. A field that both have changed stays as the other wrote it, and the answer says so.
    /// </summary>
    public async Task<Result<int>> SaveLastWordsAsync(Guid postId, int seenVersion, PostWords words, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        for (var attempt = 1; ; attempt++)
        {
            var (saved, clash) = await JoinLastWordsAsync(postId, seenVersion, words, ct);
            // the person's own last save was still on its way through the circuit and came in between
            if (saved.Problem is { TextKey: "Content.ChangedByOther" } && attempt < MostAttempts)
                continue;
            return saved.Ok && clash ? Problem.Conflict("Content.ChangedByOther") : saved;
        }
    }

    private async Task<(Result<int> Saved, bool Clash)> JoinLastWordsAsync(Guid postId, int seenVersion, PostWords words, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await SavedWords.NowAsync(rows, postId, ct) is not { } now)
            return (Problem.NotFound("Content.PostGone"), false);
        if (await SavedWords.BeforeOthersAsync(rows, actor, postId, seenVersion, ct) is not { } seen)
            return (await SaveAsync(postId, now.Version, words.Over(now.Content), ct), false);
        var merged = PostMerge.Of(seen, words.Over(seen), now.Content);
        return (await SaveAsync(postId, now.Version, merged.Content, ct), merged.Clashes.Count > 0);
    }

    /// <summary>For a page whose save was refused because another was faster.</summary>
    public async Task<Result<PostNow>> NowAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        return await SavedWords.NowAsync(rows, postId, ct) is { } now ? now : Problem.NotFound("Content.PostGone");
    }

    /// <summary>The whole list in order: adds, removes, moves and describes.</summary>
    public async Task<Result<int>> SetMediaAsync(Guid postId, int expectedVersion, IReadOnlyList<MediaPlace> media, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        if (media.Count > MostMedia)
            return Problem.Invalid("Media", "Content.TooManyMedia", MostMedia);
        if (media.Any(m => m.AltText?.Length > 1000))
            return Problem.Invalid("Media", "Content.TooLong", 1000);
        return await ChangeAsync(postId, expectedVersion, (rows, post, now) => ReplaceMediaAsync(rows, post, media, now, ct), ct);
    }

    /// <summary>A picture of the library that stands for the post's video; none where the networks take one out of the video.</summary>
    public Task<Result<int>> CoverAsync(Guid postId, int expectedVersion, Guid? mediaId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        return ChangeAsync(postId, expectedVersion, async (rows, post, now) =>
        {
            if (mediaId != post.CoverMediaId && await PostCovers.FaultAsync(rows, mediaId, ct) is { } fault)
                return fault;
            post.Cover(mediaId, now);
            return Result.Done;
        }, ct);
    }

    /// <summary>Topics are for finding and numbers; they take no approval back.</summary>
    public async Task<Result> SetTopicsAsync(Guid postId, IReadOnlyCollection<Guid> topicIds, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        if (!await rows.Posts.AnyAsync(p => p.Id == postId, ct))
            return Problem.NotFound("Content.PostGone");
        var links = await rows.PostTopics.Where(l => l.PostId == postId).ToListAsync(ct);
        rows.PostTopics.RemoveRange(links.Where(l => !topicIds.Contains(l.TopicId)));
        rows.PostTopics.AddRange(topicIds.Distinct().Where(id => links.All(l => l.TopicId != id)).Select(id => new PostTopic(actor.TenantId, postId, id)));
        return await SaveAsync(new PostEdits(rows, actor, clock.GetUtcNow()), ct) is { } problem ? problem : Result.Done;
    }

    public async Task<Result> MakeReadyAsync(Guid postId, int expectedVersion, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        var edits = new PostEdits(rows, actor, clock.GetUtcNow());
        var found = await edits.FindAsync(postId, expectedVersion, ct);
        if (!found.Ok)
            return found.Problem;
        var made = found.Value.MakeReady(clock.GetUtcNow());
        if (!made.Ok)
            return made;
        var notices = await edits.ApproveByRuleAsync(found.Value, ct);
        return await SaveAsync(edits, ct, notices) is { } problem ? problem : Result.Done;
    }

    public async Task<Result> ArchiveAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ArchivePosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Posts.SingleOrDefaultAsync(p => p.Id == postId, ct) is not { } post)
            return Problem.NotFound("Content.PostGone");
        if (post.Status is PostStatus.Scheduled or PostStatus.Archived)
            return Problem.Conflict(post.Status is PostStatus.Archived ? "Content.Archived" : "Content.StillScheduled");
        var (before, now) = (post.Status, clock.GetUtcNow());
        post.Archive(now);
        rows.Audit(Permission.ArchivePosts, "post", postId, new { Status = before.ToString() }, new { Status = post.Status.ToString() }, now);
        return await SaveAsync(new PostEdits(rows, actor, now), ct) is { } problem ? problem : Result.Done;
    }

    private async Task<int?> VersionWithAsync(Guid postId, PostContent content, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var post = await rows.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == postId, ct);
        return post is not null && PostCheck.Same(PostEdits.ContentOf(post), content) ? post.Version : null;
    }

    private async Task<Result<int>> ChangeAsync(Guid postId, int expectedVersion, Func<AppDb, Post, DateTimeOffset, Task<Result>> change, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var edits = new PostEdits(rows, actor, now);
        var found = await edits.FindAsync(postId, expectedVersion, ct);
        if (!found.Ok)
            return found.Problem;
        var post = found.Value;
        var wasDraft = post.Status is PostStatus.Draft;
        var changed = await change(rows, post, now);
        if (!changed.Ok)
            return changed.Problem;
        if (post.Version == expectedVersion)
            return expectedVersion;
        await edits.KeepVersionAsync(post, wasDraft, ct);
        return await SaveAsync(edits, ct) is { } problem ? problem : post.Version;
    }

    private async Task<Result> ReplaceMediaAsync(AppDb rows, Post post, IReadOnlyList<MediaPlace> media, DateTimeOffset now, CancellationToken ct)
    {
        var wanted = media.DistinctBy(m => m.MediaId).ToList();
        var ids = wanted.Select(m => m.MediaId).ToList();
        var bytes = await rows.MediaItems.Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Sha256 }).ToDictionaryAsync(m => m.Id, m => m.Sha256, ct);
        if (bytes.Count != ids.Count)
            return Problem.NotFound("Content.PartGone");
        // a file that was brought in twice has two places in the library and one in the post
        wanted = [.. wanted.DistinctBy(m => bytes[m.MediaId] is { } hash ? Convert.ToHexString(hash) : m.MediaId.ToString())];
        ids = [.. wanted.Select(m => m.MediaId)];
        if (!await PostMediaList.PutAsync(rows, actor.TenantId, post.Id, wanted, now, ct))
            return Result.Done;
        // what a post has no more no network gets
        foreach (var variant in await rows.PostVariants.Where(v => v.PostId == post.Id && v.MediaIds != null).ToListAsync(ct))
            variant.MediaIds = [.. variant.MediaIds!.Where(ids.Contains)];
        post.Changed(now);
        return Result.Done;
    }

    private async Task<Problem?> SaveAsync(PostEdits edits, CancellationToken ct, params Notice[] notices)
    {
        var problem = await edits.SaveAsync(ct, notices);
        if (problem is null)
            changes.Notify(actor.TenantId, ChangeTopics.Posts);
        if (problem is null && edits.Told)
        {
            changes.Notify(actor.TenantId, ChangeTopics.Notifications);
            changes.Notify(Guid.Empty, ChangeTopics.Asks);
        }
        return problem;
    }
}
