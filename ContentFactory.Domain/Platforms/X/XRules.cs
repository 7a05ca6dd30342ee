namespace ContentFactory.Domain.Platforms.X;

internal enum XForm { Photo, Gif, Video, None }

/// <summary>What X would refuse, with its own limits ("Media best practices", "Counting characters"; X API v2, description 2.167).</summary>
internal static class XRules
{
    public const string ReplySettings = "reply_settings";
    public const string Everyone = "everyone";

    /// <summary>Of a picture's alt text, in characters (POST /2/media/metadata).</summary>
    public const int AltLength = 1_000;

    private const long Megabyte = 1024 * 1024;
    private const long GifBytes = 15 * Megabyte;
    private const int MostPhotos = 4;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(140);

    /// <summary>How many posts a chain may have is this product's choice; X names no limit.</summary>
    public static readonly PlatformLimits Limits = new(XText.Length, XText.Length, MostPhotos, 5 * Megabyte, 512 * Megabyte, MostParts: 25);

    public static readonly PublishOption Replies = PublishOption.Choice(ReplySettings, Everyone, "following", "mentionedUsers", "subscribers", "verified") with { Default = Everyone };

    public static IReadOnlyList<Problem> Check(OutgoingPost post) =>
        [.. TextFaults(post), .. OptionFaults(post), .. SetFaults(post.Media), .. post.Media.SelectMany(FileFaults)];

    public static XForm FormOf(OutgoingMedia file) => file.ContentType.ToLowerInvariant() switch
    {
        "image/jpeg" or "image/png" or "image/webp" => XForm.Photo,
        "image/gif" => XForm.Gif,
        "video/mp4" or "video/quicktime" or "video/webm" or "video/mp2t" => XForm.Video,
        _ => XForm.None,
    };

    private static IEnumerable<Problem> TextFaults(OutgoingPost post)
    {
        var parts = XText.Parts(post);
        if (parts.Count > Limits.MostParts)
            yield return XErrors.Fault("Text", "TooManyParts", parts.Count, Limits.MostParts);
        else if (post.Media.Count == 0 && parts is [{ Length: 0 }])
            yield return XErrors.Fault("Text", "PostEmpty");
        if (OutgoingParts.BrokenLink(parts, post.Link) is { } broken)
            yield return broken;
    }

    private static IEnumerable<Problem> OptionFaults(OutgoingPost post)
    {
        if (post.Options.GetValueOrDefault(ReplySettings) is { Length: > 0 } choice && !Replies.Values.Contains(choice, StringComparer.Ordinal))
            yield return XErrors.Fault("Options", "RepliesUnknown", choice);
    }

    private static IEnumerable<Problem> SetFaults(IReadOnlyList<OutgoingMedia> media)
    {
        if (media.Count > MostPhotos)
            yield return XErrors.Fault("Media", "TooManyFiles", media.Count, MostPhotos);
        else if (media.Count > 1 && media.Any(m => FormOf(m) is XForm.Gif or XForm.Video))
            yield return XErrors.Fault("Media", "OneOfThese");
    }

    private static IEnumerable<Problem> FileFaults(OutgoingMedia file)
    {
        var form = FormOf(file);
        if (form is XForm.None)
            yield return XErrors.Fault("Media", "FileType", file.FileName, file.ContentType);
        if (file.Size <= 0)
            yield return XErrors.Fault("Media", "FileEmpty", file.FileName);
        if (LimitOf(form) is var limit && file.Size > limit)
            yield return XErrors.Fault("Media", "FileTooLarge", file.FileName, limit / Megabyte);
        if (file.AltText?.Length > AltLength)
            yield return XErrors.Fault("Media", "AltTooLong", file.FileName, AltLength);
        if (form is XForm.Gif && Exceeds(file, 1280, 1080))
            yield return XErrors.Fault("Media", "GifSize", file.FileName);
        if (form is XForm.Video && (Exceeds(file, 1280, 1024) || IsOddShape(file)))
            yield return XErrors.Fault("Media", "VideoSize", file.FileName);
        if (form is XForm.Video && file.Duration is { } time && (time < Shortest || time > Longest))
            yield return XErrors.Fault("Media", "VideoTime", file.FileName, (int)Longest.TotalSeconds);
    }

    private static long LimitOf(XForm form) => form switch
    {
        XForm.Photo => Limits.PhotoBytes,
        XForm.Gif => GifBytes,
        XForm.Video or XForm.None => Limits.FileBytes,
    };

    // upright ones may have the same sides the other way round
    private static bool Exceeds(OutgoingMedia file, int longer, int shorter) =>
        file is { Width: { } width, Height: { } height } && (Math.Max(width, height) > longer || Math.Min(width, height) > shorter);

    private static bool IsOddShape(OutgoingMedia file) =>
        file is { Width: { } width, Height: { } height } && (Math.Min(width, height) < 32 || Math.Max(width, height) > 3L * Math.Min(width, height));
}
