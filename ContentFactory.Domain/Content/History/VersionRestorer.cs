using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.History;

/// <param name="FilesGone">Files of that version that were deleted since.</param>
public sealed record Restored(int Version, int FilesGone);

/// <summary>Brings a kept version back as a new one. It is an edit like any other: checked like one, and it takes an approval back.</summary>
public sealed class VersionRestorer(Db db, PlatformSet platforms, Actor actor, Changes changes, TimeProvider clock)
{
    public async Task<Result<Restored>> RestoreAsync(Guid postId, int expectedVersion, int number, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var edits = new PostEdits(rows, actor, now);
        var found = await edits.FindAsync(postId, expectedVersion, ct);
        if (!found.Ok)
            return found.Problem;
        if (await rows.PostVersions.AsNoTracking().SingleOrDefaultAsync(v => v.PostId == postId && v.Number == number, ct) is not { } kept)
            return Problem.NotFound("Content.PartGone");
        var content = PostCheck.Read(kept.Content);
        if (!content.Ok)
            return content.Problem;
        var post = found.Value;
        var isSame = PostCheck.Same(PostEdits.ContentOf(post), content.Value);
        var gone = kept.Parts is { } parts ? await PutAsync(rows, post, parts, now, ct) : 0;
        if (isSame && !rows.ChangeTracker.HasChanges())
            return new Restored(expectedVersion, gone);
        post.Write(content.Value, now);
        if (kept.Parts is null)
            await VariantFollower.FollowAsync(rows, platforms, post, ct);
        rows.Audit(Permission.EditPosts, "post", postId, new { Version = expectedVersion }, new { RestoredVersion = number, post.Version }, now);
        await edits.KeepVersionAsync(post, wasDraft: false, ct, restoredFrom: number);
        if (await edits.SaveAsync(ct) is { } problem)
            return problem;
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        if (edits.Told)
            changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        return new Restored(post.Version, gone);
    }

    private async Task<int> PutAsync(AppDb rows, Post post, KeptParts parts, DateTimeOffset now, CancellationToken ct)
    {
        var (postId, wanted) = (post.Id, parts.Files.Distinct().ToList());
        var there = await rows.MediaItems.Where(m => wanted.Contains(m.Id)).Select(m => m.Id).ToListAsync(ct);
        await PostMediaList.PutAsync(rows, actor.TenantId, postId, [.. parts.Media.Where(m => there.Contains(m.MediaId))], now, ct);
        var variants = await rows.PostVariants.Where(v => v.PostId == postId).ToListAsync(ct);
        var placed = parts.Media.Select(m => m.MediaId).Where(there.Contains).ToList();
        // what a post has no more no network gets
        foreach (var variant in variants.Where(v => v.MediaIds is { } own && !own.All(placed.Contains)))
            variant.MediaIds = [.. variant.MediaIds!.Where(placed.Contains)];
        foreach (var variant in variants.Where(v => v.Text is not null && parts.Texts.All(t => t.Platform != v.Platform)))
            variant.Follow();
        foreach (var text in parts.Texts)
        {
            var variant = variants.Find(v => v.Platform == text.Platform) ?? rows.PostVariants.Add(new PostVariant(actor.TenantId, Ids.New(now), postId, text.Platform)).Entity;
            variant.Restore(text);
        }
        PutComments(rows, postId, parts, now);
        PutCovers(rows, post, parts, there, now);
        return wanted.Count - there.Count;
    }

    /// <summary>Versions from before there were covers leave those that stand.</summary>
    private void PutCovers(AppDb rows, Post post, KeptParts parts, List<Guid> there, DateTimeOffset now)
    {
        if (parts.Covers is not { } covers)
            return;
        var (kept, variants) = (covers.Where(c => there.Contains(c.MediaId)).ToDictionary(c => c.Platform, c => (Guid?)c.MediaId), rows.PostVariants.Local.Where(v => v.PostId == post.Id).ToList());
        post.PutCover(kept.GetValueOrDefault(""));
        foreach (var network in kept.Keys.Where(k => k.Length > 0 && variants.TrueForAll(v => v.Platform != k)))
            variants.Add(rows.PostVariants.Add(new PostVariant(actor.TenantId, Ids.New(now), post.Id, network)).Entity);
        foreach (var variant in variants)
            variant.CoverMediaId = kept.GetValueOrDefault(variant.Platform);
    }

    /// <summary>Versions from before comments were kept by themselves say nothing of networks without a text of their own.</summary>
    private void PutComments(AppDb rows, Guid postId, KeptParts parts, DateTimeOffset now)
    {
        var (kept, variants) = (parts.AllComments, rows.PostVariants.Local.Where(v => v.PostId == postId).ToList());
        foreach (var variant in variants.Where(v => (parts.Comments is not null || parts.Texts.Any(t => t.Platform == v.Platform)) && kept.All(c => c.Platform != v.Platform)))
            variant.Comment(null, 0);
        foreach (var comment in kept)
            (variants.Find(v => v.Platform == comment.Platform) ?? rows.PostVariants.Add(new PostVariant(actor.TenantId, Ids.New(now), postId, comment.Platform)).Entity).Comment(comment.Words, comment.Delay);
    }
}
