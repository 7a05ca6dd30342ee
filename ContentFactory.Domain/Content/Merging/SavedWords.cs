using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Merging;

/// <summary>A post as it stands: what others have made of it meanwhile.</summary>
public sealed record PostNow(int Version, PostContent Content, DateTimeOffset At);

internal static class SavedWords
{
    public static async Task<PostNow?> NowAsync(AppDb rows, Guid postId, CancellationToken ct) =>
        await rows.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == postId, ct) is { } post ? new PostNow(post.Version, PostEdits.ContentOf(post), post.UpdatedAt) : null;

    /// <summary>
    /// What a page had seen that says a version and then its words: the last that was kept before another person wrote. The person's own saves in
    /// between went before those words. Null where nobody else has written since.
    /// </summary>
    public static async Task<PostContent?> BeforeOthersAsync(AppDb rows, Actor actor, Guid postId, int seenVersion, CancellationToken ct)
    {
        var versions = rows.PostVersions.AsNoTracking().Where(v => v.PostId == postId);
        var foreign = await versions.Where(v => v.Number > seenVersion && v.AuthorId != actor.PersonId).OrderBy(v => v.Number).Select(v => (int?)v.Number).FirstOrDefaultAsync(ct);
        if (foreign is null)
            return null;
        var before = await versions.Where(v => v.Number < foreign).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        return before?.Content ?? new PostContent("", "", []);
    }
}
