using System.Text;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>A post's words as Telegram takes them.</summary>
internal static class TelegramText
{
    /// <summary>What people will read: the text, and the link below it unless it stands in the text. Its length is what Telegram counts.</summary>
    public static string Plain(OutgoingPost post)
    {
        var text = Clean(post.Text);
        var link = Clean(post.Link ?? "");
        if (link.Length == 0 || text.Contains(link, StringComparison.Ordinal))
            return text;
        return text.Length == 0 ? link : $"{text}\n\n{link}";
    }

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
}
