using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain.Trends.Feeds;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Trends;

/// <summary>Adds what a feed holds in one statement; items whose address the tenant knows already stay as they are.</summary>
internal sealed class TrendItemWriter(AppDb rows)
{
    private const int LongestKey = 1000;

    private const string Insert = """
        insert into trend_items (tenant_id, id, source_id, topic_id, url_key, url, title, summary, text, thumbnail_url, language, published_at, collected_at, score, state, used_count)
        select $1, i.id, $2, i.topic_id, i.url_key, i.url, i.title, i.summary, i.text, i.thumbnail_url, i.language, i.published_at, $3, i.score, 'new', 0
        from unnest($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) as i (id, topic_id, url_key, url, title, summary, text, thumbnail_url, language, published_at, score)
        on conflict (tenant_id, url_key) do nothing
        """;

    /// <returns>How many were new.</returns>
    public async Task<int> AddAsync(TrendSource source, Feed feed, DateTimeOffset now, CancellationToken ct)
    {
        var topics = await rows.Topics.AsNoTracking().Where(t => source.TopicId == null || t.Id == source.TopicId).ToListAsync(ct);
        // in order of the key, so that two nodes with the same items cannot wait for each other
        var items = feed.Items.Where(i => i.Title.Length + i.Summary.Length > 0).Select(i => Row.Of(i, source, feed, topics, now))
            .DistinctBy(i => i.Key).OrderBy(i => i.Key, StringComparer.Ordinal).ToList();
        if (items.Count == 0)
            return 0;
        await using var command = new NpgsqlCommand(Insert, (NpgsqlConnection)rows.Database.GetDbConnection());
        Add(rows.TenantId);
        Add(source.Id);
        Add(now);
        Add(items.Select(_ => Ids.New(now)).ToArray());
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
        return await command.ExecuteNonQueryAsync(ct);

        void Add<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
    }

    /// <summary>By which an item is known in its tenant.</summary>
    internal static string KeyOf(FeedItem item, TrendSource source)
    {
        var key = PlainText.Clean(item.Link is { } link ? UrlNormaliser.Normalise(link) : $"item:{source.Id:N}:{item.Id}");
        return key.Length <= LongestKey ? key : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }

    private sealed record Row(
        string Key, string? Url, Guid? TopicId, string Title, string Summary, string Text, string? Thumbnail, string? Language, DateTimeOffset? PublishedAt, double Score)
    {
        public static Row Of(FeedItem item, TrendSource source, Feed feed, List<Topic> topics, DateTimeOffset now)
        {
            var (title, summary, text) = (Cut(item.Title, 500), Cut(item.Summary, 4000), PlainText.Clean(item.Text));
            var body = text.Length > 0 ? text : summary;
            var best = topics.Select(t => (t.Id, Fit: TrendScore.Fit(t.Keywords, title, body))).OrderByDescending(t => t.Fit).FirstOrDefault();
            var topicId = source.TopicId ?? (best.Id != Guid.Empty && TrendScore.Matches(best.Fit) && HasKeywords(topics, best.Id) ? best.Id : null);
            // feeds date things into the future to stay on top
            DateTimeOffset? published = item.PublishedAt is { } at ? (at > now ? now : at) : null;
            var fit = topicId is null ? TrendScore.Fit([], title, body) : best.Fit;
            return new Row(
                KeyOf(item, source), Short(item.Link), topicId, title.Length > 0 ? title : PlainText.Cut(summary, 200), summary, text, Short(item.Thumbnail),
                LanguageGuess.Of($"{title} {body}") ?? (feed.Language is { Length: <= 10 } known ? known : null), published?.ToUniversalTime(),
                TrendScore.Stored(published ?? now, source.Weight, fit));
        }

        private static bool HasKeywords(List<Topic> topics, Guid id) => topics.Any(t => t.Id == id && t.Keywords.Length > 0);

        private static string? Short(Uri? address) => address?.AbsoluteUri is { Length: <= 2000 } text ? text : null;

        private static string Cut(string text, int limit) => PlainText.Cut(PlainText.Clean(text).Trim(), limit);
    }
}
