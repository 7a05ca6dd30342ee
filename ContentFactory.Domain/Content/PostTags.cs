using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content;

/// <summary>Marks by which people find posts again. Readers do not see them, so they take no approval back.</summary>
public sealed class PostTags(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    public const int Most = 20;
    public const int Longest = 50;

    private const int Shown = 200;

    public async Task<Result> ChangeAsync(Guid postId, IReadOnlyList<string> add, IReadOnlyList<string> remove, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Posts.SingleOrDefaultAsync(p => p.Id == postId, ct) is not { } post)
            return Problem.NotFound("Content.PostGone");
        var tags = Normalise([.. post.Tags.Except(Normalise(remove), StringComparer.OrdinalIgnoreCase), .. add]);
        if (Fault(tags) is { } fault)
            return fault;
        post.Label(tags);
        if (await new PostEdits(rows, actor, clock.GetUtcNow()).SaveAsync(ct) is { } problem)
            return problem;
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        return Result.Done;
    }

    /// <summary>Those in use, by name.</summary>
    public async Task<IReadOnlyList<string>> UsedAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        var used = await rows.Posts.Where(p => p.Tags.Length > 0 && p.Status != PostStatus.Archived).SelectMany(p => p.Tags).Distinct().OrderBy(t => t).Take(Shown).ToListAsync(ct);
        return [.. used.Order(StringComparer.CurrentCultureIgnoreCase)];
    }

    internal static string[] Normalise(IEnumerable<string> tags) =>
        [.. tags.Select(t => PlainText.Visible(t).TrimStart('#')).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    internal static Problem? Fault(string[] tags) => tags.Length > Most || tags.Any(t => t.Length > Longest) ? Problem.Invalid("Tags", "Content.TooManyTags", Most, Longest) : null;
}
