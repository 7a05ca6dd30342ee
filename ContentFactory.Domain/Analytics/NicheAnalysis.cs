using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Offline;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics;

/// <param name="Share">Of the niche's ideas of the last four weeks.</param>
public sealed record TopicShare(string Topic, int Items, double Share);

/// <summary>How a post of the niche was received, over all its publications.</summary>
public sealed record NichePost(Guid Id, string Title, long Engagements, long? Views);

/// <summary>What is known of a niche from the tenant's own rows; null where there is too little to say it.</summary>
/// <param name="Weeks">Ideas of the last eight weeks, the oldest first.</param>
/// <param name="Growth">Of the last four weeks against the four before.</param>
/// <param name="Trend">What the growth says.</param>
/// <param name="Since">When the first idea of its topics was collected.</param>
public sealed record NicheFacts(
    IReadOnlyList<int> Weeks, double? PerWeek, double? Growth, NicheTrend? Trend, DateTimeOffset? Since, IReadOnlyList<TopicShare> Shares, IReadOnlyList<NichePost> BestPosts, IReadOnlyList<string> Proposed);

/// <summary>Measures a niche by what was collected for its topics and by what its posts brought. Estimates nothing.</summary>
public sealed class NicheAnalysis(Db db, Actor actor, TimeProvider clock)
{
    private const int Weeks = 8;

    /// <summary>Fewer ideas than these in four weeks grow and shrink by chance.</summary>
    public const int EnoughItems = 10;

    private const double Notable = 0.2;
    private const int MostPosts = 5;
    private const int MostProposed = 12;
    private const int TitlesRead = 400;

    public async Task<NicheFacts> ReadAsync(Guid nicheId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTopics);
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var items = rows.TrendItems.Where(i => i.ClusterId == i.Id && rows.Topics.Any(t => t.NicheId == nicheId && t.Id == i.TopicId));
        var begin = now.AddDays(-7 * Weeks);
        var lately = await items.Where(i => i.CollectedAt > begin).Select(i => new { i.TopicId, i.CollectedAt }).ToListAsync(ct);
        var since = await items.MinAsync(i => (DateTimeOffset?)i.CollectedAt, ct);
        var weeks = Enumerable.Range(0, Weeks).Select(w => lately.Count(i => Week(i.CollectedAt, now) == Weeks - 1 - w)).ToList();
        var (before, last) = (weeks.Take(Weeks / 2).Sum(), weeks.Skip(Weeks / 2).Sum());
        double? growth = since <= begin && before >= EnoughItems ? (double)(last - before) / before : null;
        var topics = await rows.Topics.Where(t => t.NicheId == nicheId).Select(t => new { t.Id, t.Name, t.Keywords }).ToListAsync(ct);
        var shares = topics.Select(t => (t.Name, Items: lately.Count(i => i.TopicId == t.Id && Week(i.CollectedAt, now) < Weeks / 2)))
            .OrderByDescending(t => t.Items).Select(t => new TopicShare(t.Name, t.Items, last == 0 ? 0 : (double)t.Items / last)).ToList();
        var known = await rows.Niches.Where(n => n.Id == nicheId).Select(n => n.Keywords).SingleOrDefaultAsync(ct) ?? [];
        return new NicheFacts(
            weeks, since <= now.AddDays(-7) && lately.Count > 0 ? last / Math.Min(Weeks / 2, (now - since!.Value) / TimeSpan.FromDays(7)) : null, growth,
            growth is null ? null : growth > Notable ? NicheTrend.Growing : growth < -Notable ? NicheTrend.Declining : NicheTrend.Stable,
            since, shares, await BestAsync(rows, nicheId, ct), await ProposeAsync(rows, items, [.. known, .. topics.SelectMany(t => t.Keywords)], ct));
    }

    private static int Week(DateTimeOffset at, DateTimeOffset now) => (int)Math.Max(0, Math.Floor((now - at) / TimeSpan.FromDays(7)));

    /// <summary>Posts of the niche or of its topics by the last totals of their publications; those without numbers are not among them.</summary>
    private static async Task<IReadOnlyList<NichePost>> BestAsync(AppDb rows, Guid nicheId, CancellationToken ct)
    {
        var last = rows.PublicationDays.Where(d => !rows.PublicationDays.Any(l => l.PublicationId == d.PublicationId && l.Day > d.Day) && (d.Likes != null || d.Comments != null || d.Shares != null || d.Saves != null));
        var totals = from post in rows.Posts
                     where post.NicheId == nicheId || rows.PostTopics.Any(l => l.PostId == post.Id && rows.Topics.Any(t => t.NicheId == nicheId && t.Id == l.TopicId))
                     join publication in rows.Publications on post.Id equals publication.PostId
                     join day in last on publication.Id equals day.PublicationId
                     group day by new { post.Id, post.Title, post.Text } into days
                     select new
                     {
                         days.Key.Id, days.Key.Title, days.Key.Text, Views = days.Sum(d => d.Views),
                         Engagements = days.Sum(d => (d.Likes ?? 0) + (d.Comments ?? 0) + (d.Shares ?? 0) + (d.Saves ?? 0)),
                     };
        return [.. (await totals.OrderByDescending(t => t.Engagements).ThenBy(t => t.Id).Take(MostPosts).ToListAsync(ct))
            .Select(t => new NichePost(t.Id, PlainText.Cut(PlainText.Line(string.IsNullOrWhiteSpace(t.Title) ? t.Text ?? "" : t.Title), 120), t.Engagements, t.Views))];
    }

    /// <summary>What the headlines of its topics are about beside what is known.</summary>
    private static async Task<IReadOnlyList<string>> ProposeAsync(AppDb rows, IQueryable<TrendItem> items, IReadOnlyCollection<string> known, CancellationToken ct)
    {
        var titles = await items.OrderByDescending(i => i.CollectedAt).Select(i => i.Title).Take(TitlesRead).ToListAsync(ct);
        if (titles.Count < EnoughItems)
            return [];
        var stems = known.SelectMany(Stems.Words).Select(Stems.Of).ToHashSet();
        return [.. KeyPhrases.Of(titles, [], [], MostProposed * 3).Where(p => !Stems.Words(p).Select(Stems.Of).All(stems.Contains) && titles.Count(t => t.Contains(p, StringComparison.OrdinalIgnoreCase)) > 1).Take(MostProposed)];
    }
}
