using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Analytics.Reports.Plans;

/// <summary>A week's report of a plan: written when it falls due, settled when its letters stand in the outbox.</summary>
public sealed class ReportMailing : ITenantOwned
{
    /// <summary>How often its making is begun anew where it failed.</summary>
    public const int MostTries = 5;

    /// <summary>What could not go out within it, after an outage, does not go out any more.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    private ReportMailing() { }

    internal ReportMailing(Guid tenantId, Guid planId, DateOnly week, Guid reportId, DateTimeOffset dueAt) =>
        (TenantId, PlanId, Week, ReportId, DueAt, Tries) = (tenantId, planId, week, reportId, dueAt, 1);

    public Guid TenantId { get; private set; }
    public Guid PlanId { get; private set; }

    /// <summary>Its Monday.</summary>
    public DateOnly Week { get; private set; }

    public Guid ReportId { get; private set; }
    public DateTimeOffset DueAt { get; private set; }
    public int Tries { get; private set; }

    /// <summary>When letters were handed to e-mail; null where there was nobody to write to.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>From then on the rounds look at it no more.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    internal void TryAgain() => Tries++;

    internal void Sent(DateTimeOffset now) => SentAt = SettledAt = now;

    internal void Settle(DateTimeOffset now) => SettledAt ??= now;

    internal static void Map(EntityTypeBuilder<ReportMailing> mailing)
    {
        mailing.ToTable("report_mailings");
        mailing.HasKey(m => new { m.TenantId, m.PlanId, m.Week });
        mailing.HasIndex(m => m.DueAt).HasFilter("settled_at is null");
        mailing.HasOne<ReportPlan>().WithMany().HasForeignKey(m => new { m.TenantId, m.PlanId }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A member's letter of a week.</summary>
public sealed class ReportLetter : ITenantOwned
{
    private ReportLetter() { }

    internal ReportLetter(Guid tenantId, Guid planId, DateOnly week, Guid personId, Guid letterId) =>
        (TenantId, PlanId, Week, PersonId, LetterId) = (tenantId, planId, week, personId, letterId);

    public Guid TenantId { get; private set; }
    public Guid PlanId { get; private set; }
    public DateOnly Week { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>In the outbox.</summary>
    public Guid LetterId { get; private set; }

    internal static void Map(EntityTypeBuilder<ReportLetter> letter)
    {
        letter.ToTable("report_letters");
        letter.HasKey(l => new { l.TenantId, l.PlanId, l.Week, l.PersonId });
        letter.HasOne<ReportMailing>().WithMany().HasForeignKey(l => new { l.TenantId, l.PlanId, l.Week }).OnDelete(DeleteBehavior.Cascade);
    }
}
