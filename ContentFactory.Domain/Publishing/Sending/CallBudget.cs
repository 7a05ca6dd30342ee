using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// What is left of a platform's <see cref="Platforms.PlatformRates"/> for one account (named by its channel) or one app (named by platform and
/// app). Only the statements of <see cref="PublishingQueue"/> read and write it.
/// </summary>
internal sealed class CallBudget
{
    public string Name { get; private set; } = "";

    /// <summary>0 where no rate is known and only the platform's refusals count.</summary>
    public double Capacity { get; private set; }

    public double PerSecond { get; private set; }

    /// <summary>As of <see cref="FilledAt"/>; refilled since.</summary>
    public double Tokens { get; private set; }

    public DateTimeOffset FilledAt { get; private set; }

    /// <summary>The platform said to wait until then.</summary>
    public DateTimeOffset? BlockedUntil { get; private set; }

    internal static void Map(EntityTypeBuilder<CallBudget> budget)
    {
        budget.ToTable("call_budgets");
        budget.HasKey(b => b.Name);
        budget.Property(b => b.Name).HasMaxLength(200);
    }
}
