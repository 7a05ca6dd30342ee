namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>What Telegram would refuse, with its own limits (Bot API 10.1).</summary>
internal static class TelegramRules
{
    public const int LongestSideSum = 10_000;
    public const int LargestRatio = 20;

    private const int SmallestAlbum = 2;
    private const long Megabyte = 1024 * 1024;

    public static readonly PlatformLimits Limits = new(4096, 1024, 10, 10 * Megabyte, 50 * Megabyte, MostParts: 10);

    public static readonly IReadOnlyList<PublishOption> Options =
    [
        PublishOption.Switch(TelegramMessage.Silent), PublishOption.Switch(TelegramMessage.Protect), PublishOption.Switch(TelegramPin.Option),
        new(TelegramButtons.Option, PublishOptionType.Text, []) { MaxLength = TelegramButtons.MaxLength, Lines = true },
    ];

    /// <summary>The Bot API says nothing of its size: a cover is a photo, so the limits of photos are taken.</summary>
    private static readonly CoverLimits Covers = new(["image/jpeg", "image/png", "image/webp"], 10 * Megabyte) { SideSum = LongestSideSum, Ratio = LargestRatio };

    public static IReadOnlyList<Problem> Check(OutgoingPost post) =>
        [.. TextFaults(post), .. AlbumFaults(post.Media), .. post.Media.SelectMany(FileFaults), .. CoverLimitsOf(post)?.Faults("Telegram", post.Cover) ?? [], .. TelegramButtons.Faults(post)];

    /// <summary>Of an album the first video has it.</summary>
    public static CoverLimits? CoverLimitsOf(OutgoingPost post) => post.Media.Any(m => m.Kind is MediaKind.Video) ? Covers : null;

    private static IEnumerable<Problem> TextFaults(OutgoingPost post)
    {
        var (plain, parts) = (TelegramText.Plain(post), TelegramParts.Of(post));
        if (parts.Count > Limits.MostParts)
            yield return Fault("Text", "TooManyParts", plain.Length, Limits.MostParts);
        else if (post.Media.Count == 0 && string.IsNullOrWhiteSpace(plain))
            yield return Fault("Text", "PostEmpty");
        if (OutgoingParts.BrokenLink([.. parts.Select(p => p.Text)], post.Link) is { } broken)
            yield return broken;
    }

    private static IEnumerable<Problem> AlbumFaults(IReadOnlyList<OutgoingMedia> media)
    {
        if (media.Count > Limits.MediaCount)
            yield return Fault("Media", "TooManyFiles", media.Count, Limits.MediaCount);
        if (media.Count < SmallestAlbum)
            yield break;
        if (media.Any(m => m.Kind == MediaKind.Animation))
            yield return Fault("Media", "AnimationAlone");
        if (media.Select(m => m.Kind).Distinct().Count() > 1 && media.Any(m => m.Kind is MediaKind.Document or MediaKind.Audio))
            yield return Fault("Media", "MixedFiles");
    }

    private static IEnumerable<Problem> FileFaults(OutgoingMedia file)
    {
        var limit = file.Kind == MediaKind.Image ? Limits.PhotoBytes : Limits.FileBytes;
        if (file.Size <= 0)
            yield return Fault("Media", "FileEmpty", file.FileName);
        if (file.Size > limit)
            yield return Fault("Media", "FileTooLarge", file.FileName, limit / Megabyte);
        if (file is not { Kind: MediaKind.Image, Width: > 0 and var width, Height: > 0 and var height })
            yield break;
        if ((long)width + height > LongestSideSum)
            yield return Fault("Media", "PhotoTooWide", file.FileName, LongestSideSum);
        if (Math.Max(width, height) > (long)LargestRatio * Math.Min(width, height))
            yield return Fault("Media", "PhotoTooNarrow", file.FileName, LargestRatio);
    }

    private static Problem Fault(string field, string key, params object[] args) =>
        TelegramErrors.Text(ProblemKind.Invalid, field, key, args);
}
