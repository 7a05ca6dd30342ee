using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing.Files;

/// <summary>A post that shows a file, or has it for its cover.</summary>
/// <param name="IsHeld">It is approved, planned or out, so the file stays.</param>
public sealed record FileUse(Guid PostId, string Title, PostStatus Status, bool IsHeld);

/// <summary>Where a file is used, and its removal together with its places in drafts.</summary>
public sealed class FileRemoval(Db db, Actor actor, MediaLeftovers leftovers, Changes changes, TimeProvider clock)
{
    private const int MostUses = 100;

    public async Task<IReadOnlyList<FileUse>> UsesAsync(Guid mediaId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        await using var rows = await db.OpenAsync(ct);
        var standing = PostSchedule.StandingIn(rows);
        return await Uses(rows, mediaId).OrderByDescending(p => p.UpdatedAt).Take(MostUses)
            .Select(p => new FileUse(p.Id, p.Title, p.Status, !(p.Status == PostStatus.Draft || p.Status == PostStatus.Ready) || standing.Any(b => b.PostId == p.Id)))
            .ToListAsync(ct);
    }

    /// <summary>Companies whose logo it is.</summary>
    public async Task<IReadOnlyList<CompanyOption>> LogosAsync(Guid mediaId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        await using var rows = await db.OpenAsync(ct);
        return await rows.Companies.Where(c => c.LogoMediaId == mediaId).OrderBy(c => c.Number).Select(c => new CompanyOption(c.Id, c.Name)).ToListAsync(ct);
    }

    /// <summary>Removes a file; its bytes go after its row, now or at the next sweep.</summary>
    /// <param name="fromDrafts">Somebody agreed that drafts lose it, and companies whose logo it is. A post that is approved, planned or out keeps it in any case.</param>
    public async Task<Result> RemoveAsync(Guid mediaId, bool fromDrafts = false, CancellationToken ct = default)
    {
        actor.Demand(Permission.DeleteMedia);
        await using var rows = await db.OpenAsync(ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        // nobody puts it into a post from here on: that would need the row
        await rows.Database.ExecuteSqlAsync($"select 1 from media_items where tenant_id = {actor.TenantId} and id = {mediaId} for update", ct);
        if (await rows.MediaItems.SingleOrDefaultAsync(m => m.Id == mediaId, ct) is not { } media)
            return Problem.NotFound("Media.Gone");
        var posts = await Uses(rows, mediaId).OrderBy(p => p.Id).ToListAsync(ct);
        var ids = posts.Select(p => p.Id).ToList();
        var held = await PostSchedule.StandingIn(rows).Where(b => ids.Contains(b.PostId)).Select(b => b.PostId).ToListAsync(ct);
        if (posts.Count(p => p.Status is not (PostStatus.Draft or PostStatus.Ready) || held.Contains(p.Id)) is var kept and > 0)
            return Problem.Conflict("Media.Held", kept);
        if (posts.Count > 0 && !fromDrafts)
            return Problem.Conflict("Media.InUse", posts.Count);
        var companies = await rows.Companies.Where(c => c.LogoMediaId == mediaId).OrderBy(c => c.Id).ToListAsync(ct);
        if (companies is [var first, ..] && !fromDrafts)
            return Problem.Conflict("Media.IsLogo", first.Name);
        var now = clock.GetUtcNow();
        var edits = new PostEdits(rows, actor, now);
        foreach (var post in posts)
            await ClearAsync(rows, edits, post, mediaId, now, ct);
        foreach (var company in companies)
            company.LoseLogo();
        await leftovers.ForgetAsync(rows, media, now, ct);
        rows.Audit(Permission.DeleteMedia, "media", mediaId, new { media.FileName, media.Size, Drafts = posts.Count, Logos = companies.Count }, null, now);
        if (await edits.SaveAsync(ct) is { } problem)
            return problem;
        await whole.CommitAsync(ct);
        await leftovers.DropAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Media);
        if (posts.Count > 0)
            changes.Notify(actor.TenantId, ChangeTopics.Posts);
        if (companies.Count > 0)
            changes.Notify(actor.TenantId, ChangeTopics.Companies);
        return Result.Done;
    }

    private static IQueryable<Post> Uses(AppDb rows, Guid mediaId) => rows.Posts.Where(p =>
        rows.PostMedia.Any(m => m.PostId == p.Id && m.MediaId == mediaId) || p.CoverMediaId == mediaId || rows.PostVariants.Any(v => v.PostId == p.Id && (v.MediaIds!.Contains(mediaId) || v.CoverMediaId == mediaId)));

    private static async Task ClearAsync(AppDb rows, PostEdits edits, Post post, Guid mediaId, DateTimeOffset now, CancellationToken ct)
    {
        var wasDraft = post.Status is PostStatus.Draft;
        rows.PostMedia.RemoveRange(await rows.PostMedia.Where(m => m.PostId == post.Id && m.MediaId == mediaId).ToListAsync(ct));
        foreach (var variant in await rows.PostVariants.Where(v => v.PostId == post.Id && v.MediaIds!.Contains(mediaId)).ToListAsync(ct))
            variant.MediaIds = [.. variant.MediaIds!.Where(id => id != mediaId)];
        await PostCovers.LoseAsync(rows, post, mediaId, ct);
        post.Changed(now);
        await edits.KeepVersionAsync(post, wasDraft, ct);
    }
}
