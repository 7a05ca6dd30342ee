using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;

namespace ContentFactory.Domain.Publishing;

/// <summary>Why a time is proposed.</summary>
public enum SlotWhy
{
    /// <summary>The next free posting hour: that is what was asked for.</summary>
    Next,

    /// <summary>The same, because too little was measured to know better.</summary>
    TooFewMeasured,

    /// <summary>This hour of this weekday did well.</summary>
    Weekday,

    /// <summary>This hour did well on the whole.</summary>
    Hour,

    /// <summary>Nothing measured speaks for one hour more than for another.</summary>
    Even,
}

/// <summary>The reason with its numbers.</summary>
/// <param name="Ratio">Of the channel's median, over <paramref name="Posts"/> of the <paramref name="Measured"/> posts.</param>
/// <param name="ByViews">The network says views only; otherwise reactions are compared.</param>
public sealed record SlotReason(SlotWhy Why, double Ratio = 0, int Posts = 0, int Measured = 0, bool ByViews = false);

/// <summary>A free time of a channel by the clock of its zone.</summary>
public sealed record ProposedSlot(Guid ChannelId, PlannedTime Planned, SlotReason Reason);

/// <summary>
/// Free times at the posting hours of channels: in the future, on a day that is not full (warm-up and the company's limit included), with the
/// least gap kept. Costs the same few statements for one channel or many, however full they are; it reads and holds nothing.
/// </summary>
public sealed class ChannelSlots(Db db, Actor actor, TimeProvider clock)
{
    private const int DaysAhead = 60;
    private const int BestDays = 7;

    /// <summary>Whether the dialog begins with the best hour, or with a time chosen by hand.</summary>
    public async Task<bool> BeginsWithBestAsync(Guid companyId, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        return (await SettingsReader.ReadAsync(rows, companyId, ct)).Of(SettingCatalogue.DefaultScheduling) == "optimal";
    }

    public async Task<Result<IReadOnlyList<ProposedSlot>>> NextFreeAsync(IReadOnlyList<Guid> channelIds, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var table = await Timetable.ReadAsync(rows, channelIds, now, now.AddDays(DaysAhead), ct);
        return Propose(table, channelIds, channel => Next(table, channel, now, new(SlotWhy.Next)));
    }

    /// <summary>The free hour of the next seven days at which the channel's own posts did best; the next free posting hour where that cannot be said.</summary>
    public async Task<Result<IReadOnlyList<ProposedSlot>>> BestAsync(IReadOnlyList<Guid> channelIds, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var table = await Timetable.ReadAsync(rows, channelIds, now, now.AddDays(DaysAhead), ct);
        var past = await HourEngagement.ReadAsync(rows, table.Channels, table.ZoneOf, now, ct);
        return Propose(table, channelIds, channel => Best(table, channel, past[channel.Id], now));
    }

    private static Result<IReadOnlyList<ProposedSlot>> Propose(Timetable table, IReadOnlyList<Guid> asked, Func<Channel, ProposedSlot?> propose)
    {
        if (table.Channels.Count != asked.Distinct().Count())
            return Problem.NotFound();
        var slots = new List<ProposedSlot>();
        foreach (var channel in table.Channels)
        {
            if (propose(channel) is not { } slot)
                return Problem.Limit("Publishing.NoFreeSlot", channel.DisplayName, DaysAhead);
            table.Take(channel.Id, slot.Planned.Instant);
            slots.Add(slot);
        }
        return slots;
    }

    private static ProposedSlot? Next(Timetable table, Channel channel, DateTimeOffset now, SlotReason reason) =>
        Free(table, channel, channel.PostingHours, DaysAhead, now).Select(planned => new ProposedSlot(channel.Id, planned, reason)).FirstOrDefault();

    private static ProposedSlot? Best(Timetable table, Channel channel, HourEngagement past, DateTimeOffset now)
    {
        if (!past.Says)
            return Next(table, channel, now, new(SlotWhy.TooFewMeasured, Measured: past.Measured));
        var free = Free(table, channel, past.HoursBeside(channel.PostingHours), BestDays, now).ToList();
        // a full week leaves the weeks after it
        if (free.Count == 0)
            return Next(table, channel, now, new(SlotWhy.Next));
        // of equals the first in time
        var best = free.Select(planned => (Planned: planned, Said: past.Of(planned.Date.DayOfWeek, planned.Time.Hour))).MaxBy(c => c.Said.Score);
        return new(channel.Id, best.Said.Reason.Why is SlotWhy.Even ? free[0] : best.Planned, best.Said.Reason);
    }

    /// <summary>In order of time.</summary>
    private static IEnumerable<PlannedTime> Free(Timetable table, Channel channel, IReadOnlyCollection<int> hours, int days, DateTimeOffset now)
    {
        var zone = table.ZoneOf(channel.Id);
        var today = LocalDay.At(now, zone);
        return from day in Enumerable.Range(0, days)
            from hour in hours.Order()
            let planned = PlannedTime.At(today.AddDays(day), new TimeOnly(hour, 0), zone)
            where planned.Instant > now && table.IsFree(channel.Id, planned.Instant)
            select planned;
    }
}
