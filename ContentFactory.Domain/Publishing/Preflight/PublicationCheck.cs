using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

/// <summary>What stands in the way of a planned publication, as far as it was looked at. Speaks only of the time that it was made for.</summary>
public sealed class PublicationCheck : ITenantOwned
{
    /// <summary>A day ahead, and once more shortly before.</summary>
    internal static readonly TimeSpan First = TimeSpan.FromHours(24);

    private static readonly TimeSpan Last = TimeSpan.FromHours(1);

    // what a person mends should be seen to be mended
    private static readonly TimeSpan WhileFaulty = TimeSpan.FromMinutes(5);

    private PublicationCheck() { }

    public Guid TenantId { get; private set; }
    public Guid PublicationId { get; private set; }

    /// <summary>The time of the plan that was looked at; another plan is looked at anew.</summary>
    public DateTimeOffset PlannedAt { get; private set; }

    public DateTimeOffset? NextAt { get; private set; }
    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>As <see cref="ChannelFaults"/> keeps them.</summary>
    public string[] Faults { get; private set; } = [];

    /// <summary>Returns whether there is a fault that was not there before.</summary>
    internal bool Record(IReadOnlyList<Problem> found, DateTimeOffset now)
    {
        var known = CheckedAt is null ? [] : Faults;
        (Faults, CheckedAt) = ([.. found.Select(ChannelFaults.Of)], now);
        NextAt = Faults.Length > 0 ? now + WhileFaulty : PlannedAt - Last > now ? PlannedAt - Last : null;
        return Faults.Except(known).Any();
    }

    internal static void Map(EntityTypeBuilder<PublicationCheck> check)
    {
        check.ToTable("publication_checks");
        check.HasKey(c => new { c.TenantId, c.PublicationId });
        check.HasOne<Publication>().WithMany().HasForeignKey(c => new { c.TenantId, c.PublicationId }).OnDelete(DeleteBehavior.Cascade);
    }
}
