using ContentFactory.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// How a channel's own posts did by weekday and hour of its zone, as a multiple of the channel's median. Few posts say little: an hour leans
/// towards the median, an hour of a weekday towards its hour. From the daily rows of the last half year.
/// </summary>
internal sealed class HourEngagement
{
    public const int Least = 10;
    private const int AllHours = 50;
    private const int LeastOfHour = 3;
    private const int Most = 400;
    private const int Prior = 3;
    private const int Days = 183;
    private static readonly TimeSpan Ripe = TimeSpan.FromDays(1);

    // the ratios of each in order
    private readonly ILookup<int, double> hours;
    private readonly ILookup<(DayOfWeek, int), double> cells;
    private readonly bool byViews;

    public HourEngagement(IReadOnlyCollection<Sample> samples, string zone)
    {
        Measured = samples.Count;
        byViews = samples.Count(s => s.Engaged is not null) < Least;
        var values = samples.Select(s => (Local: PlannedTime.Of(s.PublishedAt, zone), Value: (byViews ? s.Views : s.Engaged) ?? 0d)).ToList();
        var median = MedianOf([.. values.Select(v => v.Value).Order()]);
        Says = Measured >= Least && median > 0;
        var ratios = values.Select(v => (v.Local.Date.DayOfWeek, v.Local.Time.Hour, Ratio: median > 0 ? v.Value / median : 1)).OrderBy(r => r.Ratio).ToList();
        hours = ratios.ToLookup(r => r.Hour, r => r.Ratio);
        cells = ratios.ToLookup(r => (r.DayOfWeek, r.Hour), r => r.Ratio);
    }

    public int Measured { get; }

    /// <summary>Enough was measured, and there was something to measure.</summary>
    public bool Says { get; }

    /// <summary>The posting hours, and with many posts measured every other hour that was tried often enough.</summary>
    public IReadOnlyCollection<int> HoursBeside(IReadOnlyCollection<int> posting) =>
        Measured < AllHours ? posting : [.. posting.Union(hours.Where(h => h.Count() >= LeastOfHour).Select(h => h.Key))];

    public (double Score, SlotReason Reason) Of(DayOfWeek weekday, int hour)
    {
        var (ofHour, ofCell) = (hours[hour].ToList(), cells[(weekday, hour)].ToList());
        // medians here too: one post that everybody shared makes no hour good
        var score = Lean(ofCell, Lean(ofHour, 1));
        var reason = ofCell.Count > 1 ? Reason(SlotWhy.Weekday, ofCell) : ofHour.Count > 1 ? Reason(SlotWhy.Hour, ofHour) : new(SlotWhy.Even, Measured: Measured);
        // what one post did is no reason
        return (reason.Why is SlotWhy.Even ? Math.Min(score, 1) : score, reason);
    }

    /// <summary>One statement for all channels; a post younger than a day says nothing yet.</summary>
    public static async Task<Dictionary<Guid, HourEngagement>> ReadAsync(AppDb rows, IReadOnlyList<Channel> channels, Func<Guid, string> zoneOf, DateTimeOffset now, CancellationToken ct)
    {
        var (ids, since, until) = (channels.Select(c => c.Id).ToArray(), now.AddDays(-Days), now - Ripe);
        var samples = await rows.Database.SqlQuery<Sample>($"""
            select p.channel_id as "ChannelId", p.published_at as "PublishedAt", d.engaged::float8 as "Engaged", d.views::float8 as "Views"
            from unnest({ids}) as k (channel_id)
            cross join lateral (
                select p.* from publications p
                where p.tenant_id = {rows.TenantId} and p.channel_id = k.channel_id and p.state = 'published' and p.scheduled_at > {since} and p.published_at <= {until}
                order by p.scheduled_at desc limit {Most}) p
            cross join lateral (
                select case when num_nonnulls(d.likes, d.comments, d.shares, d.saves) > 0
                            then coalesce(d.likes, 0) + coalesce(d.comments, 0) + coalesce(d.shares, 0) + coalesce(d.saves, 0) end as engaged, d.views
                from publication_days d where d.tenant_id = p.tenant_id and d.publication_id = p.id order by d.day desc limit 1) d
            """).ToListAsync(ct);
        var found = samples.ToLookup(s => s.ChannelId);
        return channels.ToDictionary(c => c.Id, c => new HourEngagement([.. found[c.Id]], zoneOf(c.Id)));
    }

    private static double Lean(List<double> ratios, double towards) => ((ratios.Count * MedianOf(ratios)) + (Prior * towards)) / (ratios.Count + Prior);

    private SlotReason Reason(SlotWhy why, List<double> ratios) =>
        MedianOf(ratios) is > 1.05 and var ratio ? new(why, Math.Round(ratio, 1), ratios.Count, Measured, byViews) : new(SlotWhy.Even, Measured: Measured);

    private static double MedianOf(List<double> ordered) => ordered.Count == 0 ? 0 : (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;

    /// <summary>The latest totals of one post; null where the network has no such number.</summary>
    public sealed record Sample(Guid ChannelId, DateTimeOffset PublishedAt, double? Engaged, double? Views);
}
