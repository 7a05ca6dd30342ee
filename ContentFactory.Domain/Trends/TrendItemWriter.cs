using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain.Trends.Clusters;
using ContentFactory.Domain.Trends.Feeds;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Trends;

/// <summary>
/// Adds what a feed holds in one statement and puts what is new to the stories it belongs to; items whose address the tenant knows
/// already stay as they are. Wants a transaction.
/// </summary>
internal sealed class TrendItemWriter(AppDb rows)
{
    private const int LongestKey = 1000;

    private const string Insert = """
        insert into trend_items (tenant_id, id, source_id, topic_id, url_key, url, title, summary, text, thumbnail_url, language, published_at, collected_at, score, state, used_count,
            cluster_id, sources, weight, fit)
        select $1, i.id, $2, i.topic_id, i.url_key, i.url, i.title, i.summary, i.text, i.thumbnail_url, i.language, i.published_at, $3, i.score, 'new', 0, i.id, 1, $16, i.fit
        from unnest($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) as i (id, topic_id, url_key, url, title, summary, text, thumbnail_url, language, published_at, score, fit)
        on conflict (tenant_id, url_key) do nothing returning id
        """;

    /// <param name="topicId">Chosen for all of them; else the source's own, or the one whose keywords fit best.</param>
    /// <returns>How many were new.</returns>
    public async Task<int> AddAsync(TrendSource source, Feed feed, DateTimeOffset now, CancellationToken ct, Guid? topicId = null)
    {
        topicId ??= source.TopicId;
        var topics = await rows.Topics.AsNoTracking().Where(t => topicId == null || t.Id == topicId).ToListAsync(ct);
        // in order of the key, so that two nodes with the same items cannot wait for each other
        var items = feed.Items.Where(i => i.Title.Length + i.Summary.Length > 0).Select(i => Row.Of(i, source, feed, topics, topicId, now))
            .DistinctBy(i => i.Key).OrderBy(i => i.Key, StringComparer.Ordinal).ToList();
        if (items.Count == 0)
            return 0;
        await new ClusterRows(rows).LockAsync(ct);
        var ids = items.Select(_ => Ids.New(now)).ToArray();
        var added = await InsertAsync(items, ids, source, now, ct);
        if (added.Count > 0)
            await JoinAsync(items, ids, added, source, now, ct);
        return added.Count;
    }

    private async Task<HashSet<Guid>> InsertAsync(List<Row> items, Guid[] ids, TrendSource source, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Insert, (NpgsqlConnection)rows.Database.GetDbConnection());
        Add(rows.TenantId);
        Add(source.Id);
        Add(now);
        Add(ids);
        Add(items.Select(i => i.TopicId).ToArray());
        Add(items.Select(i => i.Key).ToArray());
        Add(items.Select(i => i.Url).ToArray());
        Add(items.Select(i => i.Title).ToArray());
        Add(items.Select(i => i.Summary).ToArray());
        Add(items.Select(i => i.Text).ToArray());
        Add(items.Select(i => i.Thumbnail).ToArray());
        Add(items.Select(i => i.Language).ToArray());
        Add(items.Select(i => i.PublishedAt).ToArray());
        Add(items.Select(i => i.Score).ToArray());
        Add(items.Select(i => i.Fit).ToArray());
        Add(source.Weight);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var added = new HashSet<Guid>();
        while (await reader.ReadAsync(ct))
            added.Add(reader.GetGuid(0));
        return added;

        void Add<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
    }

    private async Task JoinAsync(List<Row> items, Guid[] ids, HashSet<Guid> added, TrendSource source, DateTimeOffset now, CancellationToken ct)
    {
        var repeated = StoryWords.Repeated(items.Select(i => (i.Title, i.Summary)));
        var fresh = items.Zip(ids).Where(i => added.Contains(i.Second))
            .Select(i => new Story(i.Second, i.Second, i.First.PublishedAt ?? now, StoryWords.Of(i.First.Title, i.First.Summary, source.Name, repeated))).ToList();
        await new StoryClusters(rows).JoinAsync(fresh, source.Id, repeated, now, ct);
    }

    /// <summary>By which an item is known in its tenant.</summary>
    internal static string KeyOf(FeedItem item, Guid sourceId)
    {
        var key = PlainText.Clean(item.Link is { } link ? UrlNormaliser.Normalise(link) : $"item:{sourceId:N}:{item.Id}");
        return key.Length <= LongestKey ? key : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }

    private sealed record Row(
        string Key, string? Url, Guid? TopicId, string Title, string Summary, string Text, string? Thumbnail, string? Language, DateTimeOffset? PublishedAt, double Score, double Fit)
    {
        public static Row Of(FeedItem item, TrendSource source, Feed feed, List<Topic> topics, Guid? chosen, DateTimeOffset now)
        {
            var (title, summary, text) = (Cut(item.Title, 500), Cut(item.Summary, 4000), PlainText.Clean(item.Text));
            var body = text.Length > 0 ? text : summary;
            var best = topics.Select(t => (t.Id, Fit: TrendScore.Fit(t.Keywords, title, body))).OrderByDescending(t => t.Fit).FirstOrDefault();
            var topicId = chosen ?? (best.Id != Guid.Empty && TrendScore.Matches(best.Fit) && HasKeywords(topics, best.Id) ? best.Id : null);
            // feeds date things into the future to stay on top
            DateTimeOffset? published = item.PublishedAt is { } at ? (at > now ? now : at) : null;
            var fit = topicId is null ? TrendScore.Fit([], title, body) : best.Fit;
            return new Row(
                KeyOf(item, source.Id), Short(item.Link), topicId, title.Length > 0 ? title : PlainText.Cut(summary, 200), summary, text, Short(item.Thumbnail),
                LanguageGuess.Of($"{title} {body}") ?? (feed.Language is { Length: <= 10 } known ? known : null), published?.ToUniversalTime(),
                TrendScore.Stored(published ?? now, source.Weight, fit), fit);
        }

        private static bool HasKeywords(List<Topic> topics, Guid id) => topics.Any(t => t.Id == id && t.Keywords.Length > 0);

        private static string? Short(Uri? address) => address?.AbsoluteUri is { Length: <= 2000 } text ? text : null;

        private static string Cut(string text, int limit) => PlainText.Cut(PlainText.Clean(text).Trim(), limit);
    }
}
