using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Analytics.Reports.Plans;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<MetricSnapshot> MetricSnapshots => Set<MetricSnapshot>();
    public DbSet<PublicationDay> PublicationDays => Set<PublicationDay>();
    public DbSet<ChannelDay> ChannelDays => Set<ChannelDay>();
    public DbSet<TenantDay> TenantDays => Set<TenantDay>();
    public DbSet<FollowerSnapshot> FollowerSnapshots => Set<FollowerSnapshot>();
    public DbSet<DayZone> DayZones => Set<DayZone>();
    public DbSet<Report> Reports => Set<Report>();
    public DbSet<ReportFile> ReportFiles => Set<ReportFile>();
    public DbSet<ReportPlan> ReportPlans => Set<ReportPlan>();
    public DbSet<ReportMailing> ReportMailings => Set<ReportMailing>();
    public DbSet<ReportLetter> ReportLetters => Set<ReportLetter>();

    private static void MapAnalytics(ModelBuilder model)
    {
        MetricSnapshot.Map(model.Entity<MetricSnapshot>());
        PublicationDay.Map(model.Entity<PublicationDay>());
        ChannelDay.Map(model.Entity<ChannelDay>());
        TenantDay.Map(model.Entity<TenantDay>());
        FollowerSnapshot.Map(model.Entity<FollowerSnapshot>());
        DayZone.Map(model.Entity<DayZone>());
        Report.Map(model.Entity<Report>());
        ReportFile.Map(model.Entity<ReportFile>());
        ReportPlan.Map(model.Entity<ReportPlan>());
        ReportMailing.Map(model.Entity<ReportMailing>());
        ReportLetter.Map(model.Entity<ReportLetter>());
    }
}
