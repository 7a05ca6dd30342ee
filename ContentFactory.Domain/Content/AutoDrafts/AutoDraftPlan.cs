using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content.AutoDrafts;

/// <summary>When drafts of a company are composed by themselves, and from what. A company has one plan at most.</summary>
public sealed class AutoDraftPlan : ITenantOwned
{
    private AutoDraftPlan() { }

    internal AutoDraftPlan(Guid tenantId, Guid companyId) => (TenantId, CompanyId) = (tenantId, companyId);

    public Guid TenantId { get; private set; }
    public Guid CompanyId { get; private set; }
    public bool IsOn { get; private set; }
    public int PerDay { get; private set; } = 1;

    /// <summary>By the clock of the company's zone: one for each draft of the day, or one for all of them.</summary>
    public TimeOnly[] Times { get; private set; } = [];

    /// <summary>One bit per <see cref="DayOfWeek"/>.</summary>
    public int Weekdays { get; private set; }

    /// <summary>None are all topics of the company.</summary>
    public Guid[] TopicIds { get; private set; } = [];

    /// <summary>None are all networks of the company.</summary>
    public string[] Platforms { get; private set; } = [];

    /// <summary>Null takes ideas of any language.</summary>
    public string? Language { get; private set; }

    public Guid? TemplateId { get; private set; }
    public Dictionary<string, string> TemplateValues { get; private set; } = [];

    /// <summary>Today's score that an idea needs.</summary>
    public int LeastScore { get; private set; }

    /// <summary>Slots up to here have their rows, or passed while the plan was off.</summary>
    public DateTimeOffset PlannedUntil { get; private set; }

    public DateTimeOffset NextLookAt { get; private set; }
    public Guid ChangedBy { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    internal AutoDraftEntry Entry => new(IsOn, PerDay, Times, On, TopicIds, Platforms, Language, TemplateId, TemplateValues, LeastScore);

    public IReadOnlyList<DayOfWeek> On => [.. Enum.GetValues<DayOfWeek>().Where(d => (Weekdays & 1 << (int)d) != 0)];

    /// <param name="entry">Checked. What comes counts from now on: a time of today that has passed is not caught up.</param>
    internal void Change(AutoDraftEntry entry, Guid by, DateTimeOffset now)
    {
        (IsOn, PerDay, Times, Weekdays) = (entry.IsOn, entry.PerDay, [.. entry.Times], entry.On.Aggregate(0, (mask, day) => mask | 1 << (int)day));
        (TopicIds, Platforms, Language, TemplateId) = ([.. entry.TopicIds], [.. entry.Platforms], entry.Language, entry.TemplateId);
        (TemplateValues, LeastScore, PlannedUntil, NextLookAt, ChangedBy, ChangedAt) = (new(entry.TemplateValues), entry.LeastScore, now, now, by, now);
    }

    internal static void Map(EntityTypeBuilder<AutoDraftPlan> plan)
    {
        plan.ToTable("auto_draft_plans", t =>
        {
            t.HasCheckConstraint("ck_auto_draft_plans_per_day", "per_day between 1 and 10");
            t.HasCheckConstraint("ck_auto_draft_plans_weekdays", "weekdays between 1 and 127");
            t.HasCheckConstraint("ck_auto_draft_plans_least_score", "least_score between 0 and 100");
        });
        plan.HasKey(p => new { p.TenantId, p.CompanyId });
        plan.Ignore(p => p.On).Ignore(p => p.Entry);
        plan.Property(p => p.Language).HasMaxLength(10);
        plan.Property(p => p.TemplateValues).HasColumnType("jsonb");
        plan.HasIndex(p => p.NextLookAt).HasFilter("is_on");
        plan.HasOne<Company>().WithMany().HasForeignKey(p => new { p.TenantId, p.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        plan.Property<uint>("xmin").IsRowVersion();
    }
}
