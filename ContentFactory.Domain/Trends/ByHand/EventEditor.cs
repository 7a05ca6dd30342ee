using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Trends.ByHand;

/// <param name="DaysAhead">How early the idea is wanted.</param>
public sealed record EventEntry(string Name, DateOnly Date, bool Yearly, int DaysAhead = 14, string Note = "", Guid? TopicId = null);

/// <summary>Events as sources of ideas. Pausing, resuming and removing them is the same as for any source.</summary>
public sealed class EventEditor(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    public async Task<Result<Guid>> AddAsync(EventEntry entry, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTrendSources);
        await using var rows = await db.OpenAsync(ct);
        if (await FaultAsync(rows, entry, ct) is { } fault)
            return fault;
        var now = clock.GetUtcNow();
        var id = Ids.New(now);
        rows.TrendSources.Add(new TrendSource(actor.TenantId, id, SourceKind.Event, entry.Name.Trim(), $"event:{id:N}", entry.TopicId, now));
        rows.TrendEvents.Add(new TrendEvent(actor.TenantId, id, entry.Date, entry.Yearly, entry.DaysAhead, entry.Note.Trim()));
        await rows.SaveChangesAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return id;
    }

    public async Task<Result> ChangeAsync(Guid sourceId, EventEntry entry, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTrendSources);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.TrendSources.SingleOrDefaultAsync(s => s.Id == sourceId, ct) is not { } source || await rows.TrendEvents.SingleOrDefaultAsync(e => e.SourceId == sourceId, ct) is not { } happening)
            return Problem.NotFound("Trends.SourceGone");
        if (await FaultAsync(rows, entry, ct) is { } fault)
            return fault;
        source.Rename(entry.Name.Trim(), source.IntervalMinutes, entry.TopicId);
        // whoever gives it a new day wants to hear of it again
        source.Resume(clock.GetUtcNow());
        happening.Change(entry.Date, entry.Yearly, entry.DaysAhead, entry.Note.Trim());
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Trends.SourceBusy");
        }
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return Result.Done;
    }

    private async Task<Problem?> FaultAsync(AppDb rows, EventEntry entry, CancellationToken ct)
    {
        if (entry.Name.Trim().Length is 0 or > 300)
            return Problem.Invalid(nameof(EventEntry.Name), "Trends.EventName", 300);
        if (entry.DaysAhead is < 0 or > TrendEvent.MostDaysAhead)
            return Problem.Invalid(nameof(EventEntry.DaysAhead), "Trends.EventAhead", TrendEvent.MostDaysAhead);
        if (entry.Note.Trim().Length > 4000)
            return Problem.Invalid(nameof(EventEntry.Note), "Trends.EventNote", 4000);
        if (entry.Date.Year is < 1900 or > 2200 || (!entry.Yearly && entry.Date < await TodayAsync(rows, ct)))
            return Problem.Invalid(nameof(EventEntry.Date), "Trends.EventPast");
        return entry.TopicId is null || await rows.Topics.AnyAsync(t => t.Id == entry.TopicId, ct) ? null : Problem.Invalid(nameof(EventEntry.TopicId), "Trends.TopicGone");
    }

    private async Task<DateOnly> TodayAsync(AppDb rows, CancellationToken ct) => LocalDay.At(clock.GetUtcNow(), await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct));
}
