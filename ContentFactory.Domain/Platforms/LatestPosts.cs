namespace ContentFactory.Domain.Platforms;

/// <summary>An account's latest posts since a call whose answer was lost.</summary>
/// <param name="Seen">To show to a person, newest first.</param>
/// <param name="Same">Those that can be what the call published.</param>
internal sealed record LatestPosts<T>(IReadOnlyList<SeenPost> Seen, IReadOnlyList<T> Same) where T : class
{
    /// <summary>None or several prove nothing.</summary>
    public T? Only => Same is [var one] ? one : null;
}

internal static class LatestPosts
{
    /// <summary>How far the clocks of a network and the database may be apart.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private const int MostSeen = 10;
    private const int StartLength = 200;

    /// <param name="from">When the call began.</param>
    /// <param name="show">The post with all of its words; they are cut here.</param>
    /// <param name="isSame">Not asked of posts without a time.</param>
    public static LatestPosts<T> Since<T>(DateTimeOffset from, IEnumerable<T?> posts, Func<T, SeenPost> show, Func<T, bool> isSame) where T : class
    {
        var since = posts.OfType<T>().Select(post => (Post: post, Shown: show(post))).Where(p => p.Shown.At is null || p.Shown.At >= from - Slack).OrderByDescending(p => p.Shown.At).ToList();
        return new(
            [.. since.Take(MostSeen).Select(p => p.Shown with { Start = PlainText.Cut(p.Shown.Start, StartLength) })],
            [.. since.Where(p => p.Shown.At is not null && isSame(p.Post)).Select(p => p.Post)]);
    }
}
