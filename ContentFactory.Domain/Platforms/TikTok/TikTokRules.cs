namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>What TikTok would refuse of any creator (TikTok for Developers: "Direct Post", "Photo Post", "Media Transfer Guide", "Content Sharing Guidelines").</summary>
internal static class TikTokRules
{
    /// <summary>UTF-16 units of a video's words.</summary>
    public const int VideoText = 2_200;

    /// <summary>UTF-16 units of photos' title and words.</summary>
    public const int PhotoTitle = 90;
    public const int PhotoText = 4_000;

    /// <summary>Pixels a side of a video.</summary>
    public const int SmallestSide = 360;
    public const int LargestSide = 4_096;

    public static readonly TimeSpan LongestVideo = TimeSpan.FromMinutes(10);

    private const long Megabyte = 1024 * 1024;
    private const long Gigabyte = 1024 * Megabyte;

    /// <summary>The text is a video's; photos take more.</summary>
    public static readonly PlatformLimits Limits = new(VideoText, VideoText, 35, 20 * Megabyte, 4 * Gigabyte);

    public static PlatformLimits LimitsOf(OutgoingPost post) => post.Media.Count == 0 || IsVideo(post) ? Limits : Limits with { TextLength = PhotoText, CaptionLength = PhotoText };

    /// <summary>Of the calls that begin a post, for one person's token.</summary>
    public static readonly PlatformRates Rates = new(Account: new(6, TimeSpan.FromMinutes(1)));

    private static readonly string[] VideoTypes = ["video/mp4", "video/quicktime", "video/webm"];
    private static readonly string[] PhotoTypes = ["image/jpeg", "image/jpg", "image/webp"];

    public static bool IsVideo(OutgoingPost post) => post.Media is [{ Kind: MediaKind.Video }];

    /// <summary>The type as TikTok writes it, without parameters.</summary>
    public static string TypeOf(OutgoingMedia file) => file.ContentType.Split(';')[0].Trim().ToLowerInvariant();

    public static IReadOnlyList<Problem> Check(OutgoingPost post) => [.. KindFaults(post), .. TextFaults(post), .. ChoiceFaults(post), .. FileFaults(post)];

    private static IEnumerable<Problem> KindFaults(OutgoingPost post)
    {
        if (post.Kind is PublicationKind.Story or PublicationKind.Thread)
            yield return TikTokErrors.Fault("Kind", "KindUnknown");
        else if (post.Kind is PublicationKind.Video or PublicationKind.Reel or PublicationKind.Short && post.Media.Count > 0 && !IsVideo(post))
            yield return TikTokErrors.Fault("Media", "OneVideo");
    }

    private static IEnumerable<Problem> TextFaults(OutgoingPost post)
    {
        var (text, title) = (TikTokPostInfo.TextOf(post).Length, TikTokPostInfo.TitleOf(post).Length);
        if (IsVideo(post))
        {
            // a draft takes the file alone
            if (text > VideoText && !TikTokChoices.IsDraft(post))
                yield return TikTokErrors.Fault("Text", "TextTooLong", text, VideoText);
            yield break;
        }
        if (text > PhotoText)
            yield return TikTokErrors.Fault("Text", "TextTooLong", text, PhotoText);
        if (title > PhotoTitle)
            yield return TikTokErrors.Fault("Title", "TitleTooLong", title, PhotoTitle);
    }

    private static IEnumerable<Problem> ChoiceFaults(OutgoingPost post)
    {
        var (mode, privacy) = (TikTokChoices.ModeOf(post), TikTokChoices.PrivacyOf(post));
        if (mode is not (TikTokChoices.Direct or TikTokChoices.Inbox))
            yield return TikTokErrors.Fault("Options", "ModeUnknown", mode);
        if (mode is not TikTokChoices.Direct)
            yield break;
        if (privacy is null)
            yield return TikTokErrors.Fault("Options", "PrivacyMissing");
        else if (!TikTokChoices.Levels.Contains(privacy))
            yield return TikTokErrors.Fault("Options", "PrivacyUnknown", privacy);
        if (privacy is TikTokChoices.OnlyMe && TikTokChoices.IsOn(post, TikTokChoices.BrandContent))
            yield return TikTokErrors.Fault("Options", "BrandedNotPrivate");
        // the call for photos has no such mark, and a disclosure may not get lost
        if (TikTokChoices.IsOn(post, TikTokChoices.AiGenerated) && post.Media.Count > 0 && !IsVideo(post))
            yield return TikTokErrors.Fault("Options", "PhotosNotMarked");
    }

    private static IEnumerable<Problem> FileFaults(OutgoingPost post)
    {
        if (post.Media.Count == 0)
            return [TikTokErrors.Fault("Media", "MediaMissing")];
        if (IsVideo(post))
            return VideoFaults(post.Media[0]);
        if (post.Media.Any(file => file.Kind is MediaKind.Video))
            return [TikTokErrors.Fault("Media", "OneVideo")];
        return post.Media.Count > Limits.MediaCount ? [TikTokErrors.Fault("Media", "TooManyPhotos", post.Media.Count, Limits.MediaCount)] : post.Media.SelectMany(PhotoFaults);
    }

    private static IEnumerable<Problem> VideoFaults(OutgoingMedia file)
    {
        if (!VideoTypes.Contains(TypeOf(file)))
            yield return TikTokErrors.Fault("Media", "VideoType", file.FileName, file.ContentType);
        if (file.Size <= 0)
            yield return TikTokErrors.Fault("Media", "FileEmpty", file.FileName);
        if (file.Size > Limits.FileBytes)
            yield return TikTokErrors.Fault("Media", "VideoTooLarge", file.FileName, Limits.FileBytes / Gigabyte);
        if (file.Duration > LongestVideo)
            yield return TikTokErrors.Fault("Media", "VideoTooLong", file.FileName, (int)LongestVideo.TotalMinutes);
        if (IsOutside(file.Width) || IsOutside(file.Height))
            yield return TikTokErrors.Fault("Media", "VideoSides", file.FileName, SmallestSide, LargestSide);
    }

    private static IEnumerable<Problem> PhotoFaults(OutgoingMedia file)
    {
        if (file.Kind is not MediaKind.Image || !PhotoTypes.Contains(TypeOf(file)))
            yield return TikTokErrors.Fault("Media", "PhotoType", file.FileName, file.ContentType);
        if (file.Size <= 0)
            yield return TikTokErrors.Fault("Media", "FileEmpty", file.FileName);
        if (file.Size > Limits.PhotoBytes)
            yield return TikTokErrors.Fault("Media", "PhotoTooLarge", file.FileName, Limits.PhotoBytes / Megabyte);
    }

    private static bool IsOutside(int? side) => side is < SmallestSide or > LargestSide;
}
