using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Ai.Costs;

/// <summary>What a tenant's models cost in a month (UTC), and what running requests may still cost. One row, so that many at once cannot spend the same money.</summary>
public sealed class AiMonth : ITenantOwned
{
    private AiMonth() { }

    public Guid TenantId { get; private set; }

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; private set; }

    public decimal Spent { get; private set; }
    public decimal Reserved { get; private set; }

    /// <summary>When the owners heard that most of it is gone.</summary>
    public DateTimeOffset? WarnedAt { get; private set; }

    public static DateOnly Of(DateTimeOffset now) => new(now.UtcDateTime.Year, now.UtcDateTime.Month, 1);

    internal static void Map(EntityTypeBuilder<AiMonth> month)
    {
        month.ToTable("ai_months", t => t.HasCheckConstraint("ck_ai_months_positive", "spent >= 0 and reserved >= 0"));
        month.HasKey(m => new { m.TenantId, m.Month });
        month.Property(m => m.Spent).HasPrecision(18, 8);
        month.Property(m => m.Reserved).HasPrecision(18, 8);
        month.HasOne<Tenant>().WithMany().HasForeignKey(m => m.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}

/// <summary>The most that a tenant wants to pay for models in a month. Without a row only the plan's limit holds.</summary>
public sealed class AiBudget : ITenantOwned
{
    private AiBudget() { }

    public AiBudget(Guid tenantId, decimal monthly) => (TenantId, Monthly) = (tenantId, monthly);

    public Guid TenantId { get; private set; }
    public decimal Monthly { get; private set; }

    internal void Change(decimal monthly) => Monthly = monthly;

    internal static void Map(EntityTypeBuilder<AiBudget> budget)
    {
        budget.ToTable("ai_budgets", t => t.HasCheckConstraint("ck_ai_budgets_monthly", "monthly >= 0"));
        budget.HasKey(b => b.TenantId);
        budget.Property(b => b.Monthly).HasPrecision(18, 2);
        budget.HasOne<Tenant>().WithMany().HasForeignKey(b => b.TenantId).OnDelete(DeleteBehavior.NoAction);
        budget.Property<uint>("xmin").IsRowVersion();
    }
}
