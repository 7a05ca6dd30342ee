using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics.Predictions;

/// <summary>The measured posts of one network, each against its channel's median.</summary>
internal sealed record NetworkPast(PredictionUnit Unit, IReadOnlyList<PastPost> Posts);

/// <summary>What the channels of a company published in a year and how it did, by the latest totals of each post. One statement for all of them.</summary>
internal sealed class PastPosts
{
    private const int Days = 365;
    private const int Most = 1000;
    private const int Short = 300;
    private const int Medium = 1000;

    // the numbers of a younger post are still growing
    private static readonly TimeSpan Ripe = TimeSpan.FromDays(2);

    private readonly Dictionary<Guid, (double Median, int Posts)> channels = [];
    private readonly Dictionary<string, NetworkPast> networks = [];

    public int Of(Guid channelId) => channels.GetValueOrDefault(channelId).Posts;

    /// <summary>Null where nothing was measured.</summary>
    public double? MedianOf(Guid channelId) => channels.TryGetValue(channelId, out var known) && known.Median > 0 ? known.Median : null;

    public NetworkPast On(string platform) => networks.GetValueOrDefault(platform) ?? new(PredictionUnit.Rate, []);

    public static PostTraits Traits(string text, int threadParts, IReadOnlyCollection<MediaKind> media) => new(FormOf(threadParts, media.Count, media.Contains(MediaKind.Video)), LengthOf(text.Length));

    public static async Task<PastPosts> ReadAsync(AppDb rows, IReadOnlyList<Channel> channels, Func<Channel, string> zoneOf, DateTimeOffset now, CancellationToken ct)
    {
        var (ids, since, until) = (channels.Select(c => c.Id).ToArray(), now.AddDays(-Days), now - Ripe);
        var samples = await rows.Database.SqlQueryRaw<Sample>($$"""
            select p.channel_id as "ChannelId", p.published_at as "PublishedAt", coalesce(length(v.text), length(po.text), 0) as "Length", coalesce(cardinality(v.thread_parts), 0) as "Parts",
                   m.count as "Media", m.video as "Video", d.engaged::float8 as "Engaged", d.seen::float8 as "Seen", d.views::float8 as "Views"
            from unnest({0}) as k (channel_id)
            join channels c on c.tenant_id = {1} and c.id = k.channel_id
            cross join lateral (
                select x.* from publications x
                where x.tenant_id = {1} and x.channel_id = k.channel_id and x.state = 'published' and x.scheduled_at > {2} and x.published_at <= {3}
                order by x.scheduled_at desc limit {4}) p
            join posts po on po.tenant_id = p.tenant_id and po.id = p.post_id
            left join post_variants v on v.tenant_id = p.tenant_id and v.post_id = p.post_id and v.platform = c.platform
            cross join lateral (
                select count(*)::int as count, coalesce(bool_or(i.kind = 'video'), false) as video from post_media pm
                join media_items i on i.tenant_id = pm.tenant_id and i.id = pm.media_id where pm.tenant_id = p.tenant_id and pm.post_id = p.post_id) m
            cross join lateral (
                select {{PublicationNumbers.Columns}} from publication_days x where x.tenant_id = p.tenant_id and x.publication_id = p.id order by x.day desc limit 1) d
            """, ids, rows.TenantId, since, until, Most).ToListAsync(ct);
        var past = new PastPosts();
        foreach (var network in channels.GroupBy(c => c.Platform))
            past.Add(network.Key, [.. network], samples.ToLookup(s => s.ChannelId), zoneOf);
        return past;
    }

    private void Add(string platform, List<Channel> ofNetwork, ILookup<Guid, Sample> samples, Func<Channel, string> zoneOf)
    {
        var all = ofNetwork.SelectMany(c => samples[c.Id]).ToList();
        // the best unit that enough posts have
        var unit = all.Count(s => s.Of(PredictionUnit.Rate) is not null) >= EngagementModel.Least ? PredictionUnit.Rate
            : all.Count(s => s.Of(PredictionUnit.Reactions) is not null) >= EngagementModel.Least ? PredictionUnit.Reactions
            : all.Count(s => s.Of(PredictionUnit.Views) is not null) >= EngagementModel.Least ? PredictionUnit.Views : PredictionUnit.Rate;
        var posts = new List<PastPost>();
        foreach (var channel in ofNetwork)
        {
            var measured = samples[channel.Id].Where(s => s.Of(unit) is not null).ToList();
            if (measured.Count == 0)
                continue;
            var median = MedianOf([.. measured.Select(s => s.Of(unit)!.Value).Order()]);
            channels[channel.Id] = (median, measured.Count);
            if (median > 0)
                posts.AddRange(measured.Select(s => new PastPost(s.Traits(zoneOf(channel)), s.Of(unit)!.Value / median)));
        }
        networks[platform] = new(unit, posts);
    }

    private static double MedianOf(List<double> ordered) => (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;

    private static PredictedForm FormOf(int parts, int media, bool video) =>
        parts > 1 ? PredictedForm.Thread : video ? PredictedForm.Video : media > 1 ? PredictedForm.Album : media == 1 ? PredictedForm.Picture : PredictedForm.Text;

    private static LengthGroup LengthOf(int length) => length <= Short ? LengthGroup.Short : length <= Medium ? LengthGroup.Medium : LengthGroup.Long;

    /// <summary>The latest totals of one post; null where the network has no such number.</summary>
    private sealed record Sample(Guid ChannelId, DateTimeOffset PublishedAt, int Length, int Parts, int Media, bool Video, double? Engaged, double? Seen, double? Views)
    {
        public double? Of(PredictionUnit unit) => unit switch
        {
            PredictionUnit.Rate => Engaged is { } engaged && Seen is { } seen ? 100 * engaged / seen : null,
            PredictionUnit.Reactions => Engaged,
            PredictionUnit.Views => Views,
        };

        public PostTraits Traits(string zone)
        {
            var local = PlannedTime.Of(PublishedAt, zone);
            return new(FormOf(Parts, Media, Video), LengthOf(Length), local.Date.DayOfWeek, local.Time.Hour);
        }
    }
}
