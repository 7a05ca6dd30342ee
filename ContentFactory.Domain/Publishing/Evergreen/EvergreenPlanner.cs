using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// Plans the times of a company's slots that come near. While it works the tenant is locked, as for a person who plans: two nodes, or a node
/// and a person, see each other's plans, so no post is picked twice and no day is filled over its limit.
/// </summary>
public sealed class EvergreenPlanner(Db db, Actor actor, Changes changes)
{
    /// <summary>How far ahead of its time a publication stands in calendar and list.</summary>
    internal static readonly TimeSpan Ahead = TimeSpan.FromHours(48);

    private static readonly TimeSpan Again = TimeSpan.FromHours(1);
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(1);

    /// <returns>How many publications were planned. Times that have passed are never looked at, so an outage brings no burst.</returns>
    public async Task<int> PlanAsync(Guid companyId, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        // by which the slots were found due: a node whose clock is behind would look at them again and again
        var now = await rows.NowAsync(ct);
        var categories = await rows.EvergreenCategories.Where(c => c.CompanyId == companyId && c.State == EvergreenState.Active).ToListAsync(ct);
        var stock = await EvergreenStock.ReadAsync(rows, categories, now, now + Ahead, ct);
        var turns = stock.Turns(now, now + Ahead).ToList();
        var planned = await EvergreenRows.PlanAsync(rows, [.. turns.Where(t => t.PostId is not null)], now, ct);
        var fresh = await EvergreenRows.PassAsync(rows, [.. turns.Where(t => t.Pass is not null)], ct);
        foreach (var slot in stock.Slots.Where(s => s.State is EvergreenState.Active))
            if (NextLook(stock, slot, turns, planned, now) is var next && (slot.NextLookAt <= now || next < slot.NextLookAt))
                slot.Look(next);
        var notices = NoticesOf(stock, turns, fresh, now);
        await rows.SaveAndTellAsync(notices, now, ct);
        await transaction.CommitAsync(ct);
        Tell(planned.Count > 0, notices.Count > 0);
        return planned.Count;
    }

    /// <summary>At once for what another was quicker with, in an hour for what stayed empty; else as soon as the next time comes near, and daily, for zones and limits may change.</summary>
    private static DateTimeOffset NextLook(EvergreenStock stock, EvergreenSlot slot, List<EvergreenTurn> turns, HashSet<(Guid, DateOnly)> planned, DateTimeOffset now)
    {
        var own = turns.Where(t => t.Slot == slot).ToList();
        if (own.Exists(t => t.PostId is not null && !planned.Contains((slot.Id, t.Planned.Date))))
            return now;
        if (own.Exists(t => t.Pass is not null))
            return now + Again;
        var next = slot.Between(now + Ahead, now + Ahead + Furthest, stock.ZoneOf(slot)).FirstOrDefault();
        return next is null ? now + Furthest : next.Instant - Ahead;
    }

    /// <summary>Of a category at most one a day, and only of dates that people have not heard of.</summary>
    private static List<Notice> NoticesOf(EvergreenStock stock, List<EvergreenTurn> turns, HashSet<(Guid, DateOnly)> fresh, DateTimeOffset now)
    {
        var notices = new List<Notice>();
        foreach (var category in stock.Categories.Where(c => c.ToldAt is null || c.ToldAt + Quiet <= now))
        {
            var missed = turns.Where(t => t.Slot.CategoryId == category.Id && t.Pass is PassReason.Empty or PassReason.Resting && fresh.Contains((t.Slot.Id, t.Planned.Date))).ToList();
            if (missed.Count == 0)
                continue;
            category.Tell(now);
            var key = missed.Exists(t => t.Pass is PassReason.Resting) ? "Publishing.Notice_EvergreenResting" : "Publishing.Notice_EvergreenEmpty";
            notices.Add(new(category.TenantId, key, [category.Name], $"publications/evergreen/{category.Id}", Notice.Deciders, []));
        }
        return notices;
    }

    private void Tell(bool planned, bool told)
    {
        changes.Notify(actor.TenantId, ChangeTopics.Publications);
        if (planned)
        {
            changes.Notify(actor.TenantId, ChangeTopics.Posts);
            changes.Notify(Guid.Empty, ChangeTopics.Due);
        }
        if (told)
            changes.Notify(actor.TenantId, ChangeTopics.Notifications);
    }
}
