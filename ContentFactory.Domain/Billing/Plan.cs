using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Billing;

/// <summary>What can be bought. A null limit is unlimited.</summary>
public sealed class Plan
{
    private Plan() { }

    public Guid Id { get; private set; }
    public string Code { get; private set; } = "";
    public decimal? MonthlyPrice { get; private set; }
    public decimal? YearlyPrice { get; private set; }
    public string Currency { get; private set; } = "USD";
    public int? Channels { get; private set; }
    public int? Members { get; private set; }
    public int? PostsPerMonth { get; private set; }
    public decimal? AiBudgetPerMonth { get; private set; }
    public int? MediaGigabytes { get; private set; }
    public int? KnowledgeRows { get; private set; }
    public int? DocumentsPerMonth { get; private set; }
    public int? PrivateChannels { get; private set; }

    /// <summary>What it contains in words: a list.</summary>
    public string Features { get; private set; } = "[]";

    public int Position { get; private set; }
    public bool OnSale { get; private set; }

    internal static void Map(EntityTypeBuilder<Plan> plan)
    {
        plan.ToTable("plans", t =>
        {
            t.HasCheckConstraint("ck_plans_features", "jsonb_typeof(features) = 'array'");
            t.HasCheckConstraint("ck_plans_code", "code ~ '^[a-z0-9_]{2,40}$'");
            t.HasCheckConstraint("ck_plans_currency", "currency ~ '^[A-Z]{3}$'");
            t.HasCheckConstraint("ck_plans_prices", "monthly_price >= 0 and yearly_price >= 0");
            t.HasCheckConstraint("ck_plans_limits",
                "channels >= 0 and members >= 1 and posts_per_month >= 0 and ai_budget_per_month >= 0 and media_gigabytes >= 0 and knowledge_rows >= 0 and documents_per_month >= 0 and private_channels >= 0");
        });
        plan.HasKey(p => p.Id);
        plan.Property(p => p.Code).HasMaxLength(40);
        plan.Property(p => p.Currency).HasMaxLength(3).IsFixedLength();
        plan.Property(p => p.MonthlyPrice).HasPrecision(18, 2);
        plan.Property(p => p.YearlyPrice).HasPrecision(18, 2);
        plan.Property(p => p.AiBudgetPerMonth).HasPrecision(18, 2);
        plan.Property(p => p.Features).HasColumnType("jsonb").HasDefaultValueSql("'[]'");
        plan.HasIndex(p => p.Code).IsUnique();
    }
}

public enum SubscriptionStatus { Trial, Active, PastDue, Cancelled, Expired }

public enum SubscriptionSource { Stripe, Manual, Promo }

/// <summary>What a tenant has. One row is current (trial, active or past due); the database holds that.</summary>
public sealed class Subscription : ITenantOwned
{
    public static readonly TimeSpan TrialLength = TimeSpan.FromDays(7);

    private Subscription() { }

    private Subscription(Guid tenantId, Guid id, Guid planId, SubscriptionStatus status, SubscriptionSource source, DateTimeOffset now, DateTimeOffset? endsAt) =>
        (TenantId, Id, PlanId, Status, Source, StartsAt, EndsAt) = (tenantId, id, planId, status, source, now, endsAt);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PlanId { get; private set; }
    public SubscriptionStatus Status { get; private set; }
    public SubscriptionSource Source { get; private set; }
    public decimal? Amount { get; private set; }
    public string Currency { get; private set; } = "USD";
    public DateTimeOffset StartsAt { get; private set; }
    public DateTimeOffset? EndsAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public string? StripeCustomerId { get; private set; }
    public string? StripeSubscriptionId { get; private set; }

    public static Subscription Trial(Guid tenantId, Guid id, Guid planId, DateTimeOffset now) => new(tenantId, id, planId, SubscriptionStatus.Trial, SubscriptionSource.Manual, now, now + TrialLength);

    /// <param name="until">Null for as long as nobody changes it.</param>
    public static Subscription GivenByHand(Guid tenantId, Guid id, Guid planId, DateTimeOffset now, SubscriptionSource source = SubscriptionSource.Manual, DateTimeOffset? until = null) =>
        new(tenantId, id, planId, SubscriptionStatus.Active, source, now, until);

    /// <summary>Another takes its place.</summary>
    public void End(DateTimeOffset now) => (Status, CancelledAt, EndsAt) = (SubscriptionStatus.Cancelled, now, EndsAt < now ? EndsAt : now);

    internal static void Map(EntityTypeBuilder<Subscription> subscription)
    {
        subscription.ToTable("subscriptions");
        subscription.HasKey(s => new { s.TenantId, s.Id });
        subscription.Property(s => s.Amount).HasPrecision(18, 2);
        subscription.Property(s => s.Currency).HasMaxLength(3).IsFixedLength();
        subscription.Property(s => s.StripeCustomerId).HasMaxLength(100);
        subscription.Property(s => s.StripeSubscriptionId).HasMaxLength(100);
        subscription.HasIndex(s => s.TenantId).IsUnique().HasFilter("status in ('trial', 'active', 'past_due')");
        subscription.HasIndex(s => s.PlanId);
        subscription.HasIndex(s => s.EndsAt, "ix_subscriptions_given_until").HasFilter("status = 'active' and source <> 'stripe' and ends_at is not null");
        subscription.HasOne<Plan>().WithMany().HasForeignKey(s => s.PlanId).OnDelete(DeleteBehavior.NoAction);
        subscription.HasOne<Tenant>().WithMany().HasForeignKey(s => s.TenantId).OnDelete(DeleteBehavior.NoAction);
        subscription.Property<uint>("xmin").IsRowVersion();
    }
}
