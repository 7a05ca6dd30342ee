using ContentFactory.Domain.Platforms.Formatting;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>A post's words as Telegram takes them.</summary>
internal static class TelegramText
{
    /// <summary>What people will read. Its length is what Telegram counts, without the entities.</summary>
    public static string Plain(OutgoingPost post) => post.IsMarked ? MarkedText.Plain(OutgoingWords.Whole(post)) : OutgoingWords.Whole(post);

    public static int LengthOf(OutgoingPost post, string words) => post.IsMarked ? MarkedText.Plain(words).Length : words.Length;

    /// <summary>The words for parse mode HTML.</summary>
    public static string Html(OutgoingPost post) => post.IsMarked ? TelegramMarkup.Html(MarkedText.Read(OutgoingWords.Whole(post))) : Html(OutgoingWords.Whole(post));

    /// <summary>Plain words for parse mode HTML. Only these three characters mean anything outside an attribute.</summary>
    public static string Html(string plain) =>
        plain.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The address for the preview, if the link is one that Telegram can fetch.</summary>
    public static string? PreviewUrl(OutgoingPost post) =>
        Uri.TryCreate(post.Link?.Trim(), UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)
            ? post.Link!.Trim()
            : null;
}
