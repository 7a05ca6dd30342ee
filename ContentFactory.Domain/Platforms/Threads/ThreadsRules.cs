using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>
/// What Threads would refuse. Source of the limits: Meta for Developers, "Threads API: Overview" and "Posts". The length of a video is common practice
/// that was not read there; the number of posts in a chain is this product's own.
/// </summary>
internal static class ThreadsRules
{
    public const string ReplyControl = "reply_control";
    public const string TopicTag = "topic_tag";

    public const int LongestTag = 50;

    /// <summary>In pixels. A width over 1440 is scaled down by Threads.</summary>
    public const int SmallestWidth = 320;

    /// <summary>To one, either way.</summary>
    public const int WidestRatio = 10;

    public static readonly TimeSpan LongestVideo = TimeSpan.FromMinutes(5);

    private const long Megabyte = 1024 * 1024;

    public static readonly PlatformLimits Limits = new(500, 500, 20, 8 * Megabyte, 1024 * Megabyte, MostParts: 20);

    public static readonly IReadOnlyList<PublishOption> Options =
    [
        PublishOption.Choice(ReplyControl, "everyone", "accounts_you_follow", "mentioned_only", "followers_only") with { Default = "everyone" },
        new(TopicTag, PublishOptionType.Text, []) { MaxLength = LongestTag },
    ];

    private static readonly string[] ImageTypes = ["image/jpeg", "image/jpg", "image/png"];

    public static IReadOnlyList<Problem> Check(OutgoingPost post) =>
        [.. KindFaults(post), .. TextFaults(post), .. OptionFaults(post), .. post.Media.SelectMany(FileFaults)];

    private static IEnumerable<Problem> KindFaults(OutgoingPost post)
    {
        if (post.Kind is PublicationKind.Story)
            yield return Fault("Kind", "NoStories");
        if (post.Kind is PublicationKind.Reel or PublicationKind.Short or PublicationKind.Video && post.Media is not [{ Kind: MediaKind.Video }])
            yield return Fault("Media", "OneVideo");
        if (post.Media.Count > Limits.MediaCount)
            yield return ThreadsErrors.Verdicts.Named(ProblemKind.Invalid, "Media", "TooManyFiles", post.Media.Count, Limits.MediaCount);
    }

    private static IEnumerable<Problem> TextFaults(OutgoingPost post)
    {
        var words = ThreadsText.WordsOf(post);
        if (words.Length == 0 && post.Media.Count == 0)
            yield return ThreadsErrors.Verdicts.Named(ProblemKind.Invalid, "Text", "Empty");
        var (length, parts) = (ThreadsText.LengthOf(words), ThreadsParts.Of(post));
        if (length > Limits.All(post.Media.Count) || parts.Count > Limits.MostParts)
            yield return ThreadsErrors.Verdicts.Named(ProblemKind.Invalid, "Text", "TextTooLong", length, Limits.All(post.Media.Count));
        // beside words alone the link has a place of its own
        if (parts[0].Link is { } link && !IsWebAddress(link))
            yield return Fault("Link", "LinkMalformed");
        else if (words.Contains(OutgoingWords.Clean(post.Link ?? ""), StringComparison.Ordinal) && OutgoingParts.BrokenLink([.. parts.Select(p => p.Text)], post.Link) is { } broken)
            yield return broken;
    }

    private static IEnumerable<Problem> OptionFaults(OutgoingPost post)
    {
        if (post.Options.GetValueOrDefault(ReplyControl) is { Length: > 0 } control && !Options[0].Values.Contains(control))
            yield return Fault("Options", "ReplyControlUnknown", control);
        if (post.Options.GetValueOrDefault(TopicTag) is { Length: > 0 } tag && (tag.Length > LongestTag || tag.Any(c => c is '.' or '&' or '\n')))
            yield return Fault("Options", "TopicTagMalformed", LongestTag);
    }

    private static IEnumerable<Problem> FileFaults(OutgoingMedia file) => file switch
    {
        { Size: <= 0 } => [MetaErrors.Text(ProblemKind.Invalid, "Media", "FileEmpty", file.FileName)],
        { Kind: MediaKind.Image } => ImageFaults(file),
        { Kind: MediaKind.Video } => VideoFaults(file),
        _ => [ThreadsErrors.Verdicts.Named(ProblemKind.Invalid, "Media", "FileKind", file.FileName)],
    };

    private static IEnumerable<Problem> ImageFaults(OutgoingMedia file)
    {
        // the type was read from the bytes: a name may lie
        if (!ImageTypes.Contains(file.ContentType.Split(';')[0].Trim().ToLowerInvariant()))
            yield return Fault("Media", "ImageFormat", file.FileName);
        if (file.Size > Limits.PhotoBytes)
            yield return TooLarge(file, Limits.PhotoBytes);
        if (file is not { Width: > 0 and var width, Height: > 0 and var height })
            yield break;
        if (width < SmallestWidth)
            yield return Fault("Media", "ImageTooNarrow", file.FileName, SmallestWidth);
        if (width > (long)height * WidestRatio || height > (long)width * WidestRatio)
            yield return Fault("Media", "ImageRatio", file.FileName, WidestRatio);
    }

    private static IEnumerable<Problem> VideoFaults(OutgoingMedia file)
    {
        if (file.Size > Limits.FileBytes)
            yield return TooLarge(file, Limits.FileBytes);
        if (file.Duration > LongestVideo)
            yield return Fault("Media", "VideoTooLong", file.FileName, (int)LongestVideo.TotalMinutes);
    }

    private static bool IsWebAddress(string link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");

    private static Problem TooLarge(OutgoingMedia file, long limit) => ThreadsErrors.Verdicts.Named(ProblemKind.Invalid, "Media", "FileTooLarge", file.FileName, limit / Megabyte);

    private static Problem Fault(string field, string key, params object[] args) => ThreadsErrors.Verdicts.Text(ProblemKind.Invalid, field, key, args);
}
