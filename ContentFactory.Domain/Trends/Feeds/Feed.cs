namespace ContentFactory.Domain.Trends.Feeds;

/// <param name="Language">Two-letter code, as the feed says or as its texts suggest.</param>
public sealed record Feed(string Title, string? Language, Uri? Site, IReadOnlyList<FeedItem> Items);

/// <summary>One entry, all texts plain. <paramref name="Id"/> is unique within the feed and stable between reads.</summary>
/// <param name="PublishedAt">As the feed claims, so it may lie in the future.</param>
public sealed record FeedItem(
    string Id, Uri? Link, string Title, string Summary, string Text, Uri? Thumbnail, DateTimeOffset? PublishedAt, IReadOnlyList<string> Categories);

internal static class FeedLimits
{
    public const int Items = 500;
    public const int Title = 500;
    public const int Summary = 2_000;
    public const int Text = 20_000;
    public const int Categories = 20;
    public const int Id = 500;
}
