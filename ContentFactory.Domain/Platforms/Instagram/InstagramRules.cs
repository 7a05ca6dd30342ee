namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>What a post becomes at Instagram.</summary>
internal enum InstagramForm { Image, Reel, Carousel, Story }

/// <summary>
/// What Instagram would refuse. Source of the limits: Meta for Developers, "Content Publishing" and "IG User Media" (Graph API v25.0);
/// the length of a story's video is common practice that was not read there.
/// </summary>
internal static class InstagramRules
{
    public const int Hashtags = 30;
    public const int Mentions = 20;
    public const int SmallestCarousel = 2;

    /// <summary>In pixels. A width over 1440 is scaled down by Instagram.</summary>
    public const int SmallestWidth = 320;

    public static readonly TimeSpan ShortestReel = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan LongestReel = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LongestStory = TimeSpan.FromSeconds(60);

    /// <summary>Instagram says of its 8 MB that they are mebibytes ("less than 8 MiB").</summary>
    public static readonly PlatformLimits Limits = new(2200, 2200, 10, 8 * Megabyte, 300 * Megabyte);

    private const long Megabyte = 1024 * 1024;

    /// <summary>Of reels alone. The document names "cover_url" without limits: those of its pictures are taken (unconfirmed, docs/platforms/instagram.md).</summary>
    public static CoverLimits? CoverLimitsOf(OutgoingPost post) => FormOf(post) is InstagramForm.Reel ? Covers : null;

    public static OutgoingMedia? CoverOf(OutgoingPost post) => CoverLimitsOf(post) is null ? null : post.Cover;

    private static readonly CoverLimits Covers = new(["image/jpeg"], 8 * Megabyte);

    public static InstagramForm FormOf(OutgoingPost post) => post switch
    {
        { Kind: PublicationKind.Story } => InstagramForm.Story,
        { Media.Count: >= SmallestCarousel } => InstagramForm.Carousel,
        { Media: [{ Kind: MediaKind.Video }] } => InstagramForm.Reel,
        _ => InstagramForm.Image,
    };

    public static IReadOnlyList<Problem> Check(OutgoingPost post) =>
        [.. KindFaults(post), .. TextFaults(post), .. post.Media.SelectMany(file => FileFaults(file, FormOf(post))), .. CoverLimitsOf(post)?.Faults("Instagram", post.Cover) ?? []];

    private static IEnumerable<Problem> KindFaults(OutgoingPost post)
    {
        if (post.Kind is PublicationKind.Thread)
            yield return Fault("Kind", "NoThreads");
        if (post.Media.Count == 0)
            yield return Fault("Media", "MediaMissing");
        else if (post.Kind is PublicationKind.Story && post.Media.Count > 1)
            yield return Fault("Media", "StoryOneFile");
        else if (post.Kind is PublicationKind.Reel or PublicationKind.Video or PublicationKind.Short && post.Media is not [{ Kind: MediaKind.Video }])
            yield return Fault("Media", "ReelOneVideo");
        else if (post.Media.Count > Limits.MediaCount)
            yield return Fault("Media", "TooManyFiles", post.Media.Count, Limits.MediaCount);
    }

    // a story carries no words
    private static IEnumerable<Problem> TextFaults(OutgoingPost post)
    {
        if (post.Kind is PublicationKind.Story)
            yield break;
        var caption = InstagramText.Caption(post);
        if (caption.Length > Limits.CaptionLength)
            yield return Fault("Text", "CaptionTooLong", caption.Length, Limits.CaptionLength);
        if (InstagramText.Hashtags(caption) is > Hashtags and var hashtags)
            yield return Fault("Text", "TooManyHashtags", hashtags, Hashtags);
        if (InstagramText.Mentions(caption) is > Mentions and var mentions)
            yield return Fault("Text", "TooManyMentions", mentions, Mentions);
    }

    private static IEnumerable<Problem> FileFaults(OutgoingMedia file, InstagramForm form) => file switch
    {
        { Size: <= 0 } => [Fault("Media", "FileEmpty", file.FileName)],
        { Kind: MediaKind.Image } => ImageFaults(file, form),
        { Kind: MediaKind.Video } => VideoFaults(file, form),
        _ => [Fault("Media", "FileKind", file.FileName)],
    };

    private static IEnumerable<Problem> ImageFaults(OutgoingMedia file, InstagramForm form)
    {
        // the type was read from the bytes: a name may lie
        if (!file.ContentType.StartsWith("image/jpeg", StringComparison.OrdinalIgnoreCase) && !file.ContentType.StartsWith("image/jpg", StringComparison.OrdinalIgnoreCase))
            yield return Fault("Media", "JpegOnly", file.FileName);
        if (file.Size > Limits.PhotoBytes)
            yield return Fault("Media", "FileTooLarge", file.FileName, Limits.PhotoBytes / Megabyte);
        if (file is not { Width: > 0 and var width, Height: > 0 and var height })
            yield break;
        if (width < SmallestWidth)
            yield return Fault("Media", "ImageTooNarrow", file.FileName, SmallestWidth);
        if (form is not InstagramForm.Story && !IsFeedRatio(width, height))
            yield return Fault("Media", "ImageRatio", file.FileName);
    }

    private static IEnumerable<Problem> VideoFaults(OutgoingMedia file, InstagramForm form)
    {
        if (file.Size > Limits.FileBytes)
            yield return Fault("Media", "FileTooLarge", file.FileName, Limits.FileBytes / Megabyte);
        if (form is InstagramForm.Reel && (file.Duration < ShortestReel || file.Duration > LongestReel))
            yield return Fault("Media", "ReelLength", file.FileName, (int)ShortestReel.TotalSeconds, (int)LongestReel.TotalMinutes);
        if (form is InstagramForm.Story && file.Duration > LongestStory)
            yield return Fault("Media", "StoryLength", file.FileName, (int)LongestStory.TotalSeconds);
    }

    /// <summary>From 4:5 to 1.91:1.</summary>
    private static bool IsFeedRatio(int width, int height) => 5L * width >= 4L * height && 100L * width <= 191L * height;

    private static Problem Fault(string field, string key, params object[] args) => InstagramErrors.Text(ProblemKind.Invalid, field, key, args);
}
