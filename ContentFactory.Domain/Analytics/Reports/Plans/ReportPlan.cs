using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Analytics.Reports.Plans;

/// <summary>Every week at one hour of the tenant's zone, the seven days before as a report to some members. One for the workspace and one for each company.</summary>
public sealed class ReportPlan : ITenantOwned
{
    public const int DaysOfReport = 7;

    private ReportPlan() { }

    internal ReportPlan(Guid tenantId, Guid id, Guid? companyId, DateTimeOffset now) => (TenantId, Id, CompanyId, CreatedAt) = (tenantId, id, companyId, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>Null for all companies together.</summary>
    public Guid? CompanyId { get; private set; }

    /// <summary>As <see cref="DayOfWeek"/> counts: 0 is Sunday.</summary>
    public short Weekday { get; private set; }

    public short Hour { get; private set; }
    public string Language { get; private set; } = "";
    public bool Xlsx { get; private set; }
    public bool Pdf { get; private set; }

    /// <summary>Who gets it, as long as they belong to the tenant and may see numbers.</summary>
    public Guid[] People { get; private set; } = [];

    /// <summary>The zone in which <see cref="NextAt"/> was reckoned.</summary>
    public string ZoneId { get; private set; } = "";

    /// <summary>Null while the plan is off.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>Counts what people changed; the times it aims at are no change.</summary>
    public int Version { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>It stays as a row, for a plan that is added again must know which weeks went out.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    public bool IsOn => NextAt is not null;

    internal void Change(ReportPlanEntry entry)
    {
        (Weekday, Hour, Language, Xlsx, Pdf, People) = ((short)entry.Weekday, (short)entry.Hour, entry.Language, entry.Xlsx, entry.Pdf, [.. entry.People.Distinct()]);
        (RemovedAt, Version) = (null, Version + 1);
    }

    internal void TurnOff(string zoneId) => (ZoneId, NextAt) = (zoneId, null);

    internal void Remove(DateTimeOffset now) => (RemovedAt, NextAt, Version) = (now, null, Version + 1);

    /// <summary>The next time after <paramref name="after"/> in a week that has not had its report.</summary>
    /// <param name="lastWeek">The Monday of the newest week that had one.</param>
    internal void Aim(string zoneId, DateTimeOffset after, DateOnly? lastWeek)
    {
        var day = LocalDay.At(after, zoneId).AddDays(-1);
        DateTimeOffset at;
        do
        {
            day = day.AddDays(1);
            at = PlannedTime.At(day, new TimeOnly(Hour, 0), zoneId).Instant;
        }
        while (day.DayOfWeek != (DayOfWeek)Weekday || at <= after || WeekOf(day) <= lastWeek);
        (ZoneId, NextAt) = (zoneId, at);
    }

    /// <summary>After a move to another zone or a long outage: a week that is still owed stays owed, though its time may lie in the last hours already.</summary>
    internal void AimAtOwed(string zoneId, DateTimeOffset now, DateOnly? lastWeek)
    {
        var before = WeekOf(LocalDay.At(NextAt!.Value, ZoneId)).AddDays(-7);
        Aim(zoneId, now - ReportMailing.Grace, lastWeek > before ? lastWeek : before);
    }

    /// <summary>The Monday of a day's week.</summary>
    internal static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    internal static void Map(EntityTypeBuilder<ReportPlan> plan)
    {
        plan.ToTable("report_plans", t =>
        {
            t.HasCheckConstraint("ck_report_plans_formats", "xlsx or pdf");
            t.HasCheckConstraint("ck_report_plans_language", "language in ('ru', 'en')");
            t.HasCheckConstraint("ck_report_plans_weekday", "weekday between 0 and 6");
            t.HasCheckConstraint("ck_report_plans_hour", "hour between 0 and 23");
            t.HasCheckConstraint("ck_report_plans_removed", "removed_at is null or next_at is null");
        });
        plan.HasKey(p => new { p.TenantId, p.Id });
        plan.Ignore(p => p.IsOn);
        plan.Property(p => p.Language).HasMaxLength(10);
        plan.Property(p => p.ZoneId).HasMaxLength(64);
        plan.HasIndex(p => new { p.TenantId, p.CompanyId }).IsUnique().AreNullsDistinct(false);
        plan.HasIndex(p => p.NextAt).HasFilter("next_at is not null");
        plan.HasOne<Company>().WithMany().HasForeignKey(p => new { p.TenantId, p.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        plan.HasOne<Tenant>().WithMany().HasForeignKey(p => p.TenantId).OnDelete(DeleteBehavior.NoAction);
        plan.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>What people say of a plan.</summary>
/// <param name="Weekday">As <see cref="DayOfWeek"/> counts.</param>
/// <param name="PlanId">Null for a new one.</param>
/// <param name="Version">The one that they looked at.</param>
public sealed record ReportPlanEntry(Guid? CompanyId, int Weekday, int Hour, string Language, bool Xlsx, bool Pdf, IReadOnlyList<Guid> People, bool IsOn, Guid? PlanId = null, int Version = 0);
