using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.History;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Content;

/// <summary>What every change of a post does: checks what the person saw, keeps the version, saves.</summary>
internal sealed class PostEdits(AppDb rows, Actor actor, DateTimeOffset now)
{
    // typing saves every two seconds; the history keeps one version for each of these, and whatever somebody was asked to decide about
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);

    /// <summary>The post at the version that the person saw and in a state that may be edited.</summary>
    public async Task<Result<Post>> FindAsync(Guid postId, int expectedVersion, CancellationToken ct)
    {
        if (await rows.Posts.SingleOrDefaultAsync(p => p.Id == postId, ct) is not { } post)
            return Problem.NotFound("Content.PostGone");
        if (post.Version != expectedVersion)
            return Problem.Conflict("Content.ChangedByOther");
        return post.CanEdit ? post : Problem.Conflict("Content.CannotEdit");
    }

    /// <param name="restoredFrom">The version that comes back by it.</param>
    public async Task KeepVersionAsync(Post post, bool wasDraft, CancellationToken ct, int? restoredFrom = null)
    {
        var last = await rows.PostVersions.Where(v => v.PostId == post.Id).OrderByDescending(v => v.Number).Take(2).ToListAsync(ct);
        if (wasDraft && last is [var newest, var before] && newest.AuthorId == actor.PersonId && before.AuthorId == actor.PersonId && newest.At - before.At < Apart && now - newest.At < Apart && newest.RestoredFrom is null && !(post.ReadyAt >= newest.At))
            rows.PostVersions.Remove(newest);
        var parts = await KeptParts.OfAsync(rows, post.Id, ct);
        rows.PostVersions.Add(new PostVersion(actor.TenantId, Ids.New(now), post.Id, post.Version, ContentOf(post), parts, actor.PersonId, now, restoredFrom));
    }

    /// <summary>Whether the save changed what people are told.</summary>
    public bool Told { get; private set; }

    public async Task<Problem?> SaveAsync(CancellationToken ct, params Notice[] notices)
    {
        try
        {
            await SaveAndAnswerAsync(notices, ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Content.ChangedByOther");
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Problem.Conflict("Content.ChangedByOther");
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            return Problem.NotFound("Content.PartGone");
        }
    }

    /// <summary>A post that is ready no longer asks nobody to decide, whichever verb took it from there.</summary>
    private async Task SaveAndAnswerAsync(Notice[] notices, CancellationToken ct)
    {
        var answered = rows.ChangeTracker.Entries<Post>()
            .Where(p => p.Property(x => x.Status).OriginalValue is PostStatus.Ready && p.State is EntityState.Modified && p.Entity.Status is not PostStatus.Ready)
            .Select(p => p.Entity.Id).ToList();
        await using var own = answered.Count > 0 && rows.Database.CurrentTransaction is null ? await rows.Database.BeginTransactionAsync(ct) : null;
        await rows.SaveAndTellAsync(notices, now, ct);
        foreach (var postId in answered)
            await PostNotices.AnsweredAsync(rows, postId, now, ct);
        if (own is not null)
            await own.CommitAsync(ct);
        Told = notices.Length + answered.Count > 0;
    }

    public static PostContent ContentOf(Post post) =>
        new(post.Title, post.Text, post.Hashtags, post.Hook, post.CallToAction, post.Link, post.VideoIdea, post.MiniScript, post.ImagePrompt, post.VideoPrompt);

    /// <summary>Where the company asks for no approval, its rule approves; the audit log says so. Otherwise the answer is whom to ask.</summary>
    public async Task<Notice[]> ApproveByRuleAsync(Post post, CancellationToken ct)
    {
        if (await rows.Companies.AnyAsync(c => c.Id == post.CompanyId && c.RequiredApprovals > 0, ct))
            return [PostNotices.Ready(post, actor)];
        post.Approve(Guid.Empty, post.Version, now);
        rows.Audit(Permission.ApprovePosts, "post", post.Id, new { Status = nameof(PostStatus.Ready) }, new { Status = nameof(PostStatus.Approved), post.Version, Rule = "no approval required" }, now);
        return [];
    }
}
