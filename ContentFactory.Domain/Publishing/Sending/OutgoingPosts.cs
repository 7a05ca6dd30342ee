using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Openings;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Formatting;

namespace ContentFactory.Domain.Publishing;

/// <summary>Opens a file of the library where it lies.</summary>
public delegate Task<Stream> OpenMedia(FilePlace place, long size, CancellationToken ct);

/// <summary>Where a network may fetch a file for some hours; null where nobody outside can reach this installation.</summary>
/// <param name="sandbox">For the built-in network, which reaches this application under its own address.</param>
public delegate Uri? MediaAddress(Guid tenantId, Guid mediaId, bool sandbox);

/// <summary>A file of a post as the queue and the schedule read it.</summary>
internal sealed record AttachedMedia(
    Guid Id, MediaKind Kind, string FileName, string ContentType, long Size, int? Width, int? Height, int? DurationMs, string? AltText, FilePlace Place);

/// <summary>What the rows hold of a post for one network.</summary>
internal sealed record PostDraft(Guid TenantId, bool Sandbox, string? Title, string Text, string[] Hashtags, string? Link, IReadOnlyList<AttachedMedia> Media)
{
    public PublishChoices Choices { get; init; } = PublishChoices.None;

    /// <summary>The network's own, or the post's.</summary>
    public AttachedMedia? Cover { get; init; }

    /// <summary>Where the text is divided for a chain of messages; empty where the network divides it.</summary>
    public string[] Parts { get; init; } = [];

    /// <summary>It was written for this network.</summary>
    public bool IsOwn { get; init; }

    /// <summary>What a network gets: its own text with all that goes out, or the original with its hashtags.</summary>
    public static PostDraft Of(Post post, PostVariant? variant, bool sandbox, IReadOnlyList<AttachedMedia> media, AttachedMedia? cover) =>
        (variant?.Text is { } own
            ? new PostDraft(post.TenantId, sandbox, post.Title, Whole(own, variant.ThreadParts), [], post.Link, media) { Parts = variant.ThreadParts ?? [], IsOwn = true }
            : new PostDraft(post.TenantId, sandbox, post.Title, post.Text, post.Hashtags, post.Link, media)) with { Cover = cover };

    /// <summary>The same with another opening; itself where the standing one is not in it.</summary>
    public PostDraft With(string? standing, string? opening)
    {
        if (opening is null || opening == standing || !Opening.StandsIn(Text, Parts, standing))
            return this;
        var (text, parts) = Opening.Put(Text, Parts, standing, opening);
        return this with { Text = Whole(text, parts), Parts = parts };
    }

    /// <summary>All words that go out.</summary>
    public string Whole() => Post.Compose(Text, Hashtags);

    public static string Whole(string text, string[]? parts) => parts is { Length: > 1 } ? string.Join("\n\n", parts) : text;
}

/// <summary>Makes what a connector gets out of what the rows hold.</summary>
public sealed class OutgoingPosts(OpenMedia open, MediaAddress address)
{
    internal OutgoingPost Of(PostDraft post) =>
        new(Post.Compose(post.Text, post.Hashtags), [.. post.Media.Select(m => Of(post, m))], post.Link)
        {
            Kind = post.Choices.Kind ?? PublicationKind.Feed, Parts = post.Parts, IsMarked = post.IsOwn, Title = post.Title, Options = post.Choices.Options,
            Cover = post.Cover is { } cover ? Of(post, cover) : null,
        };

    /// <summary>What stands in an editor, to be read and not to be sent: its files are not opened.</summary>
    internal static OutgoingPost Of(EditedPost post, PublicationKind kind, IReadOnlyDictionary<string, string> options)
    {
        var (own, words) = (post.Own?.Select(p => PlainText.Clean(p).Trim()).Where(p => p.Length > 0).ToArray(), post.Words);
        var text = own is null ? Post.Compose(PlainText.Clean(words.Text), HashtagText.Parse(words.Hashtags)) : PostDraft.Whole(own is [var first, ..] ? first : "", own);
        return new(text, [.. post.Media.Select(Shown)], PlainText.Clean(words.Link).Trim())
        {
            Kind = kind, Parts = own is { Length: > 1 } ? own : [], IsMarked = own is not null, Title = PlainText.Line(words.Title), Options = options,
            Cover = post.Cover is { } cover ? Shown(cover) : null,
        };
    }

    // the same words look different where their signs are formatting
    private static bool IsFormatted(PostDraft post) => post.IsOwn && post.Whole() is var words && MarkedText.Plain(words) != words;

    /// <summary>Words, files and cover in one number, which changes with each edit that readers would see.</summary>
    internal static string Fingerprint(PostDraft post)
    {
        // nothing is said of a cover that is none: what was on its way before there were covers keeps its number
        var whole = string.Join('\n', [post.Title, Post.Compose(post.Text, post.Hashtags), post.Link, .. post.Parts.Select(p => p.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. post.Media.SelectMany(m => new[] { m.Id.ToString("N"), m.AltText }), .. post.Cover is { } cover ? ["cover", cover.Id.ToString("N")] : Array.Empty<string>(), .. IsFormatted(post) ? ["formatted"] : Array.Empty<string>()]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)));
    }

    /// <summary>Throws where the file is gone.</summary>
    internal async Task TouchAsync(AttachedMedia media, CancellationToken ct) => await (await open(media.Place, media.Size, ct)).DisposeAsync();

    private static OutgoingMedia Shown(PostMediaRow media) =>
        new(media.Kind, media.FileName, media.ContentType, media.Size, media.Width, media.Height, media.AltText, _ => throw new InvalidOperationException("A post in the editor is not sent."))
        {
            Duration = media.DurationMs is { } length ? TimeSpan.FromMilliseconds(length) : null,
        };

    private OutgoingMedia Of(PostDraft post, AttachedMedia media) =>
        new(media.Kind, media.FileName, media.ContentType, media.Size, media.Width, media.Height, media.AltText, ct => open(media.Place, media.Size, ct))
        {
            Duration = media.DurationMs is { } length ? TimeSpan.FromMilliseconds(length) : null,
            MakesPublicUrl = () => address(post.TenantId, media.Id, post.Sandbox),
        };
}
