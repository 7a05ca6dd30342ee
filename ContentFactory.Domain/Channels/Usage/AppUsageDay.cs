using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Channels;

/// <summary>
/// What the calls of a registered app used of one of its limits on one day, over all nodes: of the installation, not of a tenant. Only
/// <see cref="UsageLedger"/> reads and writes it.
/// </summary>
internal sealed class AppUsageDay
{
    public string Pool { get; private set; } = "";

    public string App { get; private set; } = "";

    /// <summary>As the network counts days.</summary>
    public DateOnly Day { get; private set; }

    public string Kind { get; private set; } = "";

    public long Used { get; private set; }

    internal static void Map(EntityTypeBuilder<AppUsageDay> usage)
    {
        usage.ToTable("platform_app_usage");
        usage.HasKey(u => new { u.Pool, u.App, u.Day, u.Kind });
        usage.Property(u => u.Pool).HasMaxLength(40);
        usage.Property(u => u.App).HasMaxLength(100);
        usage.Property(u => u.Kind).HasMaxLength(20);
    }
}
