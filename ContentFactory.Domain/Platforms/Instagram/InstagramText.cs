using System.Text;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>A post's words as the caption. Instagram makes no links clickable: a link stands below the text to be copied.</summary>
internal static partial class InstagramText
{
    public static string Caption(OutgoingPost post)
    {
        var text = Clean(post.Text);
        var link = Clean(post.Link ?? "");
        if (link.Length == 0 || text.Contains(link, StringComparison.Ordinal))
            return text;
        return text.Length == 0 ? link : $"{text}\n\n{link}";
    }

    public static int Hashtags(string caption) => Hashtag().Count(caption);

    public static int Mentions(string caption) => Mention().Count(caption);

    /// <summary>Without white space, which networks break and join their own way.</summary>
    public static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
                clean.Append(rune);
        }
        return clean.ToString().Trim();
    }

    [GeneratedRegex(@"(?<![\p{L}\p{M}\p{N}_&/])#[\p{L}\p{M}\p{N}_]+")]
    private static partial Regex Hashtag();

    // an e-mail address mentions nobody
    [GeneratedRegex(@"(?<![\p{L}\p{M}\p{N}_.@/])@[A-Za-z0-9_.]+")]
    private static partial Regex Mention();
}
