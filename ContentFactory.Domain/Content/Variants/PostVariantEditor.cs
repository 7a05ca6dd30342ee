using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Variants;

/// <summary>What one network gets, as the editor shows it. <paramref name="Text"/> is null where the original goes out.</summary>
/// <param name="Parts">Of a chain; empty where one message holds all.</param>
public sealed record PostVariantRow(string Platform, string? Text, IReadOnlyList<string> Parts, string? MadeBy, bool Edited, bool Outdated)
{
    /// <summary>It is adapted anew when the original changes.</summary>
    public bool Follows => !Edited && MadeBy == VariantFollower.Adapter;
}

/// <summary>Writing the texts of networks. They are content: a change takes an approval back and names the version that the person saw.</summary>
public sealed class PostVariantEditor(Db db, PlatformSet platforms, Actor actor, Changes changes, TimeProvider clock)
{
    /// <summary>Hand-written text; more than one part makes a chain where the network has such.</summary>
    public async Task<Result<int>> WriteAsync(Guid postId, int expectedVersion, string platform, IReadOnlyList<string> parts, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        var clean = parts.Select(p => PlainText.Clean(p).Trim()).Where(p => p.Length > 0).ToList();
        if (clean.Count == 0)
            return Problem.Invalid("Parts", "Content.VariantEmpty");
        if (clean.Sum(p => p.Length) > PostCheck.LongestText)
            return Problem.Invalid("Parts", "Content.TooLong", PostCheck.LongestText);
        if (platforms.Find(platform) is { } network && clean.Count > Math.Max(1, network.Limits.MostParts))
            return Problem.Invalid("Parts", "Content.VariantParts", network.Limits.MostParts);
        return await ChangeAsync(postId, expectedVersion, platform, (_, variant) => variant.Rewrite(clean[0], clean), ct);
    }

    /// <summary>Lets the original go out again.</summary>
    public Task<Result<int>> FollowAsync(Guid postId, int expectedVersion, string platform, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        return ChangeAsync(postId, expectedVersion, platform, (_, variant) => variant.Follow(), ct);
    }

    /// <summary>Makes the text anew from the original as it reads now.</summary>
    public Task<Result<int>> AdaptAsync(Guid postId, int expectedVersion, string platform, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        return ChangeAsync(postId, expectedVersion, platform, (post, variant) =>
        {
            var text = VariantFollower.Adapt(post, PlatformShapes.Of(platforms, [platform]))[0];
            variant.Adapt(text.Text, text.Parts, text.FirstComment, VariantFollower.Adapter);
        }, ct);
    }

    /// <summary>Which of the post's files a network gets, in its own order.</summary>
    /// <param name="mediaIds">Null, or all of them as they stand, follows the post.</param>
    public async Task<Result<int>> ChooseMediaAsync(Guid postId, int expectedVersion, string platform, IReadOnlyList<Guid>? mediaIds, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        var placed = await rows.PostMedia.Where(m => m.PostId == postId).OrderBy(m => m.Position).Select(m => m.MediaId).ToListAsync(ct);
        var wanted = mediaIds?.Distinct().ToArray();
        if (wanted?.Except(placed).Any() is true)
            return Problem.NotFound("Content.PartGone");
        var chosen = wanted is null || wanted.SequenceEqual(placed) ? null : wanted;
        return await ChangeAsync(postId, expectedVersion, platform, (_, variant) => variant.MediaIds = chosen, ct);
    }

    /// <summary>A cover for one network alone; null for the post's.</summary>
    public async Task<Result<int>> CoverAsync(Guid postId, int expectedVersion, string platform, Guid? mediaId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using (var rows = await db.OpenAsync(ct))
            if (await PostCovers.FaultAsync(rows, mediaId, ct) is { } fault)
                return fault;
        return await ChangeAsync(postId, expectedVersion, platform, (_, variant) => variant.CoverMediaId = mediaId, ct);
    }

    /// <summary>What is written under the post on one network once it is out; without words nothing is.</summary>
    /// <param name="delay">Minutes after the post, up to <see cref="FirstCommentFault.LongestDelay"/>.</param>
    public async Task<Result<int>> CommentAsync(Guid postId, int expectedVersion, string platform, string? words, int delay, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        var clean = PlainText.Clean(words ?? "").Trim() is { Length: > 0 } kept ? kept : null;
        if (platforms.Find(platform) is { } network && FirstCommentFault.Of(network, clean, delay) is { } fault)
            return fault;
        return await ChangeAsync(postId, expectedVersion, platform, (_, variant) => variant.Comment(clean, delay), ct);
    }

    /// <summary>Another of the proposed openings takes the place of the one in the text.</summary>
    public async Task<Result<int>> OpenWithAsync(Guid postId, int expectedVersion, string hook, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        var (now, edits) = (clock.GetUtcNow(), new PostEdits(rows, actor, clock.GetUtcNow()));
        var found = await edits.FindAsync(postId, expectedVersion, ct);
        if (!found.Ok)
            return found.Problem;
        var post = found.Value;
        if (!post.Hooks.Contains(hook))
            return Problem.NotFound("Content.PartGone");
        if (post.Hook == hook)
            return expectedVersion;
        var (wasDraft, text) = (post.Status is PostStatus.Draft, HookSwap.In(post.Text, post.Hook, hook));
        post.Write(PostEdits.ContentOf(post) with { Text = text, Hook = hook }, now);
        await VariantFollower.FollowAsync(rows, platforms, post, ct);
        return await SaveAsync(edits, post, wasDraft, ct);
    }

    private async Task<Result<int>> ChangeAsync(Guid postId, int expectedVersion, string platform, Action<Post, PostVariant> change, CancellationToken ct)
    {
        if (platforms.Find(platform) is null)
            return Problem.Invalid("Platform", "Content.PlatformUnknown");
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var edits = new PostEdits(rows, actor, now);
        var found = await edits.FindAsync(postId, expectedVersion, ct);
        if (!found.Ok)
            return found.Problem;
        var (post, wasDraft) = (found.Value, found.Value.Status is PostStatus.Draft);
        var variant = await rows.PostVariants.SingleOrDefaultAsync(v => v.PostId == postId && v.Platform == platform, ct)
            ?? rows.PostVariants.Add(new PostVariant(actor.TenantId, Ids.New(now), postId, platform)).Entity;
        var before = variant.Says;
        change(post, variant);
        if (variant.Says == before)
            return expectedVersion;
        post.Changed(now);
        return await SaveAsync(edits, post, wasDraft, ct);
    }

    private async Task<Result<int>> SaveAsync(PostEdits edits, Post post, bool wasDraft, CancellationToken ct)
    {
        await edits.KeepVersionAsync(post, wasDraft, ct);
        if (await edits.SaveAsync(ct) is { } problem)
            return problem;
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        if (edits.Told)
            changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        return post.Version;
    }
}
