namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>What a post becomes at LinkedIn.</summary>
internal enum LinkedInForm { Text, Article, Image, MultiImage, Video, Document, None }

/// <summary>What LinkedIn would refuse, with its own limits ("Posts API", "Images API", "MultiImage API", "Videos API", "Documents API").</summary>
internal static class LinkedInRules
{
    public const string Visibility = "visibility";
    public const string Public = "PUBLIC";
    public const string Connections = "CONNECTIONS";

    /// <summary>Characters of what a reader sees; whether LinkedIn counts its own escapes is unconfirmed.</summary>
    public const int TextLength = 3_000;

    private const int MostImages = 20;
    private const int AltLength = 4_086;
    private const long MostPixels = 36_152_320;
    private const int Kilobyte = 1024;
    private const long Megabyte = 1024 * Kilobyte;
    private const long SmallestVideo = 75 * Kilobyte;
    private const long LargestVideo = 500 * Megabyte;
    private static readonly TimeSpan ShortestVideo = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestVideo = TimeSpan.FromMinutes(30);

    /// <summary>Documents are limited so; of pictures no limit in bytes is known, and this is what goes out in one request.</summary>
    private const long LargestWhole = 100 * Megabyte;

    public static readonly PlatformLimits Limits = new(TextLength, TextLength, MostImages, LargestWhole, LargestVideo);

    public static LinkedInForm FormOf(OutgoingPost post) => post.Media switch
    {
        [] => LinkedInText.HasCard(post) ? LinkedInForm.Article : LinkedInForm.Text,
        [var one] when IsImage(one) => LinkedInForm.Image,
        [{ Kind: MediaKind.Video or MediaKind.Animation }] => LinkedInForm.Video,
        [{ Kind: MediaKind.Document }] => LinkedInForm.Document,
        { Count: > 1 } many when many.All(IsImage) => LinkedInForm.MultiImage,
        _ => LinkedInForm.None,
    };

    public static bool IsImage(OutgoingMedia file) => file.Kind is MediaKind.Image || (file.Kind is MediaKind.Animation && Is(file, "image/gif"));

    public static string VisibilityOf(OutgoingPost post) => post.Options.GetValueOrDefault(Visibility) is { Length: > 0 } chosen ? chosen.ToUpperInvariant() : Public;

    /// <summary>The link as LinkedIn takes it for a card; null where it is no web address.</summary>
    public static Uri? LinkOf(OutgoingPost post) =>
        Uri.TryCreate(OutgoingWords.Clean(post.Link ?? ""), UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp) ? link : null;

    public static IReadOnlyList<Problem> Check(OutgoingPost post) => [.. TextFaults(post), .. OptionFaults(post), .. FileFaults(post)];

    private static IEnumerable<Problem> TextFaults(OutgoingPost post)
    {
        var words = LinkedInText.WordsOf(post);
        if (words.Length == 0 && post.Media.Count == 0 && !LinkedInText.HasCard(post))
            yield return LinkedInErrors.Fault("Text", "Empty");
        if (words.Length > TextLength)
            yield return LinkedInErrors.Fault("Text", "TextTooLong", words.Length, TextLength);
        if (LinkedInText.HasCard(post) && LinkOf(post) is null)
            yield return LinkedInErrors.Fault("Link", "LinkMalformed");
    }

    private static IEnumerable<Problem> OptionFaults(OutgoingPost post)
    {
        if (VisibilityOf(post) is not (Public or Connections) and var visibility)
            yield return LinkedInErrors.Fault("Options", "VisibilityUnknown", visibility);
    }

    private static IEnumerable<Problem> FileFaults(OutgoingPost post)
    {
        if (post.Media.FirstOrDefault(m => m.Kind is MediaKind.Audio) is { } sound)
            return [LinkedInErrors.Fault("Media", "NoAudio", sound.FileName)];
        if (post.Media.Count > MostImages && post.Media.All(IsImage))
            return [LinkedInErrors.Fault("Media", "TooManyImages", post.Media.Count, MostImages)];
        if (FormOf(post) is LinkedInForm.None)
            return [LinkedInErrors.Fault("Media", "Mixed", MostImages)];
        return post.Media.SelectMany(file => SizeFaults(file).Concat(IsImage(file) ? ImageFaults(file) : file.Kind is MediaKind.Document ? DocumentFaults(file) : VideoFaults(file)));
    }

    private static IEnumerable<Problem> SizeFaults(OutgoingMedia file)
    {
        var most = IsImage(file) || file.Kind is MediaKind.Document ? LargestWhole : LargestVideo;
        if (file.Size <= 0)
            yield return LinkedInErrors.Fault("Media", "FileEmpty", file.FileName);
        if (file.Size > most)
            yield return LinkedInErrors.Fault("Media", "FileTooLarge", file.FileName, most / Megabyte);
    }

    private static IEnumerable<Problem> ImageFaults(OutgoingMedia file)
    {
        if (!Is(file, "image/jpeg", "image/jpg", "image/png", "image/gif"))
            yield return LinkedInErrors.Fault("Media", "ImageFormat", file.FileName, file.ContentType);
        if ((long?)file.Width * file.Height >= MostPixels)
            yield return LinkedInErrors.Fault("Media", "TooManyPixels", file.FileName, MostPixels / 1_000_000);
        if (file.AltText?.Trim().Length > AltLength)
            yield return LinkedInErrors.Fault("Media", "AltTooLong", file.FileName, AltLength);
    }

    private static IEnumerable<Problem> VideoFaults(OutgoingMedia file)
    {
        if (!Is(file, "video/mp4"))
            yield return LinkedInErrors.Fault("Media", "VideoFormat", file.FileName, file.ContentType);
        if (file.Size is > 0 and < SmallestVideo)
            yield return LinkedInErrors.Fault("Media", "VideoTooSmall", file.FileName, SmallestVideo / Kilobyte);
        if (file.Duration < ShortestVideo || file.Duration > LongestVideo)
            yield return LinkedInErrors.Fault("Media", "VideoLength", file.FileName, ShortestVideo.TotalSeconds, LongestVideo.TotalMinutes);
    }

    private static IEnumerable<Problem> DocumentFaults(OutgoingMedia file)
    {
        if (Path.GetExtension(file.FileName).ToLowerInvariant() is not (".pdf" or ".doc" or ".docx" or ".ppt" or ".pptx") && !Is(file, "application/pdf"))
            yield return LinkedInErrors.Fault("Media", "DocumentFormat", file.FileName);
    }

    private static bool Is(OutgoingMedia file, params ReadOnlySpan<string> types)
    {
        var type = file.ContentType.Split(';')[0].Trim().ToLowerInvariant();
        return types.Contains(type);
    }
}
