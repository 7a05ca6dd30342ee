using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>A post's words as the caption. Instagram makes no links clickable: a link stands below the text to be copied.</summary>
internal static partial class InstagramText
{
    public static string Caption(OutgoingPost post) => OutgoingWords.Whole(post);

    public static int Hashtags(string caption) => Hashtag().Count(caption);

    public static int Mentions(string caption) => Mention().Count(caption);

    [GeneratedRegex(@"(?<![\p{L}\p{M}\p{N}_&/])#[\p{L}\p{M}\p{N}_]+")]
    private static partial Regex Hashtag();

    // an e-mail address mentions nobody
    [GeneratedRegex(@"(?<![\p{L}\p{M}\p{N}_.@/])@[A-Za-z0-9_.]+")]
    private static partial Regex Mention();
}
