namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>A post's words as Telegram takes them.</summary>
internal static class TelegramText
{
    /// <summary>What people will read. Its length is what Telegram counts.</summary>
    public static string Plain(OutgoingPost post) => OutgoingWords.Whole(post);

    /// <summary>The same for parse mode HTML. Only these three characters mean anything outside an attribute.</summary>
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
