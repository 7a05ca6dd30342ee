using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Hashtags;

/// <param name="CompanyId">Sets that this company may use: its own and the workspace's.</param>
public sealed record HashtagFilter(Guid? CompanyId = null, string? Platform = null, ListQuery? List = null);

public sealed record HashtagSetRow(Guid Id, string Name, IReadOnlyList<string> Tags, Guid? CompanyId, string? CompanyName, string? Platform, DateTimeOffset ChangedAt);

/// <summary>What may be put into a post.</summary>
/// <param name="Suggested">From the topics of its ideas, and from what the company's posts of these topics carry most.</param>
public sealed record HashtagOffer(IReadOnlyList<HashtagSetRow> Sets, IReadOnlyList<string> Suggested);

public sealed class HashtagQueries(Db db, Actor actor)
{
    private const int MostSuggested = 12;
    private const int MostSets = 50;
    private const int PostsLookedAt = 200;

    private static readonly Sorting<HashtagSet> Sorting = new Sorting<HashtagSet>(s => s.Id).By("name", s => s.Name).By("changed", s => s.ChangedAt);

    public async Task<ListPage<HashtagSetRow>> ListAsync(HashtagFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        return await Filtered(rows, filter).PageJoinedAsync(filter.List ?? ListQuery.First, Sorting, sets => Rows(rows, sets), ct);
    }

    public async Task<HashtagOffer> ForPostAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Posts.AsNoTracking().Where(p => p.Id == postId).Select(p => (Guid?)p.CompanyId).SingleOrDefaultAsync(ct) is not { } companyId)
            return new([], []);
        var sets = await Rows(rows, rows.HashtagSets.AsNoTracking().Where(s => s.CompanyId == null || s.CompanyId == companyId).OrderBy(s => s.Name).Take(MostSets)).ToListAsync(ct);
        return new([.. sets.OrderBy(s => s.Name, StringComparer.CurrentCultureIgnoreCase)], await SuggestAsync(rows, postId, companyId, ct));
    }

    private static async Task<IReadOnlyList<string>> SuggestAsync(AppDb rows, Guid postId, Guid companyId, CancellationToken ct)
    {
        var ofItems = rows.PostSources.Where(s => s.PostId == postId).Join(rows.TrendItems, s => s.TrendItemId, i => i.Id, (_, i) => i.TopicId);
        var topics = await rows.Topics.AsNoTracking().Where(t => ofItems.Contains(t.Id) || rows.PostTopics.Any(l => l.PostId == postId && l.TopicId == t.Id)).OrderBy(t => t.Name).ToListAsync(ct);
        var ids = topics.Select(t => t.Id).ToList();
        var used = await rows.Posts.AsNoTracking().Where(p => p.CompanyId == companyId && p.Id != postId && rows.PostTopics.Any(l => l.PostId == p.Id && ids.Contains(l.TopicId)))
            .OrderByDescending(p => p.UpdatedAt).Take(PostsLookedAt).Select(p => p.Hashtags).ToListAsync(ct);
        // a topic of several words is one hashtag: each word but the first begins large
        var words = topics.SelectMany(t => t.Keywords.Prepend(t.Name)).Select(Joined);
        var often = used.SelectMany(u => u).GroupBy(t => t.ToLowerInvariant()).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.First());
        return [.. HashtagText.Normalise(words.Concat(often)).Take(MostSuggested)];
    }

    private static string Joined(string words) =>
        string.Concat(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select((w, at) => at == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]));

    private static IQueryable<HashtagSetRow> Rows(AppDb rows, IQueryable<HashtagSet> sets) => sets.Select(s => new HashtagSetRow(
        s.Id, s.Name, s.Tags, s.CompanyId, rows.Companies.Where(c => c.Id == s.CompanyId).Select(c => c.Name).FirstOrDefault(), s.Platform, s.ChangedAt));

    private static IQueryable<HashtagSet> Filtered(AppDb rows, HashtagFilter filter)
    {
        var sets = rows.HashtagSets.AsNoTracking();
        if (filter.CompanyId is { } company)
            sets = sets.Where(s => s.CompanyId == null || s.CompanyId == company);
        if (filter.Platform is { } platform)
            sets = sets.Where(s => s.Platform == platform);
        if (string.IsNullOrWhiteSpace(filter.List?.Search))
            return sets;
        var pattern = LikePattern.Of(filter.List.Search.TrimStart('#'));
        return sets.Where(s => EF.Functions.ILike(s.Name, pattern, LikePattern.Escape) || s.Tags.Any(t => EF.Functions.ILike(t, pattern, LikePattern.Escape)));
    }
}
