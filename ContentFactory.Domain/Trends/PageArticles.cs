using ContentFactory.Domain.Outgoing;
using ContentFactory.Domain.Trends.Feeds;
using ContentFactory.Domain.Trends.Sites;

namespace ContentFactory.Domain.Trends;

/// <summary>Reads the articles that a page leads to, one after the other and no more than the site's robots.txt allows.</summary>
public sealed class PageArticles(SafeFetch fetch, TimeProvider clock)
{
    /// <summary>Of one check; the rest follows with the next ones.</summary>
    private const int Most = 10;

    private const string PageTypes = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";

    // a check holds its source for two minutes
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="links">As the page shows them, those that are known left out.</param>
    /// <returns>
    /// What could be read, with its words; of a page without any the headline alone. What can't be fetched now is asked for again, after others
    /// had their turn.
    /// </returns>
    internal async Task<Result<IReadOnlyList<FeedItem>>> ReadAsync(Uri page, IReadOnlyList<FeedItem> links, CancellationToken ct)
    {
        var (began, read) = (clock.GetTimestamp(), new List<FeedItem>());
        if (links.Count == 0)
            return read;
        if (await RobotsOfAsync(page, ct) is not { } robots)
            return Problem.Unavailable("Trends.RobotsUnread");
        if (!robots.Allows(page))
            return Problem.Unavailable("Trends.RobotsRefuse");
        var asked = 0;
        foreach (var link in InTurn(links))
        {
            if (asked == Most || clock.GetElapsedTime(began) > Patience)
                break;
            ct.ThrowIfCancellationRequested();
            if (!robots.Allows(link.Link!))
                continue;
            asked++;
            if (await ArticleAsync(link, ct) is { } article)
                read.Add(article);
        }
        return read;
    }

    /// <summary>More than fit into a check begin elsewhere each minute: what can't be fetched must not keep the rest waiting for ever.</summary>
    private IEnumerable<FeedItem> InTurn(IReadOnlyList<FeedItem> links)
    {
        var first = links.Count <= Most ? 0 : (int)(clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute % links.Count);
        return links.Skip(first).Concat(links.Take(first));
    }

    /// <summary>Null where the site could not say what it allows: then nothing is read of it now.</summary>
    private async Task<Robots?> RobotsOfAsync(Uri page, CancellationToken ct)
    {
        var outcome = await fetch.GetAsync(new FetchRequest(new Uri(page, "/robots.txt"), Accept: "text/plain, */*;q=0.1"), ct);
        return outcome.Kind switch
        {
            FetchKind.Fetched => Robots.Read(FeedEncoding.Decode(outcome.Body, outcome.ContentType)),
            FetchKind.NotFound or FetchKind.Gone => Robots.AllowAll,
            FetchKind.HttpError when outcome.Status is >= 400 and < 500 => Robots.AllowAll,
            _ => null,
        };
    }

    private async Task<FeedItem?> ArticleAsync(FeedItem link, CancellationToken ct)
    {
        var outcome = await fetch.GetAsync(new FetchRequest(link.Link!, Accept: PageTypes), ct);
        if (outcome.Kind is not FetchKind.Fetched)
            return null;
        if (ArticleText.Read(FeedEncoding.Decode(outcome.Body, outcome.ContentType), outcome.FinalAddress) is not { } article)
            return link;
        return link with
        {
            Title = article.Title.Length > 0 ? article.Title : link.Title,
            Summary = article.Summary.Length > 0 ? article.Summary : HtmlText.Tidy(article.Text, 300),
            Text = article.Text,
            Thumbnail = article.Picture,
            PublishedAt = FeedDates.Read(article.Date),
        };
    }
}
