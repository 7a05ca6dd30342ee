using System.Text.RegularExpressions;
using ContentFactory.Domain.Platforms.Formatting;

namespace ContentFactory.Domain.Platforms.Discord;

/// <summary>A post's words as Discord takes them: what would be markup is escaped, but not in addresses nor in Discord's own marks for people and emoji.</summary>
internal static partial class DiscordText
{
    /// <summary>Code points, of what is sent: the API counts them so (discord-api-docs, issue 1315).</summary>
    public static int LengthOf(string text) => Escape(text).EnumerateRunes().Count();

    public static string Escape(string plain) => Marks().Replace(plain, match => match.Groups["mark"].Success ? $@"\{match.Value}" : match.Value);

    /// <summary>As <see cref="LengthOf"/>, of words whose marks are formatting.</summary>
    public static int MarkedLengthOf(string text) => DiscordMarkup.Of(MarkedText.Read(text)).EnumerateRunes().Count();

    /// <summary>One message's words as they are sent.</summary>
    public static string Sent(OutgoingPost post, string part) => post.IsMarked ? DiscordMarkup.Of(MarkedText.Read(part)) : Escape(part);

    /// <summary>The words of each message.</summary>
    /// <param name="length">Of one message.</param>
    public static IReadOnlyList<string> Parts(OutgoingPost post, int length) =>
        OutgoingParts.Of(post, OutgoingWords.Whole(post), length, length, post.IsMarked ? MarkedLengthOf : LengthOf);

    [GeneratedRegex(@"https?://[^\s<>]+|<(?:@[!&]?|\#|a?:\w{1,40}:)[0-9]{1,20}>|(?<mark>[\\*_~`|]|\[(?=[^\]\n]*\]\()|(?<=^[ \t]*)(?:\#{1,3}|-\#|>>>|>)(?=\s))", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
