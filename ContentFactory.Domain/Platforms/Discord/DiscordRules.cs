namespace ContentFactory.Domain.Platforms.Discord;

/// <summary>What Discord would refuse, with its own limits (API v10: lengths of the description; a bot's 4000 are for privileged callers).</summary>
internal static class DiscordRules
{
    public const string EmbedOption = "embed";
    public const string MentionsOption = "mentions";

    private const int ContentLength = 2_000;
    private const int EmbedLength = 4_096;
    private const int TitleLength = 256;
    private const int AltLength = 1_024;
    private const int MostFiles = 10;
    private const long Megabyte = 1024 * 1024;

    /// <summary>What a server takes depends on its level and is said by no document here: this is the most of any, and Discord refuses what is too much for one.</summary>
    private const long FileBytes = 100 * Megabyte;

    public static readonly PlatformLimits Limits = new(ContentLength, ContentLength, MostFiles, FileBytes, FileBytes, MostParts: 10);

    public static readonly IReadOnlyList<PublishOption> Options = [PublishOption.Switch(EmbedOption), PublishOption.Switch(MentionsOption)];

    public static bool IsEmbed(OutgoingPost post) => IsOn(post, EmbedOption);

    public static bool MayMention(OutgoingPost post) => IsOn(post, MentionsOption);

    /// <summary>As it is sent.</summary>
    public static string TitleOf(OutgoingPost post) => DiscordText.Escape(PlainText.Line(OutgoingWords.Clean(post.Title ?? "")));

    public static IReadOnlyList<string> PartsOf(OutgoingPost post) => DiscordText.Parts(post, IsEmbed(post) ? EmbedLength : ContentLength);

    public static IReadOnlyList<Problem> Check(OutgoingPost post) => [.. TextFaults(post), .. FileFaults(post.Media)];

    private static IEnumerable<Problem> TextFaults(OutgoingPost post)
    {
        var parts = PartsOf(post);
        if (parts.Count > Limits.MostParts)
            yield return DiscordErrors.Fault("Text", "TooManyParts", parts.Count, Limits.MostParts);
        else if (post.Media.Count == 0 && parts is [{ Length: 0 }])
            yield return DiscordErrors.Fault("Text", "PostEmpty", "");
        if (OutgoingParts.BrokenLink(parts, post.Link) is { } broken)
            yield return broken;
        if (IsEmbed(post) && TitleOf(post).EnumerateRunes().Count() is > TitleLength and var length)
            yield return DiscordErrors.Fault("Title", "TitleTooLong", length, TitleLength);
    }

    private static IEnumerable<Problem> FileFaults(IReadOnlyList<OutgoingMedia> media)
    {
        if (media.Count > MostFiles)
            yield return DiscordErrors.Fault("Media", "TooManyFiles", media.Count, MostFiles);
        foreach (var file in media)
        {
            if (file.Size <= 0)
                yield return DiscordErrors.Fault("Media", "FileEmpty", file.FileName);
            if (file.Size > FileBytes)
                yield return DiscordErrors.Fault("Media", "FileTooLarge", file.FileName, FileBytes / Megabyte);
            if (file.AltText?.EnumerateRunes().Count() > AltLength)
                yield return DiscordErrors.Fault("Media", "AltTooLong", file.FileName, AltLength);
        }
    }

    private static bool IsOn(OutgoingPost post, string option) => post.Options.GetValueOrDefault(option) is "true";
}
