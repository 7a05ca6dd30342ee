namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>A post that is longer than one message goes out as several: the files with the beginning of the text, then the rest.</summary>
internal static class TelegramParts
{
    public static IReadOnlyList<OutgoingPost> Of(OutgoingPost post)
    {
        var limits = TelegramRules.Limits;
        var parts = OutgoingParts.Of(post, OutgoingWords.Whole(post), limits.One(post.Media.Count), limits.TextLength, text => TelegramText.LengthOf(post, text));
        return parts is [_] ? [post] : [.. parts.Select((part, n) => Part(n == parts.Count - 1 ? post : TelegramButtons.Without(post), part, n == 0))];
    }

    private static OutgoingPost Part(OutgoingPost post, string text, bool isFirst) => post with { Text = text, Parts = [], Link = LinkIn(text, post.Link), Media = isFirst ? post.Media : [] };

    /// <summary>The link stands in the text of its part, where its preview belongs too.</summary>
    private static string? LinkIn(string part, string? link) => link is { Length: > 0 } && part.Contains(link.Trim(), StringComparison.Ordinal) ? link : null;
}
