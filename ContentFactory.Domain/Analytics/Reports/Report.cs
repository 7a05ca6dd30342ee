using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Analytics.Reports;

/// <summary>Numbers of a period as files. The row comes before the work that makes them; it and its files are kept for <see cref="KeptFor"/>.</summary>
public sealed class Report : ITenantOwned
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    private Report() { }

    internal Report(Guid tenantId, Guid id, ReportOrder order, Guid? personId, Guid? planId, DateTimeOffset now)
    {
        (TenantId, Id, PersonId, PlanId, CreatedAt) = (tenantId, id, personId, planId, now);
        (CompanyId, ChannelId, Network, FirstDay, LastDay) = (order.CompanyId, order.ChannelId, order.Network, order.Period.First, order.Period.Last);
        (Language, Xlsx, Pdf) = (order.Language, order.Xlsx, order.Pdf);
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>Who wanted it; null where a plan did.</summary>
    public Guid? PersonId { get; private set; }

    public Guid? PlanId { get; private set; }

    // what it was narrowed to stays said when that is gone
    public Guid? CompanyId { get; private set; }
    public Guid? ChannelId { get; private set; }
    public string? Network { get; private set; }
    public DateOnly FirstDay { get; private set; }
    public DateOnly LastDay { get; private set; }
    public string Language { get; private set; } = "";
    public bool Xlsx { get; private set; }
    public bool Pdf { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When its files were there; null until then.</summary>
    public DateTimeOffset? MadeAt { get; private set; }

    public AnalyticsWish Wish => new(From: FirstDay, To: LastDay, CompanyId: CompanyId, ChannelId: ChannelId, Network: Network);

    public Period Period => new(FirstDay, LastDay);

    internal void Made(DateTimeOffset now) => MadeAt ??= now;

    /// <summary>The same order by the same person.</summary>
    internal bool IsOf(ReportOrder order, Guid personId) =>
        PersonId == personId && order == new ReportOrder(Period, CompanyId, ChannelId, Network, Language, Xlsx, Pdf);

    internal static void Map(EntityTypeBuilder<Report> report)
    {
        report.ToTable("reports", t =>
        {
            t.HasCheckConstraint("ck_reports_formats", "xlsx or pdf");
            t.HasCheckConstraint("ck_reports_language", "language in ('ru', 'en')");
            t.HasCheckConstraint("ck_reports_days", "first_day <= last_day");
        });
        report.HasKey(r => new { r.TenantId, r.Id });
        report.Ignore(r => r.Wish).Ignore(r => r.Period);
        report.Property(r => r.Network).HasMaxLength(40);
        report.Property(r => r.Language).HasMaxLength(10);
        report.HasIndex(r => new { r.TenantId, r.CreatedAt });
        report.HasIndex(r => r.CreatedAt);
        report.HasOne<Tenant>().WithMany().HasForeignKey(r => r.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}

/// <summary>What a report is to hold, with its days settled.</summary>
internal sealed record ReportOrder(Period Period, Guid? CompanyId, Guid? ChannelId, string? Network, string Language, bool Xlsx, bool Pdf);
