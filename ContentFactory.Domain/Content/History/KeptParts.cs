using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.History;

/// <summary>What a version keeps beside the words: the files in their order, the covers, and the texts of networks.</summary>
public sealed record KeptParts(IReadOnlyList<MediaPlace> Media, IReadOnlyList<KeptText> Texts)
{
    /// <summary>Of networks that have one; null in versions from before they were kept by themselves.</summary>
    public IReadOnlyList<KeptComment>? Comments { get; init; }

    /// <summary>That of the post, which has no network, and those that networks got instead; null in versions from before there were covers.</summary>
    public IReadOnlyList<KeptCover>? Covers { get; init; }

    /// <summary>All files that the version names.</summary>
    internal IEnumerable<Guid> Files => [.. Media.Select(m => m.MediaId), .. (Covers ?? []).Select(c => c.MediaId)];

    /// <summary>All there were, wherever the version keeps them.</summary>
    internal IReadOnlyList<KeptComment> AllComments => Comments ?? [.. Texts.Where(t => t.FirstComment is not null).Select(t => new KeptComment(t.Platform, t.FirstComment!, 0))];

    /// <summary>As the post stands with what is changed and not saved yet.</summary>
    internal static async Task<KeptParts> OfAsync(AppDb rows, Guid postId, CancellationToken ct)
    {
        await rows.PostMedia.Where(m => m.PostId == postId).LoadAsync(ct);
        await rows.PostVariants.Where(v => v.PostId == postId).LoadAsync(ct);
        var post = rows.Posts.Local.FirstOrDefault(p => p.Id == postId) ?? await rows.Posts.SingleAsync(p => p.Id == postId, ct);
        return new(
            [.. rows.PostMedia.Local.Where(m => m.PostId == postId).OrderBy(m => m.Position).Select(m => new MediaPlace(m.MediaId, m.AltText))],
            [.. rows.PostVariants.Local.Where(v => v.PostId == postId && v.Text is not null).OrderBy(v => v.Platform, StringComparer.Ordinal).Select(KeptText.Of)])
        {
            Comments = [.. rows.PostVariants.Local.Where(v => v.PostId == postId && v.FirstComment is not null).OrderBy(v => v.Platform, StringComparer.Ordinal).Select(v => new KeptComment(v.Platform, v.FirstComment!, v.CommentDelay))],
            Covers =
            [
                .. post.CoverMediaId is { } cover ? [new KeptCover("", cover)] : Array.Empty<KeptCover>(),
                .. rows.PostVariants.Local.Where(v => v.PostId == postId && v.CoverMediaId is not null).OrderBy(v => v.Platform, StringComparer.Ordinal).Select(v => new KeptCover(v.Platform, v.CoverMediaId!.Value)),
            ],
        };
    }
}

/// <summary>The cover of one network, or of the post where <paramref name="Platform"/> is empty.</summary>
public sealed record KeptCover(string Platform, Guid MediaId);

/// <summary>The first comment of one network.</summary>
/// <param name="Delay">Minutes after the post.</param>
public sealed record KeptComment(string Platform, string Words, int Delay);

/// <summary>The text of one network; networks that are not named got the original.</summary>
/// <param name="Parts">Of a chain; empty where one message holds all.</param>
/// <param name="FirstComment">In versions from before <see cref="KeptParts.Comments"/>.</param>
public sealed record KeptText(string Platform, string Text, IReadOnlyList<string> Parts, string? FirstComment, string? MadeBy, bool Edited)
{
    internal static KeptText Of(PostVariant variant) =>
        new(variant.Platform, variant.Text!, variant.ThreadParts ?? [], null, variant.MadeBy, variant.Edited);

    public string Whole => Parts.Count > 1 ? string.Join("\n\n", Parts) : Text;
}
