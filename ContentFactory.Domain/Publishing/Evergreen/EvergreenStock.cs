using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>A time of a slot: whose turn it is then, or why it stays empty.</summary>
internal sealed record EvergreenTurn(EvergreenSlot Slot, PlannedTime Planned, Guid? PostId, PassReason? Pass, int Resting = 0, DateTimeOffset? FreeAt = null);

/// <summary>
/// Everything by which the times of slots are decided, read once: a handful of statements however many slots and posts there are. The planning
/// and the preview ask the same stock, so that a page never promises what does not come.
/// </summary>
internal sealed class EvergreenStock
{
    internal static readonly PostStatus[] Publishable = [PostStatus.Approved, PostStatus.Scheduled, PostStatus.Published];

    private Timetable table = null!;
    private Dictionary<Guid, Channel> channels = [];
    private ILookup<Guid, Guid> channelsOf = null!;
    private HashSet<(Guid SlotId, DateOnly Date)> taken = [];

    public IReadOnlyList<EvergreenCategory> Categories { get; private init; } = [];

    /// <summary>Those that were not removed.</summary>
    public IReadOnlyList<EvergreenSlot> Slots { get; private set; } = [];

    /// <summary>Of the posts that may go out, by category.</summary>
    public Dictionary<Guid, Rotation> Rotations { get; private set; } = [];

    public ILookup<Guid, RotatingPost> Posts { get; private set; } = null!;

    public static async Task<EvergreenStock> ReadAsync(AppDb rows, IReadOnlyList<EvergreenCategory> categories, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        var stock = new EvergreenStock { Categories = categories };
        var ids = categories.Select(c => c.Id).ToArray();
        stock.Slots = await rows.EvergreenSlots.Where(s => ids.Contains(s.CategoryId) && s.State != EvergreenState.Removed).OrderBy(s => s.LocalTime).ThenBy(s => s.Id).ToListAsync(ct);
        var channelIds = stock.Slots.Select(s => s.ChannelId).Distinct().ToArray();
        stock.table = await Timetable.ReadAsync(rows, channelIds, now, until, ct);
        stock.channelsOf = stock.Slots.Select(s => (s.CategoryId, s.ChannelId)).Distinct().ToLookup(s => s.CategoryId, s => s.ChannelId);
        stock.channels = stock.table.Channels.ToDictionary(c => c.Id);
        var (slotIds, since) = (stock.Slots.Select(s => s.Id).ToArray(), LocalDay.At(now, "UTC").AddDays(-2));
        stock.taken = [.. (await rows.Publications.Where(p => p.EvergreenSlotId != null && slotIds.Contains(p.EvergreenSlotId.Value) && p.EvergreenDate >= since)
            .Select(p => new { p.EvergreenSlotId, p.EvergreenDate }).ToListAsync(ct)).Select(p => (p.EvergreenSlotId!.Value, p.EvergreenDate!.Value))];
        stock.Posts = await PostsAsync(rows, ids, channelIds, ct);
        stock.Rotations = categories.ToDictionary(c => c.Id, c => new Rotation(c.CoolDownDays, [.. stock.Posts[c.Id]]));
        return stock;
    }

    public string ZoneOf(EvergreenSlot slot) => table.ZoneOf(slot.ChannelId);

    public IReadOnlyList<EvergreenSlot> SlotsOf(Guid categoryId) => [.. Slots.Where(s => s.CategoryId == categoryId)];

    /// <summary>By the clock of the category's first slot: nearly always of all of them.</summary>
    public DateOnly Today(Guid categoryId, DateTimeOffset now) => LocalDay.At(now, Slots.FirstOrDefault(s => s.CategoryId == categoryId) is { } slot ? ZoneOf(slot) : "UTC");

    public IReadOnlyList<RotatingPost> Rotating(Guid categoryId, DateTimeOffset now) => [.. Posts[categoryId].Where(p => p.MayGoOn(Today(categoryId, now)))];

    /// <summary>On the channel where it is free first; the beginning of time where it never went out on one of them.</summary>
    public DateTimeOffset RestsUntil(Guid categoryId, RotatingPost post) => channelsOf[categoryId]
        .Select(c => post.Outs.GetValueOrDefault(c)?.Last is { } last ? Rotations[categoryId].RestsUntil(last) : DateTimeOffset.MinValue).DefaultIfEmpty(DateTimeOffset.MinValue).Min();

