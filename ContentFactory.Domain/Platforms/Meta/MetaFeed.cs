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
    private const int MostSeen = 10;
    private const int StartLength = 200;

    // how far the clocks of Meta and database may be apart
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    public static FeedReading Search(GraphReply reply, IEnumerable<ListedPost?> listed, DateTimeOffset from, Func<ListedPost, bool> isSame)
    {
        var since = listed.OfType<ListedPost>().Where(p => p.At is null || p.At >= from - Slack).OrderByDescending(p => p.At).ToList();
        var same = since.Where(p => p.At is not null && isSame(p)).ToList();
        return new(reply, [.. since.Take(MostSeen).Select(Seen)], reply.Done && same is [var found] ? Seen(found) : null, reply.Done && same.Count == 0);
    }

    public static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static SeenPost Seen(ListedPost post) => new(post.Id, post.Url, post.At, PlainText.Cut(post.Words, StartLength));
}
