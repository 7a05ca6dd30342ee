using ContentFactory.Domain;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Publishing.Planning;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;

namespace ContentFactory.Web.Publishing;

/// <summary>The time of each chosen channel: the common or the proposed one, or its own; and what stands close to it.</summary>
public sealed partial class SchedulePanel
{
    /// <summary>By the workspace's clock. A repetition has one time for all.</summary>
    private readonly Dictionary<Guid, DateTime> own = [];
    private IReadOnlyList<PlanNeighbour> neighbours = [];
    private int looks;

    private bool Proposes => way is PlanWay.Best or PlanWay.Next;

    private List<ChannelRow> Picked => [.. channels.Where(c => chosen.Contains(c.Id))];

    /// <summary>Those that get the post at the common time.</summary>
    private IEnumerable<Guid> Following => Picked.Select(c => c.Id).Where(id => way is PlanWay.Repeat || !own.ContainsKey(id));

    /// <summary>None where one time says it all.</summary>
    private List<TimeRow> TimeRows => HasRows ? [.. Picked.Select(RowOf)] : [];

    private bool HasRows => Proposes ? slots.Count > 0 || noSlot is not null || chosen.Overlaps(own.Keys) : way is PlanWay.At && (chosen.Count > 1 || chosen.Overlaps(own.Keys));

    private IReadOnlyList<ChannelTime> Times => [.. Picked.Select(c => TimeOf(c.Id)).OfType<ChannelTime>()];

    /// <summary>What the last try ran into, as far as no row says it.</summary>
    private Problem? Elsewhere => problem is { Subject: { } id } && IsAtRow(id) ? null : problem;

    private string? NameOf(Guid channel) => channels.FirstOrDefault(c => c.Id == channel)?.DisplayName;

    private TimeRow RowOf(ChannelRow channel)
    {
        var planned = PlanOf(channel.Id);
        return new(channel, own.TryGetValue(channel.Id, out var mine) ? mine : null, planned, SlotOf(channel.Id),
            planned is null ? date.ToDateTime(time) : PlannedTime.Of(planned.Instant, ZoneId).ToDateTime(), problem is not null && problem.Subject == channel.Id && IsAtRow(channel.Id) ? problem : null, NotesOf(channel));
    }

    /// <summary>A common time that has passed is said at the common time.</summary>
    private bool IsAtRow(Guid channel) => HasRows && problem?.Field is null or "Time" && chosen.Contains(channel)
        && (Proposes || own.ContainsKey(channel) || problem?.TextKey is not ("Publishing.TimeInPast" or "Publishing.TimeTooFar"));

    private ProposedSlot? SlotOf(Guid channel) => slots.FirstOrDefault(s => s.ChannelId == channel);

    private ChannelTime? TimeOf(Guid channel) => own.TryGetValue(channel, out var mine)
        ? new(channel, DateOnly.FromDateTime(mine), TimeOnly.FromDateTime(mine))
        : !Proposes ? new(channel, date, time) : SlotOf(channel)?.Planned is { } slot ? new(channel, slot.Date, slot.Time, slot.ZoneId) : null;

    private PlannedTime? PlanOf(Guid channel) =>
        TimeOf(channel) is { } at && IsNear(at.Date) ? PlannedTime.At(at.Date, at.Time, at.ZoneId ?? ZoneId) : null;

    /// <summary>What was said of the time before is said no more. Where one gets its own, or takes it back, the proposals are others.</summary>
    private Task SetOwnAsync(OwnTime wanted)
    {
        var switched = wanted.At is null != !own.ContainsKey(wanted.ChannelId);
        if (wanted.At is { } at)
            own[wanted.ChannelId] = at;
        else
            own.Remove(wanted.ChannelId);
        if (problem?.Subject == wanted.ChannelId)
            (problem, confirmed) = (null, false);
        return switched ? ProposeAsync() : LookAroundAsync();
    }

    private async Task LookAroundAsync()
    {
        var times = way is PlanWay.Repeat ? [] : Picked.Select(c => (c.Id, Plan: PlanOf(c.Id))).Where(p => p.Plan is not null).Select(p => (p.Id, p.Plan!.Instant)).ToList();
        var look = ++looks;
        IReadOnlyList<PlanNeighbour> found = [];
        try
        {
            if (May && times.Count > 0)
                found = await Neighbours.OfAsync(Post.Id, times, CancellationToken.None);
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            // planning says it
        }
        // the answer about an earlier time must not come last
        if (look == looks)
            neighbours = found;
    }

    private List<string> NotesOf(ChannelRow channel)
    {
        if (way is PlanWay.Repeat || PlanOf(channel.Id) is not { } planned)
            return [];
        var here = neighbours.Where(n => n.ChannelId == channel.Id).Select(n => n.SamePost
            ? T["Near_Same", ZonedText.Moment(n.At, ZoneId)].Value
            : T["Near_Hour", n.Title is "" ? T["Untitled"].Value : n.Title, ZonedText.Short(n.At, ZoneId)].Value);
        var beside = Picked.Where(c => c.Id != channel.Id && c.Platform == channel.Platform).Select(c => (c.DisplayName, Plan: PlanOf(c.Id)))
            .Where(c => c.Plan is not null && (c.Plan.Instant - planned.Instant).Duration() < PlanNeighbours.Close).Select(c => T["Near_Network", c.DisplayName, ZonedText.Short(c.Plan!.Instant, ZoneId)].Value);
        return [.. here.Concat(beside).Distinct()];
    }
}
