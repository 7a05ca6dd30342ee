using System.Globalization;

namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>One of the account's latest posts, as its network lists it.</summary>
/// <param name="Type">What it is, in the network's words.</param>
internal sealed record ListedPost(string Id, string? Url, DateTimeOffset? At, string Words, string? Type = null);

/// <summary>What was read of the account's latest posts.</summary>
/// <param name="Match">The only one that can be the post; null where none or several can.</param>
/// <param name="IsAbsent">The list was read, and none can be it.</param>
internal sealed record FeedReading(GraphReply Reply, IReadOnlyList<SeenPost> Seen, SeenPost? Match, bool IsAbsent);

/// <summary>Finds a published post among the latest ones of an account.</summary>
internal static class MetaFeed
{
    public static FeedReading Search(GraphReply reply, IEnumerable<ListedPost?> listed, DateTimeOffset from, Func<ListedPost, bool> isSame)
    {
        var latest = LatestPosts.Since(from, listed, Shown, isSame);
        return new(reply, latest.Seen, reply.Done && latest.Only is { } found ? Shown(found) : null, reply.Done && latest.Same.Count == 0);
    }

    public static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static SeenPost Shown(ListedPost post) => new(post.Id, post.Url, post.At, post.Words);
}
