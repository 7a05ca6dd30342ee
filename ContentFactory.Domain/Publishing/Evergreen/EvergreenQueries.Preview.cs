using ContentFactory.Domain.Content;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

public sealed partial class EvergreenQueries
{
    private const int MissedShown = 5;

    private sealed record Reading(EvergreenStock Stock, DateTimeOffset Now, IReadOnlyList<EvergreenCategoryRow> Categories, IReadOnlyList<EvergreenTime> Times);

    private async Task<Reading> ReadAsync(AppDb rows, List<EvergreenCategory> categories, CancellationToken ct)
    {
        var (now, ids) = (clock.GetUtcNow(), categories.Select(c => c.Id).ToArray());
        var stock = await EvergreenStock.ReadAsync(rows, categories, now, now.AddDays(PreviewDays), ct);
        // before the times are decided, which makes posts rest that are free now
        var (rotating, resting) = (ids.ToDictionary(id => id, id => stock.Rotating(id, now).Count), ids.ToDictionary(id => id, id => stock.Rotating(id, now).Count(p => stock.RestsUntil(id, p) > now)));
        var times = await TimesAsync(rows, stock, now, ct);
        var companies = await rows.Companies.ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        return new(stock, now, [.. categories.Select(c => new EvergreenCategoryRow(
            c.Id, c.CompanyId, companies[c.CompanyId], c.Name, c.CoolDownDays, c.State, rotating[c.Id], resting[c.Id],
            stock.SlotsOf(c.Id).Count, Of(stock, times, c.Id).Where(t => t.GoesOut).Select(t => (DateTimeOffset?)t.At).Min()))], times);
    }

    private static IEnumerable<EvergreenTime> Of(EvergreenStock stock, IReadOnlyList<EvergreenTime> times, Guid categoryId)
    {
        var slots = stock.SlotsOf(categoryId).Select(s => s.Id).ToHashSet();
        return times.Where(t => slots.Contains(t.SlotId));
    }

    /// <summary>What stands planned of the slots, and what the planning will decide for their other times.</summary>
    private static async Task<IReadOnlyList<EvergreenTime>> TimesAsync(AppDb rows, EvergreenStock stock, DateTimeOffset now, CancellationToken ct)
    {
        var until = now.AddDays(PreviewDays);
        var slots = stock.Slots.ToDictionary(s => s.Id);
        var standing = rows.Publications.Where(p => p.EvergreenSlotId != null && slots.Keys.Contains(p.EvergreenSlotId.Value) && p.ScheduledAt > now && p.ScheduledAt <= until);
        var slotOf = await standing.ToDictionaryAsync(p => p.Id, p => slots[p.EvergreenSlotId!.Value], ct);
        var planned = (await standing.Cards(rows).ToListAsync(ct)).Select(p => stock.Time(slotOf[p.Id], p.Date, p.ScheduledAt) with { PublicationId = p.Id, State = p.State, PostId = p.PostId, PostTitle = p.PostTitle });
        var turns = stock.Turns(now, until).ToList();
        var posts = turns.Where(t => t.PostId is not null).Select(t => t.PostId!.Value).Distinct().ToArray();
        var titles = await rows.Posts.Where(p => posts.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Title, ct);
        var ahead = turns.Select(t => stock.Time(t.Slot, t.Planned.Date, t.Planned.Instant) with
        {
            PostId = t.PostId, PostTitle = t.PostId is { } id ? titles[id] : null, Pass = t.Pass, Resting = t.Resting, FreeAt = t.FreeAt,
        });
        return [.. planned.Concat(ahead).OrderBy(t => t.At).ThenBy(t => t.SlotId)];
    }

    private static async Task<EvergreenCategoryView> ViewAsync(AppDb rows, Reading read, Guid categoryId, CancellationToken ct)
    {
        var (stock, slots) = (read.Stock, read.Stock.SlotsOf(categoryId).ToDictionary(s => s.Id));
        var missed = await rows.EvergreenPasses.AsNoTracking().Where(p => slots.Keys.Contains(p.SlotId) && p.PlannedAt <= read.Now).OrderByDescending(p => p.PlannedAt).Take(MissedShown).ToListAsync(ct);
        return new(read.Categories.Single(r => r.Id == categoryId), [.. slots.Values.Select(stock.Row)], await PostsAsync(rows, read, categoryId, ct), [.. Of(stock, read.Times, categoryId)],
            [.. missed.Select(p => stock.Time(slots[p.SlotId], p.Date, p.PlannedAt) with { Pass = p.Reason, Resting = p.Resting, FreeAt = p.FreeAt })]);
    }

    private static async Task<IReadOnlyList<EvergreenPostRow>> PostsAsync(AppDb rows, Reading read, Guid categoryId, CancellationToken ct)
    {
        var channels = read.Stock.SlotsOf(categoryId).Select(s => s.ChannelId).Distinct().ToArray();
        var outs = (await EvergreenOut.ReadAsync(rows, [categoryId], channels, ct)).Where(o => !o.Failed).ToLookup(o => o.PostId);
        var found = await rows.EvergreenPosts.AsNoTracking().Where(e => e.CategoryId == categoryId).Join(rows.Posts, e => e.PostId, p => p.Id, (e, p) => new
        {
            Entry = e, p.Title, Start = p.Text.Substring(0, StartLength), p.Status, Approved = p.ApprovedVersion == p.Version && EvergreenStock.Publishable.Contains(p.Status),
            Times = rows.Publications.Count(o => o.PostId == p.Id && o.EvergreenSlotId != null && o.CreatedAt >= e.AddedAt && o.State != PublicationState.Cancelled && o.State != PublicationState.Failed),
        }).ToListAsync(ct);
        var posts = found.Select(f =>
        {
            var (own, entry) = (outs[f.Entry.PostId].ToList(), f.Entry);
            // free on one channel is free
            var rests = channels.Length > 0 && own.Count == channels.Length ? own.Min(o => read.Stock.Rotations[categoryId].RestsUntil(o.Planned)) : read.Now;
            var standing = StandingOf(f.Status, f.Approved, entry.Until < read.Stock.Today(categoryId, read.Now), f.Times >= entry.MostTimes, rests > read.Now);
            return new EvergreenPostRow(entry.PostId, f.Title, f.Start, standing, own.Count == 0 ? null : own.Max(o => o.At), rests > read.Now ? rests : null, entry.Until, entry.MostTimes, f.Times, entry.AddedAt);
        });
        return [.. posts.OrderBy(p => p.Standing > EvergreenStanding.Resting).ThenBy(p => p.LastAt ?? DateTimeOffset.MinValue).ThenBy(p => p.AddedAt).ThenBy(p => p.PostId)];
    }

    private static EvergreenStanding StandingOf(PostStatus status, bool approved, bool over, bool usedUp, bool rests) =>
        status is PostStatus.Archived ? EvergreenStanding.Archived
        : !approved ? EvergreenStanding.NotApproved
        : over ? EvergreenStanding.Over
        : usedUp ? EvergreenStanding.UsedUp
        : rests ? EvergreenStanding.Resting : EvergreenStanding.Ready;
}
