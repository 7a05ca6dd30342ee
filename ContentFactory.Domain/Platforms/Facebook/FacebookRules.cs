using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>What a post becomes on a page.</summary>
internal enum FacebookForm { Words, Photos, Video, Reel, PhotoStory, VideoStory }

/// <summary>
/// What Facebook would refuse. Sources: Meta for Developers, "Page Photos" (types, 10 MB), "Reels Publishing" and "Stories" (3 to 90 seconds, 9:16,
/// 540x960). No document limits text, the number of photos or the size of a video: those are figures in use.
/// </summary>
internal static class FacebookRules
{
    public const int SmallestWidth = 540;
    public const int SmallestHeight = 960;

    public static readonly TimeSpan ShortestReel = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan LongestReel = TimeSpan.FromSeconds(90);

    private const long Megabyte = 1024 * 1024;

    public static readonly PlatformLimits Limits = new(63_206, 63_206, 10, 10 * Megabyte, 10 * 1024 * Megabyte);

    private static readonly string[] PhotoTypes = ["image/jpeg", "image/jpg", "image/png", "image/bmp", "image/gif", "image/tiff"];

    /// <summary>Of plain videos alone: no document names one for reels and stories. "thumb" stands there without limits, so those of photos are taken.</summary>
    public static CoverLimits? CoverLimitsOf(OutgoingPost post) => FormOf(post) is FacebookForm.Video ? Covers : null;

    public static OutgoingMedia? CoverOf(OutgoingPost post) => CoverLimitsOf(post) is null ? null : post.Cover;

    private static readonly CoverLimits Covers = new(["image/jpeg", "image/png"], 10 * Megabyte);

    public static FacebookForm FormOf(OutgoingPost post) => post switch
    {
        { Media: [] } => FacebookForm.Words,
        { Kind: PublicationKind.Story, Media: [{ Kind: MediaKind.Video }, ..] } => FacebookForm.VideoStory,
        { Kind: PublicationKind.Story } => FacebookForm.PhotoStory,
        { Kind: PublicationKind.Reel or PublicationKind.Short } => FacebookForm.Reel,
        { Media: [{ Kind: MediaKind.Video }] } => FacebookForm.Video,
        _ => FacebookForm.Photos,
    };

    /// <summary>The words of a post whose link has no place of its own.</summary>
    public static string WordsOf(OutgoingPost post) => FormOf(post) is FacebookForm.Words ? OutgoingWords.Clean(post.Text) : OutgoingWords.Whole(post);

    public static IReadOnlyList<Problem> Check(OutgoingPost post) =>
        [.. KindFaults(post), .. TextFaults(post), .. post.Media.SelectMany(file => FileFaults(file, FormOf(post))), .. CoverLimitsOf(post)?.Faults("Facebook", post.Cover) ?? []];

    private static IEnumerable<Problem> KindFaults(OutgoingPost post)
    {
        var isVideo = post.Media is [{ Kind: MediaKind.Video }];
        if (post.Kind is PublicationKind.Thread)
            yield return Fault("Kind", "NoThreads");
        else if (post.Kind is PublicationKind.Story && post.Media.Count != 1)
            yield return Fault("Media", "StoryOneFile");
        else if (post.Kind is PublicationKind.Reel or PublicationKind.Short or PublicationKind.Video && !isVideo)
            yield return Fault("Media", "OneVideo");
        else if (post.Media.Count > 1 && post.Media.Any(m => m.Kind is MediaKind.Video))
            yield return Fault("Media", "VideoAlone");
        else if (post.Media.Count > Limits.MediaCount)
            yield return FacebookErrors.Verdicts.Named(ProblemKind.Invalid, "Media", "TooManyFiles", post.Media.Count, Limits.MediaCount);
    }

    private static IEnumerable<Problem> TextFaults(OutgoingPost post)
    {
        // a story carries no words
        if (post.Kind is PublicationKind.Story)
            yield break;
        if (post.Media.Count == 0 && OutgoingWords.Whole(post).Length == 0)
            yield return FacebookErrors.Verdicts.Named(ProblemKind.Invalid, "Text", "Empty");
        if (WordsOf(post) is { Length: var length } && length > Limits.TextLength)
            yield return FacebookErrors.Verdicts.Named(ProblemKind.Invalid, "Text", "TextTooLong", length, Limits.TextLength);
        if (post.Media.Count == 0 && OutgoingWords.Clean(post.Link ?? "") is { Length: > 0 } link && !IsWebAddress(link))
            yield return Fault("Link", "LinkMalformed");
    }

    private static IEnumerable<Problem> FileFaults(OutgoingMedia file, FacebookForm form) => file switch
    {
        { Size: <= 0 } => [MetaErrors.Text(ProblemKind.Invalid, "Media", "FileEmpty", file.FileName)],
        { Kind: MediaKind.Video } => VideoFaults(file, form),
        { Kind: MediaKind.Image or MediaKind.Animation } => PhotoFaults(file),
        _ => [FacebookErrors.Verdicts.Named(ProblemKind.Invalid, "Media", "FileKind", file.FileName)],
    };

    private static IEnumerable<Problem> PhotoFaults(OutgoingMedia file)
    {
        // the type was read from the bytes: a name may lie
        if (!PhotoTypes.Contains(file.ContentType.Split(';')[0].Trim().ToLowerInvariant()))
            yield return Fault("Media", "PhotoFormat", file.FileName);
        if (file.Size > Limits.PhotoBytes)
            yield return TooLarge(file, Limits.PhotoBytes);
    }

    private static IEnumerable<Problem> VideoFaults(OutgoingMedia file, FacebookForm form)
    {
        if (file.Size > Limits.FileBytes)
            yield return TooLarge(file, Limits.FileBytes);
        if (form is FacebookForm.Video or FacebookForm.Photos)
            yield break;
        if (file.Duration < ShortestReel || file.Duration > LongestReel)
            yield return Fault("Media", "ReelLength", file.FileName, (int)ShortestReel.TotalSeconds, (int)LongestReel.TotalSeconds);
        if (file is { Width: > 0 and var width, Height: > 0 and var height } && !IsUpright(width, height))
            yield return Fault("Media", "ReelShape", file.FileName, SmallestWidth, SmallestHeight);
    }

    // encoders round to even numbers: 9:16 within two hundredths
    private static bool IsUpright(int width, int height) =>
        width >= SmallestWidth && height >= SmallestHeight && Math.Abs((16L * width) - (9L * height)) * 50 <= 9L * height;

    private static bool IsWebAddress(string link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");

    private static Problem TooLarge(OutgoingMedia file, long limit) => FacebookErrors.Verdicts.Named(ProblemKind.Invalid, "Media", "FileTooLarge", file.FileName, limit / Megabyte);

    private static Problem Fault(string field, string key, params object[] args) => FacebookErrors.Verdicts.Text(ProblemKind.Invalid, field, key, args);
}