    public EvergreenTime Time(EvergreenSlot slot, DateOnly date, DateTimeOffset at) => new(slot.Id, date, at, ZoneOf(slot), channels[slot.ChannelId].DisplayName, channels[slot.ChannelId].Platform);

    public EvergreenSlotRow Row(EvergreenSlot slot)
    {
        var channel = channels[slot.ChannelId];
        return new(slot.Id, channel.Id, channel.DisplayName, channel.Platform, channel.MayPublish, slot.On, slot.LocalTime, ZoneOf(slot), slot.State);
    }

    /// <summary>All times of the slots that are on, in order, without those that are filled already. Each that gets a post counts for those after it.</summary>
    public IEnumerable<EvergreenTurn> Turns(DateTimeOffset after, DateTimeOffset until)
    {
        var running = Categories.Where(c => c.State is EvergreenState.Active).ToDictionary(c => c.Id);
        var times = from slot in Slots
                    where slot.State is EvergreenState.Active && running.ContainsKey(slot.CategoryId)
                    from planned in slot.Between(after, until, ZoneOf(slot))
                    where !taken.Contains((slot.Id, planned.Date))
                    orderby planned.Instant, slot.Id
                    select (slot, planned);
        foreach (var (slot, planned) in times)
            yield return Decide(running[slot.CategoryId], slot, planned);
    }

    private EvergreenTurn Decide(EvergreenCategory category, EvergreenSlot slot, PlannedTime planned)
    {
        var channel = channels[slot.ChannelId];
        if (!channel.MayPublish || channel.CompanyId != category.CompanyId)
            return new(slot, planned, null, PassReason.Channel);
        var pick = Rotations[category.Id].At(channel.Id, planned);
        if (pick.Post is null)
            return new(slot, planned, null, pick.Resting == 0 ? PassReason.Empty : PassReason.Resting, pick.Resting, pick.FreeAt);
        if (table.Against(channel.Id, planned.Instant) is { } crowd)
            return new(slot, planned, null, ReasonOf(crowd));
        Rotations[category.Id].Take(pick.Post, channel.Id, planned);
        table.Take(channel.Id, planned.Instant);
        return new(slot, planned, pick.Post.PostId, null);
    }

    private static PassReason ReasonOf(Crowd crowd) => crowd switch
    {
        Crowd.Month => PassReason.Month,
        Crowd.Day => PassReason.Day,
        Crowd.Company => PassReason.Company,
        Crowd.Gap => PassReason.Gap,
    };

    private static async Task<ILookup<Guid, RotatingPost>> PostsAsync(AppDb rows, Guid[] categories, Guid[] channels, CancellationToken ct)
    {
        var found = await rows.EvergreenPosts.AsNoTracking().Where(e => categories.Contains(e.CategoryId))
            .Join(rows.Posts.Where(p => p.ApprovedVersion == p.Version && Publishable.Contains(p.Status)), e => e.PostId, p => p.Id, (e, p) => new
            {
                e.CategoryId, e.PostId, e.AddedAt, e.Until, e.MostTimes,
                Used = e.MostTimes == null ? 0 : rows.Publications.Count(o => o.PostId == e.PostId && o.EvergreenSlotId != null && o.CreatedAt >= e.AddedAt
                    && o.State != PublicationState.Cancelled && o.State != PublicationState.Failed),
            }).ToListAsync(ct);
        var posts = found.ToDictionary(e => e.PostId, e => (e.CategoryId, Post: new RotatingPost(e.PostId, e.AddedAt, e.Until, e.MostTimes - e.Used)));
        foreach (var of in (await EvergreenOut.ReadAsync(rows, categories, channels, ct)).GroupBy(o => (o.PostId, o.ChannelId)))
            if (posts.TryGetValue(of.Key.PostId, out var one))
                one.Post.Outs[of.Key.ChannelId] = new(of.Max(o => o.At), of.SingleOrDefault(o => !o.Failed)?.Planned);
        return posts.Values.ToLookup(p => p.CategoryId, p => p.Post);
    }
}
