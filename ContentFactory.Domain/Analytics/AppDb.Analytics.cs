using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Analytics.Days;
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

    private static void MapAnalytics(ModelBuilder model)
    {
        MetricSnapshot.Map(model.Entity<MetricSnapshot>());
        PublicationDay.Map(model.Entity<PublicationDay>());
        ChannelDay.Map(model.Entity<ChannelDay>());
        TenantDay.Map(model.Entity<TenantDay>());
        FollowerSnapshot.Map(model.Entity<FollowerSnapshot>());
        DayZone.Map(model.Entity<DayZone>());
    }
}
