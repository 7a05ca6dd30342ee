using System.Globalization;
using System.Text;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>What YouTube would refuse, with its own limits (YouTube Data API v3, revision 20260427: "Videos", "Videos: insert").</summary>
internal static class YouTubeRules
{
    /// <summary>Characters; counted here in UTF-16 units, the stricter reading.</summary>
    public const int TitleLength = 100;

    /// <summary>Bytes of UTF-8.</summary>
    public const int DescriptionBytes = 5_000;

    /// <summary>All tags together; see <see cref="YouTubeMetadata.TagsLength"/>.</summary>
    public const int TagsLength = 500;

    private const long Megabyte = 1024 * 1024;
    private const long Gigabyte = 1024 * Megabyte;

    /// <summary>The text is counted in bytes; 256 GB and 2 MB are the maxSize of videos.insert and thumbnails.set in the discovery document. A picture is a cover.</summary>
    public static readonly PlatformLimits Limits = new(DescriptionBytes, DescriptionBytes, 2, 2 * Megabyte, 256 * Gigabyte);

    /// <summary>The one video; null where the post is not one video and perhaps its cover.</summary>
    public static OutgoingMedia? VideoOf(OutgoingPost post) => post.Media is [var only] ? only : Pair(post)?.Video;

    /// <summary>What was chosen as the cover, or else the picture beside the video. Shorts have none (unconfirmed, docs/platforms/youtube.md).</summary>
    public static OutgoingMedia? CoverOf(OutgoingPost post) => post.Kind is PublicationKind.Short ? null : post.Cover ?? Pair(post)?.Cover;

    public static CoverLimits? CoverLimitsOf(OutgoingPost post) => post.Kind is PublicationKind.Short || VideoOf(post) is not { Kind: MediaKind.Video } ? null : Covers;

    private static readonly CoverLimits Covers = new(["image/jpeg", "image/png"], Limits.PhotoBytes);

    public static Problem? CoverFault(OutgoingMedia picture)
    {
        if (!Covers.Types.Contains(picture.ContentType.ToLowerInvariant()))
            return YouTubeErrors.Fault("Media", "CoverType", picture.FileName, picture.ContentType);
        if (picture.Size <= 0)
            return YouTubeErrors.Fault("Media", "FileEmpty", picture.FileName);
        return picture.Size > Limits.PhotoBytes ? YouTubeErrors.Fault("Media", "CoverTooLarge", picture.FileName, Limits.PhotoBytes / Megabyte) : null;
    }

    public static int LengthOf(string text) => Encoding.UTF8.GetByteCount(text);

    public static IReadOnlyList<Problem> Check(OutgoingPost post) =>
        [.. TitleFaults(post), .. DescriptionFaults(post), .. OptionFaults(post), .. FileFaults(post)];

    private static IEnumerable<Problem> TitleFaults(OutgoingPost post)
    {
        var title = YouTubeMetadata.TitleOf(post);
        if (title.Length == 0)
            yield return YouTubeErrors.Fault("Title", "TitleMissing");
        if (title.Length > TitleLength)
            yield return YouTubeErrors.Fault("Title", "TitleTooLong", title.Length, TitleLength);
        // one that is made of the text is judged with it
        if (!string.IsNullOrWhiteSpace(post.Title) && Angle(title) is { } sign)
            yield return YouTubeErrors.Fault("Title", "TitleSign", sign);
    }

    private static IEnumerable<Problem> DescriptionFaults(OutgoingPost post)
    {
        var description = YouTubeMetadata.DescriptionOf(post);
        if (LengthOf(description) is > DescriptionBytes and var bytes)
            yield return YouTubeErrors.Fault("Text", "DescriptionTooLong", bytes, DescriptionBytes);
        if (Angle(description) is { } sign)
            yield return YouTubeErrors.Fault("Text", "DescriptionSign", sign);
        if (YouTubeMetadata.TagsLength(YouTubeMetadata.TagsOf(post)) is > TagsLength and var length)
            yield return YouTubeErrors.Fault("Text", "TagsTooLong", length, TagsLength);
    }

    private static IEnumerable<Problem> OptionFaults(OutgoingPost post)
    {
        var privacy = YouTubeMetadata.PrivacyOf(post);
        if (privacy is not ("public" or "unlisted" or "private"))
            yield return YouTubeErrors.Fault("Options", "PrivacyUnknown", privacy);
        if (!YouTubeMetadata.CategoryOf(post).All(char.IsAsciiDigit))
            yield return YouTubeErrors.Fault("Options", "CategoryMalformed", YouTubeMetadata.CategoryOf(post));
        if (post.Options.GetValueOrDefault(YouTubeMetadata.PublishAt) is not { Length: > 0 } at)
            yield break;
        if (!DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            yield return YouTubeErrors.Fault("Options", "PublishAtMalformed", at);
        else if (privacy is not "private")
            yield return YouTubeErrors.Fault("Options", "PublishAtNotPrivate");
    }

    private static IEnumerable<Problem> FileFaults(OutgoingPost post)
    {
        if (VideoOf(post) is not { } file)
        {
            yield return YouTubeErrors.Fault("Media", "OneVideo", post.Media.Count);
            yield break;
        }
        if (post.Kind is PublicationKind.Short && Pair(post)?.Cover is { } beside)
            yield return YouTubeErrors.Fault("Media", "ShortCover", beside.FileName);
        else if (CoverOf(post) is { } cover && CoverFault(cover) is { } fault)
            yield return fault;
        if (file.Kind is not MediaKind.Video || !file.ContentType.StartsWith("video/", StringComparison.OrdinalIgnoreCase))
            yield return YouTubeErrors.Fault("Media", "NotAVideo", file.FileName, file.ContentType);
        if (post.Kind is PublicationKind.Short && !YouTubeMetadata.FitsShort(file))
            yield return YouTubeErrors.Fault("Media", "NotAShort", file.FileName, YouTubeMetadata.LongestShort.TotalMinutes);
        if (file.Size <= 0)
            yield return YouTubeErrors.Fault("Media", "FileEmpty", file.FileName);
        if (file.Size > Limits.FileBytes)
            yield return YouTubeErrors.Fault("Media", "FileTooLarge", file.FileName, Limits.FileBytes / Gigabyte);
    }

    private static (OutgoingMedia Video, OutgoingMedia Cover)? Pair(OutgoingPost post) => post.Media switch
    {
        [{ Kind: MediaKind.Video } video, { Kind: MediaKind.Image } cover] => (video, cover),
        [{ Kind: MediaKind.Image } cover, { Kind: MediaKind.Video } video] => (video, cover),
        _ => null,
    };

    private static string? Angle(string text) => text.IndexOfAny(['<', '>']) is >= 0 and var at ? text[at].ToString() : null;
}
