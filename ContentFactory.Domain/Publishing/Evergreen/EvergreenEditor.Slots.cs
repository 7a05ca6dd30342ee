using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <param name="Time">By the clock of the channel's zone, or else its company's; null where nothing was typed.</param>
public sealed record EvergreenSlotEntry(Guid? ChannelId, IReadOnlyCollection<DayOfWeek> On, TimeOnly? Time);

public sealed partial class EvergreenEditor
{
    private const string SlotEntity = "evergreen_slot";

    public async Task<Result<Guid>> AddSlotAsync(Guid categoryId, EvergreenSlotEntry entry, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await FindAsync(rows, categoryId, ct) is not { } category)
            return Problem.NotFound();
        if (await FaultAsync(rows, category, entry, ct) is { } fault)
            return fault;
        var now = clock.GetUtcNow();
        var slot = new EvergreenSlot(rows.TenantId, Ids.New(now), categoryId, entry.ChannelId!.Value, entry.On, entry.Time!.Value, actor.PersonId, now);
        rows.EvergreenSlots.Add(slot);
        rows.Audit(Permission.SchedulePosts, SlotEntity, slot.Id, null, new { CategoryId = categoryId, slot.ChannelId, slot.Weekdays, slot.LocalTime }, now);
        return await SaveAsync(rows, ct) is { } problem ? problem : slot.Id;
    }

    public Task<Result> PauseSlotAsync(Guid slotId, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        return ChangeSlotAsync(slotId, async (rows, slot, now) =>
        {
            await TakeBackAsync(rows, rows.EvergreenSlots.Where(s => s.Id == slotId).Select(s => s.Id), now, ct);
            return slot.Pause();
        }, ct);
    }

    public Task<Result> ResumeSlotAsync(Guid slotId, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        return ChangeSlotAsync(slotId, (_, slot, now) => Task.FromResult(slot.Resume(now)), ct);
    }

    public Task<Result> RemoveSlotAsync(Guid slotId, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        return ChangeSlotAsync(slotId, async (rows, slot, now) =>
        {
            await TakeBackAsync(rows, rows.EvergreenSlots.Where(s => s.Id == slotId).Select(s => s.Id), now, ct);
            return slot.Remove();
        }, ct);
    }

    private async Task<Problem?> FaultAsync(AppDb rows, EvergreenCategory category, EvergreenSlotEntry entry, CancellationToken ct)
    {
        if (entry.ChannelId is not { } channelId)
            return Problem.Invalid("Channel", "Publishing.ChannelMissing");
        if (entry.On.Count == 0)
            return Problem.Invalid("Weekdays", "Publishing.EvergreenDays");
        if (entry.Time is not { } time)
            return Problem.Invalid("Time", "Publishing.EvergreenTime");
        if (await rows.Channels.AsNoTracking().SingleOrDefaultAsync(c => c.Id == channelId, ct) is not { } channel)
            return Problem.NotFound();
        if (channel.CompanyId != category.CompanyId)
            return Problem.Invalid("Channel", "Publishing.EvergreenOtherCompany");
        if (platforms.Find(channel.Platform)?.Options.Any(o => o is { Required: true, Default: null }) == true)
            return Problem.Invalid("Channel", "Publishing.EvergreenNeedsChoices");
        var alike = await rows.EvergreenSlots.Where(s => s.ChannelId == channelId && s.LocalTime == time && s.State != EvergreenState.Removed).ToListAsync(ct);
        return alike.Exists(s => s.On.Intersect(entry.On).Any()) ? new Problem(ProblemKind.Conflict, "Time", "Publishing.EvergreenSlotTaken", channel.DisplayName) : null;
    }

    private async Task<Result> ChangeSlotAsync(Guid slotId, Func<AppDb, EvergreenSlot, DateTimeOffset, Task<Result>> change, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await rows.EvergreenSlots.SingleOrDefaultAsync(s => s.Id == slotId && s.State != EvergreenState.Removed, ct) is not { } slot)
            return Problem.NotFound();
        var (now, before) = (clock.GetUtcNow(), new { slot.State });
        if ((await change(rows, slot, now)).Problem is { } problem)
            return problem;
        rows.Audit(Permission.SchedulePosts, SlotEntity, slotId, before, new { slot.State }, now);
        return new(await SaveAsync(rows, ct));
    }
}
