using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content;

/// <summary>The picture that stands for a post's video, and those of networks that get another one.</summary>
internal static class PostCovers
{
    public const string Field = "Cover";

    /// <summary>Only a picture that does not move can stand for a video.</summary>
    public static async Task<Problem?> FaultAsync(AppDb rows, Guid? mediaId, CancellationToken ct)
    {
        if (mediaId is not { } id || await rows.Pictures.AnyAsync(m => m.Id == id, ct))
            return null;
        return await rows.MediaItems.AnyAsync(m => m.Id == id, ct) ? Problem.Invalid(Field, "Content.CoverNoPicture") : Problem.NotFound("Content.PartGone");
    }

    /// <summary>Takes a file out of every place where it is the cover of this post.</summary>
    public static async Task LoseAsync(AppDb rows, Post post, Guid mediaId, CancellationToken ct)
    {
        if (post.CoverMediaId == mediaId)
            post.PutCover(null);
        foreach (var variant in await rows.PostVariants.Where(v => v.PostId == post.Id && v.CoverMediaId == mediaId).ToListAsync(ct))
            variant.CoverMediaId = null;
    }
}
