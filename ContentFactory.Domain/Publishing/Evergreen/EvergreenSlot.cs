using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

/// <summary>When a channel takes one post of a category: some days of the week, at a time by the clock of the channel's zone, or else its company's.</summary>
public sealed class EvergreenSlot : ITenantOwned
{
    private EvergreenSlot() { }

    public EvergreenSlot(Guid tenantId, Guid id, Guid categoryId, Guid channelId, IEnumerable<DayOfWeek> on, TimeOnly time, Guid createdBy, DateTimeOffset now) =>
        (TenantId, Id, CategoryId, ChannelId, Weekdays, LocalTime, CreatedBy, CreatedAt, NextLookAt) =
            (tenantId, id, categoryId, channelId, on.Aggregate(0, (mask, day) => mask | 1 << (int)day), time, createdBy, now, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid CategoryId { get; private set; }
    public Guid ChannelId { get; private set; }

    /// <summary>One bit per <see cref="DayOfWeek"/>.</summary>
    public int Weekdays { get; private set; }

    public TimeOnly LocalTime { get; private set; }
    public EvergreenState State { get; private set; }

    /// <summary>When the planning looks at it next: as soon as a further date comes near, or a date that stayed empty is tried again.</summary>
    public DateTimeOffset NextLookAt { get; private set; }

    public Guid CreatedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public IReadOnlyList<DayOfWeek> On => Recurrence.DaysOf(Weekdays);

    public Result Pause() => State is EvergreenState.Active ? MoveTo(EvergreenState.Paused) : Problem.Conflict("Publishing.ChangedMeanwhile");

    public Result Resume(DateTimeOffset now)
    {
        if (State is not EvergreenState.Paused)
            return Problem.Conflict("Publishing.ChangedMeanwhile");
        Look(now);
        return MoveTo(EvergreenState.Active);
    }

    public Result Remove() => MoveTo(EvergreenState.Removed);

    /// <summary>Something changed that may decide its dates anew.</summary>
    internal void Look(DateTimeOffset now) => NextLookAt = now;

    /// <summary>Its times after an instant, up to another one.</summary>
    internal IEnumerable<PlannedTime> Between(DateTimeOffset after, DateTimeOffset until, string zoneId)
    {
        // a day more on both sides: a time that the clock skips may lie on either side of it
        var (first, last) = (LocalDay.At(after, zoneId).AddDays(-1), LocalDay.At(until, zoneId).AddDays(1));
        for (var day = first; day <= last; day = day.AddDays(1))
            if ((Weekdays & 1 << (int)day.DayOfWeek) != 0 && PlannedTime.At(day, LocalTime, zoneId) is var planned && planned.Instant > after && planned.Instant <= until)
                yield return planned;
    }

    internal static void Map(EntityTypeBuilder<EvergreenSlot> slot)
    {
        slot.ToTable("evergreen_slots", t => t.HasCheckConstraint("ck_evergreen_slots_weekdays", "weekdays between 1 and 127"));
        slot.HasKey(s => new { s.TenantId, s.Id });
        slot.Ignore(s => s.On);
        slot.HasIndex(s => new { s.TenantId, s.CategoryId });
        slot.HasIndex(s => new { s.TenantId, s.ChannelId });
        slot.HasIndex(s => s.NextLookAt).HasFilter("state = 'active'");
        slot.HasOne<EvergreenCategory>().WithMany().HasForeignKey(s => new { s.TenantId, s.CategoryId }).OnDelete(DeleteBehavior.Cascade);
        slot.HasOne<Channel>().WithMany().HasForeignKey(s => new { s.TenantId, s.ChannelId }).OnDelete(DeleteBehavior.Cascade);
        slot.Property<uint>("xmin").IsRowVersion();
    }

    private Result MoveTo(EvergreenState state)
    {
        State = state;
        return Result.Done;
    }
}
