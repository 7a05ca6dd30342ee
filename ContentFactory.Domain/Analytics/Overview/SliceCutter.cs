using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Content;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>Cuts a period's numbers by channel, network, company, type and topic.</summary>
internal sealed class SliceCutter(OverviewParts parts, Period period, string zoneId)
{
    /// <param name="topics">Of posts; null where the tenant has none.</param>
    /// <param name="topic">Only this one is asked for.</param>
    public NumberSlices Cut(IReadOnlyList<NumberChannel> channels, NumberChoices choices, IReadOnlyList<PublishedPost> posts, ILookup<Guid, Guid>? topics, Guid? topic)
    {
        var cut = channels.Select(c => new ChannelSlice(c.Id, c.Name, c.Platform, c.CompanyId, c.Sandbox, parts.Of(c.Id, period, now: true), parts.Of(c.Id, period, now: false))).ToList();
        var companies = choices.Companies.ToDictionary(c => c.Id, c => c.Name);
        return new(
            cut, Grouped(cut, c => c.Platform, key => key), Grouped(cut, c => c.CompanyId, id => companies.GetValueOrDefault(id, "")),
            [.. posts.GroupBy(p => p.Type).Select(g => new Slice<PostType>(g.Key, "", Of(g))).OrderByDescending(s => s.Now.Sums.Views ?? s.Now.Sums.Engagements ?? 0).ThenBy(s => s.Key)],
            topics is null ? [] : Topics(choices, posts, topics, topic));
    }

    private List<Slice<Guid?>> Topics(NumberChoices choices, IReadOnlyList<PublishedPost> posts, ILookup<Guid, Guid> topics, Guid? topic)
    {
        var names = choices.Topics.ToDictionary(t => t.Id, t => t.Name);
        var pairs = posts.SelectMany(p => topics[p.PostId].Where(names.ContainsKey).Select(t => (Guid?)t).DefaultIfEmpty(), (post, id) => (post, id)).Where(p => topic is null || p.id == topic);
        return [.. pairs.GroupBy(p => p.id, p => p.post).Select(g => new Slice<Guid?>(g.Key, g.Key is { } id ? names[id] : "", Of(g)))
            .OrderBy(s => s.Key is null).ThenByDescending(s => s.Now.Sums.Views ?? s.Now.Sums.Engagements ?? 0).ThenBy(s => s.Name)];
    }

    private PeriodNumbers Of(IEnumerable<PublishedPost> posts)
    {
        var all = posts.ToList();
        return new(DaySums.Of(all.Select(p => p.Gain)), all.Count(p => period.Has(LocalDay.At(p.PublishedAt, zoneId))));
    }

    private static List<Slice<TKey>> Grouped<TKey>(IEnumerable<ChannelSlice> channels, Func<ChannelSlice, TKey> key, Func<TKey, string> name) =>
    [
        .. channels.GroupBy(key).Select(g => new Slice<TKey>(g.Key, name(g.Key), Sum(g.Select(c => c.Now)), Sum(g.Select(c => c.Before))))
            .OrderByDescending(s => s.Now.Sums.Views ?? s.Now.Sums.Engagements ?? 0).ThenBy(s => s.Name),
    ];

    private static PeriodNumbers Sum(IEnumerable<PeriodNumbers> numbers) => numbers.Aggregate(PeriodNumbers.None, (sum, one) => new(
        sum.Sums + one.Sums, sum.Posts + one.Posts, sum.Followers is { } a ? one.Followers is { } b ? a + b : a : one.Followers));
}
