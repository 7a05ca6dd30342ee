using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Discussion;

/// <param name="Id">Null for a decision: it stands in the same stream and belongs to nobody to change.</param>
/// <param name="AuthorName">Null when the person has gone since.</param>
/// <param name="Mentioned">Names as they stand in the text.</param>
public sealed record CommentRow(
    Guid? Id, string? AuthorName, bool IsMine, string Text, IReadOnlyList<string> Mentioned, DateTimeOffset At, DateTimeOffset? EditedAt, DateTimeOffset? ResolvedAt, string? ResolvedBy);

/// <summary>The team's talk about a post: everybody who works on posts reads it and takes part.</summary>
public sealed class PostComments(Db db, Actor actor, AttemptLimits limits, Changes changes, TimeProvider clock)
{
    public static readonly AttemptLimit OfPerson = new("post_comment.person", 300, TimeSpan.FromHours(1));

    private const int Shown = 300;
    private const string MentionKey = "Content.Notice_Mentioned";

    /// <summary>Comments and reasons for which the post was sent back, the oldest first.</summary>
    public async Task<IReadOnlyList<CommentRow>> OfPostAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.DiscussPosts);
        await using var rows = await db.OpenAsync(ct);
        var found = await rows.PostComments.AsNoTracking().Where(c => c.PostId == postId && c.DeletedAt == null).OrderByDescending(c => c.CreatedAt).ThenBy(c => c.Id).Take(Shown)
            .Select(c => new
            {
                Comment = c,
                Author = rows.People.Where(p => p.Id == c.AuthorId).Select(p => p.DisplayName).FirstOrDefault(),
                Resolver = rows.People.Where(p => p.Id == c.ResolvedBy).Select(p => p.DisplayName).FirstOrDefault(),
                Mentioned = rows.People.Where(p => c.Mentions.Contains(p.Id)).Select(p => p.DisplayName).ToList(),
            }).ToListAsync(ct);
        var returns = (await PostPast.DecisionsAsync(rows, postId, ct)).Where(d => d is { Status: PostStatus.Draft, Comment: not null })
            .Select(d => new CommentRow(null, d.GuestName ?? d.PersonName, false, d.Comment!, [], d.At, null, null, null));
        return
        [
            .. found.Select(f => new CommentRow(
                f.Comment.Id, f.Author, f.Comment.AuthorId == actor.PersonId, f.Comment.Text, f.Mentioned, f.Comment.CreatedAt, f.Comment.EditedAt, f.Comment.ResolvedAt, f.Resolver))
                .Concat(returns).OrderBy(r => r.At),
        ];
    }

    /// <summary>Who can be called: those who read the talk.</summary>
    public async Task<IReadOnlyList<TeamMate>> TeamAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.DiscussPosts);
        await using var rows = await db.OpenAsync(ct);
        return await TeamAsync(rows, ct);
    }

    public async Task<Result> AddAsync(Guid postId, string typed, CancellationToken ct = default)
    {
        actor.Demand(Permission.DiscussPosts);
        var text = PlainText.Clean(typed).Trim();
        if (Fault(text) is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == postId, ct) is not { } post)
            return Problem.NotFound("Content.PostGone");
        if (await limits.TakeAsync(OfPerson, $"{actor.PersonId}", ct) is not null)
            return Problem.Limit("Content.CommentsTooMany");
        var (now, called) = (clock.GetUtcNow(), Mentions.In(text, await TeamAsync(rows, ct)));
        rows.PostComments.Add(new PostComment(actor.TenantId, Ids.New(now), postId, actor.PersonId, text, [.. called.Select(c => c.PersonId)], now));
        return await SaveAsync(rows, post, called, now, ct);
    }

    /// <summary>Only one's own. Who was called before is not called again.</summary>
    public async Task<Result> EditAsync(Guid id, string typed, CancellationToken ct = default)
    {
        actor.Demand(Permission.DiscussPosts);
        var text = PlainText.Clean(typed).Trim();
        if (Fault(text) is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        if (await OwnAsync(rows, id, ct) is not { } comment)
            return Problem.NotFound("Content.CommentGone");
        if (comment.Text == text)
            return Result.Done;
        if (await limits.TakeAsync(OfPerson, $"{actor.PersonId}", ct) is not null)
            return Problem.Limit("Content.CommentsTooMany");
        var (now, called) = (clock.GetUtcNow(), Mentions.In(text, await TeamAsync(rows, ct)));
        var news = called.Where(c => !comment.Mentions.Contains(c.PersonId)).ToList();
        comment.Edit(text, [.. called.Select(c => c.PersonId)], now);
        return await SaveAsync(rows, await rows.Posts.AsNoTracking().SingleAsync(p => p.Id == comment.PostId, ct), news, now, ct);
    }

    /// <summary>Only one's own; nothing of its words is kept.</summary>
    public async Task<Result> DeleteAsync(Guid id, CancellationToken ct = default)
    {
        actor.Demand(Permission.DiscussPosts);
        await using var rows = await db.OpenAsync(ct);
        if (await OwnAsync(rows, id, ct) is not { } comment)
            return Problem.NotFound("Content.CommentGone");
        comment.Delete(clock.GetUtcNow());
        await rows.SaveChangesAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Comments);
        return Result.Done;
    }

    /// <summary>Whoever takes part may say that it is settled, or not yet.</summary>
    public async Task<Result> ResolveAsync(Guid id, bool isResolved, CancellationToken ct = default)
    {
        actor.Demand(Permission.DiscussPosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.PostComments.SingleOrDefaultAsync(c => c.Id == id && c.DeletedAt == null, ct) is not { } comment)
            return Problem.NotFound("Content.CommentGone");
        if (isResolved)
            comment.Resolve(actor.PersonId, clock.GetUtcNow());
        else
            comment.Reopen();
        await rows.SaveChangesAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Comments);
        return Result.Done;
    }

    private async Task<Result> SaveAsync(AppDb rows, Post post, IReadOnlyCollection<TeamMate> called, DateTimeOffset now, CancellationToken ct)
    {
        var people = called.Select(c => c.PersonId).Where(p => p != actor.PersonId).ToArray();
        var by = await rows.NameOfAsync(actor.PersonId, ct) ?? "";
        await rows.SaveAndTellAsync(people.Length == 0 ? [] : [new Notice(actor.TenantId, MentionKey, [by, Notice.Named(post.Title, post.Text)], $"content/{post.Id}", [], people, actor.PersonId)], now, ct);
        changes.Notify(actor.TenantId, ChangeTopics.Comments);
        if (people.Length > 0)
            changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        return Result.Done;
    }

    private Task<PostComment?> OwnAsync(AppDb rows, Guid id, CancellationToken ct) =>
        rows.PostComments.SingleOrDefaultAsync(c => c.Id == id && c.AuthorId == actor.PersonId && c.DeletedAt == null, ct);

    private static async Task<IReadOnlyList<TeamMate>> TeamAsync(AppDb rows, CancellationToken ct) =>
        await rows.Members.Where(m => m.Role != MemberRole.Viewer).Join(rows.People, m => m.PersonId, p => p.Id, (m, p) => p).OrderBy(p => p.DisplayName).ThenBy(p => p.Id)
            .Select(p => new TeamMate(p.Id, p.DisplayName)).ToListAsync(ct);

    private static Problem? Fault(string text) => text.Length switch
    {
        0 => Problem.Invalid("Words", "Content.CommentEmpty"),
        > PostComment.Longest => Problem.Invalid("Words", "Content.TooLong", PostComment.Longest),
        _ => null,
    };
}
