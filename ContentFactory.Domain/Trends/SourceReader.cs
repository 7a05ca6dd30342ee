using ContentFactory.Domain.Access;
using ContentFactory.Domain.Outgoing;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Trends.Feeds;
using ContentFactory.Domain.Trends.Sites;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Trends;

/// <param name="Kind">What it turned out to be.</param>
/// <param name="Address">Under which it is kept: the feed's own where a page named it.</param>
/// <param name="Feed">Null where the fetch says it all: nothing new, or nothing there.</param>
internal sealed record SourceRead(SourceKind Kind, Uri Address, FetchOutcome Outcome, Result<Feed>? Feed)
{
    public Problem? Problem => Outcome.Reason ?? Feed?.Problem;
}

/// <summary>Fetches a source and reads it in the way of its kind. Keeps nothing.</summary>
public sealed class SourceReader(SafeFetch fetch, AttemptLimits limits, IOptions<TrendsOptions> options)
{
    /// <summary>Of the 100 searches that a project of Google's has a day, for all tenants.</summary>
    private static readonly AttemptLimit Searches = new("trends.youtube", 90, TimeSpan.FromDays(1));

    private static readonly AttemptLimit SearchesOfTenant = new("trends.youtube.tenant", 20, TimeSpan.FromDays(1));

    private const string FeedTypes = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";
    private const int Posts = 50;

    /// <summary>An address that somebody gave. A page is searched for its feed, and read as a page where it names none.</summary>
    internal async Task<SourceRead> DiscoverAsync(Guid tenantId, SourceAddress typed, CancellationToken ct)
    {
        var read = await ReadAsync(tenantId, typed.Kind, typed.Address, null, null, ct);
        if (read.Feed?.Problem is { TextKey: "Trends.PageWithFeed" } named && Uri.TryCreate(named.Args[0].ToString(), UriKind.Absolute, out var feed))
        {
            var found = await ReadAsync(tenantId, SourceKind.Feed, feed, null, null, ct);
            if (found.Problem is null)
                return found;
        }
        // the page itself is the source, with or without a feed that can be read
        return read.Feed?.Problem is { TextKey: "Trends.PageWithFeed" or "Trends.PageNotFeed" } && typed.Kind is SourceKind.Feed
            ? read with { Kind = SourceKind.WebPage, Feed = PageLinks.Read(Decode(read.Outcome), read.Outcome.FinalAddress) }
            : read;
    }

    internal async Task<SourceRead> ReadAsync(Guid tenantId, SourceKind kind, Uri address, string? etag, DateTimeOffset? lastModified, CancellationToken ct)
    {
        if (RequestOf(kind, address) is not { } request)
            return new(kind, address, FetchOutcome.Without(FetchKind.Refused, address, Problem.Unavailable("Trends.YouTubeKeyMissing")), null);
        if (kind is SourceKind.YoutubeSearch && await SearchedOutAsync(tenantId, ct) is { } wait)
            return new(kind, address, FetchOutcome.Without(FetchKind.RateLimited, address, Problem.Limit("Trends.SearchesUsed"), retryAfter: wait), null);
        // a page that did not change may still lead to articles that wait to be read
        var outcome = await fetch.GetAsync(kind is SourceKind.WebPage ? new FetchRequest(request) : new FetchRequest(request, etag, lastModified, FeedTypes), ct);
        return new(kind, address, outcome, outcome.Kind is FetchKind.Fetched ? Read(kind, address, outcome) : null);
    }

    private async Task<TimeSpan?> SearchedOutAsync(Guid tenantId, CancellationToken ct) =>
        await limits.TakeAsync(SearchesOfTenant, $"{tenantId}", ct) ?? await limits.TakeAsync(Searches, "all", ct);

    /// <summary>What is asked for; null where it needs a key that is not set.</summary>
    private Uri? RequestOf(SourceKind kind, Uri address) => kind switch
    {
        SourceKind.Reddit => new($"{Root(options.Value.RedditUrl)}{address.AbsolutePath}/new.json?limit={Posts}&raw_json=1"),
        SourceKind.TelegramChannel => new(Root(options.Value.TelegramUrl) + address.AbsolutePath),
        SourceKind.GoogleTrends => new(Root(options.Value.GoogleTrendsUrl) + address.PathAndQuery),
        SourceKind.YoutubeSearch => options.Value.YouTubeKey is { Length: > 0 } key ? YouTubeSearch(address, key) : null,
        _ => address,
    };

    private Uri YouTubeSearch(Uri address, string key) => new(QueryHelpers.AddQueryString(Root(options.Value.YouTubeUrl) + "/youtube/v3/search", new Dictionary<string, string?>
    {
        ["part"] = "snippet", ["type"] = "video", ["order"] = "date", ["maxResults"] = "50", ["q"] = WordsOf(address), ["key"] = key,
    }));

    private static string WordsOf(Uri address) => QueryHelpers.ParseQuery(address.Query)["search_query"].ToString();

    private static string Root(Uri address) => address.AbsoluteUri.TrimEnd('/');

    private static Result<Feed> Read(SourceKind kind, Uri address, FetchOutcome outcome) => kind switch
    {
        SourceKind.Reddit => RedditListing.Read(JsonReads.Parse(outcome.Body), address),
        SourceKind.TelegramChannel => TelegramChannelPage.Read(Decode(outcome), address),
        SourceKind.YoutubeSearch => YouTubeSearchList.Read(JsonReads.Parse(outcome.Body), address, WordsOf(address)),
        SourceKind.GoogleTrends => FeedXml.Parse(Decode(outcome).TrimStart()) is { Ok: true } xml ? GoogleTrendsFeed.Read(xml.Value, address) : Problem.Unavailable("Trends.FeedUnknown"),
        SourceKind.WebPage => PageLinks.Read(Decode(outcome), outcome.FinalAddress),
        _ => FeedReader.Read(outcome.Body, outcome.ContentType, outcome.FinalAddress),
    };

    private static string Decode(FetchOutcome outcome) => FeedEncoding.Decode(outcome.Body, outcome.ContentType);
}
