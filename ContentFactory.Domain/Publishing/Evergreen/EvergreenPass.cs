using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

/// <summary>Why a slot stays empty on a date.</summary>
public enum PassReason
{
    /// <summary>No post of the category may go out.</summary>
    Empty,

    /// <summary>All that may go out are in their cool-down on this channel.</summary>
    Resting,

    /// <summary>The channel may not publish.</summary>
    Channel,

    /// <summary>The plan allows no more posts this month.</summary>
    Month,

    /// <summary>The channel's day is full: its limit, or its warm-up.</summary>
    Day,

    /// <summary>The company's day is full.</summary>
    Company,

    /// <summary>Another publication stands closer than the channel's least gap.</summary>
    Gap,
}

/// <summary>A date of a slot for which nothing could be planned. Tried again until its time has come; gone as soon as something is planned.</summary>
public sealed class EvergreenPass : ITenantOwned
{
    private EvergreenPass() { }

    public Guid TenantId { get; private set; }
    public Guid SlotId { get; private set; }
    public DateOnly Date { get; private set; }
    public DateTimeOffset PlannedAt { get; private set; }
    public PassReason Reason { get; private set; }

    /// <summary>How many posts rested, and when the first of them is free again.</summary>
    public int Resting { get; private set; }

    public DateTimeOffset? FreeAt { get; private set; }
    public DateTimeOffset DecidedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<EvergreenPass> pass)
    {
        pass.ToTable("evergreen_passes");
        pass.HasKey(p => new { p.TenantId, p.SlotId, p.Date });
        pass.HasOne<EvergreenSlot>().WithMany().HasForeignKey(p => new { p.TenantId, p.SlotId }).OnDelete(DeleteBehavior.Cascade);
    }
}
