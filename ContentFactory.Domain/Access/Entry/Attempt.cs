using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>A counter of <see cref="AttemptLimits"/>. What was counted (an address, an account) stands there as its hash only.</summary>
public sealed class Attempt
{
    public string Name { get; private set; } = "";
    public byte[] KeyHash { get; private set; } = [];
    public int Count { get; private set; }
    public DateTimeOffset WindowEndsAt { get; private set; }

    internal static void Map(EntityTypeBuilder<Attempt> attempt)
    {
        attempt.ToTable("attempts", t => t.HasCheckConstraint("ck_attempts_count", "count > 0"));
        attempt.HasKey(a => new { a.Name, a.KeyHash });
        attempt.Property(a => a.Name).HasMaxLength(60);
        attempt.HasIndex(a => a.WindowEndsAt);
    }
}
