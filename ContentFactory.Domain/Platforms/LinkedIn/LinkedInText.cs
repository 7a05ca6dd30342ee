using System.Text;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>LinkedIn's "little text", in which some characters are marks unless a backslash stands before them ("little Text Format").</summary>
internal static partial class LinkedInText
{
    private const string Marks = @"|{}@[]()<>#\*_~";

    /// <summary>What stands in the post, before any escaping: the link joins the text where no card shows it.</summary>
    public static string WordsOf(OutgoingPost post) => HasCard(post) ? OutgoingWords.Clean(post.Text) : OutgoingWords.Whole(post);

    /// <summary>A link without files is shown as a card of its own.</summary>
    public static bool HasCard(OutgoingPost post) => post.Media.Count == 0 && !string.IsNullOrWhiteSpace(post.Link);

    public static string CommentaryOf(OutgoingPost post) => Escape(WordsOf(post));

    /// <summary>Hashtags become LinkedIn's own; every other mark is shown as it is.</summary>
    public static string Escape(string words)
    {
        var (result, done) = (new StringBuilder(words.Length + 32), 0);
        foreach (Match tag in Hashtag().Matches(words))
        {
            Append(result, words.AsSpan(done, tag.Index - done));
            result.Append(@"{hashtag|\#|").Append(tag.Groups[1].ValueSpan).Append('}');
            done = tag.Index + tag.Length;
        }
        Append(result, words.AsSpan(done));
        return result.ToString();
    }

    /// <summary>Back to what a reader sees, to compare and to show.</summary>
    public static string Plain(string commentary) => Escaped().Replace(Mention().Replace(HashtagElement().Replace(commentary, "#$1"), "$1"), "$1");

    private static void Append(StringBuilder result, ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            if (Marks.Contains(c, StringComparison.Ordinal))
                result.Append('\\');
            result.Append(c);
        }
    }

    // a word with a mark of its own ("_") stays plain: nothing says how it is written inside
    [GeneratedRegex(@"(?<![\w#&/])#([\p{L}\p{M}\p{Nd}]*\p{L}[\p{L}\p{M}\p{Nd}]*)(?![\p{L}\p{M}\p{Nd}_])")]
    private static partial Regex Hashtag();

    [GeneratedRegex(@"\{hashtag\|\\?[#＃]\|([^}]*)\}")]
    private static partial Regex HashtagElement();

    [GeneratedRegex(@"(?<!\\)@\[((?:\\.|[^\]\\])*)\]\(urn:li:[^)]*\)")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\\([|{}@\[\]()<>#\\*_~])")]
    private static partial Regex Escaped();
}
