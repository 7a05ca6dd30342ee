namespace ContentFactory.Domain.Platforms.Threads;

/// <param name="Link">Shown as a card below words alone.</param>
internal sealed record ThreadsPart(string Text, IReadOnlyList<OutgoingMedia> Media, string? Link)
{
    /// <summary>As the container names it, and as the list of posts does.</summary>
    public (string Asked, string Listed) Type => Media switch
    {
        [] => ("TEXT", "TEXT_POST"),
        [{ Kind: MediaKind.Video }] => ("VIDEO", "VIDEO"),
        [_] => ("IMAGE", "IMAGE"),
        _ => ("CAROUSEL", "CAROUSEL_ALBUM"),
    };
}

/// <summary>A post that is longer than one goes out as a chain: the files with the beginning of the text, then replies with the rest.</summary>
internal static class ThreadsParts
{
    public static IReadOnlyList<ThreadsPart> Of(OutgoingPost post)
    {
        var limits = ThreadsRules.Limits;
        var link = post.Media.Count == 0 && OutgoingWords.Clean(post.Link ?? "") is { Length: > 0 } address ? address : null;
        return [.. OutgoingParts.Of(post, ThreadsText.WordsOf(post), limits.One(post.Media.Count), limits.TextLength, ThreadsText.LengthOf)
            .Select((text, place) => place == 0 ? new ThreadsPart(text, post.Media, link) : new ThreadsPart(text, [], null))];
    }
}
