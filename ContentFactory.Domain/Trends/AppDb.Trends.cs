using ContentFactory.Domain.Trends;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<Niche> Niches => Set<Niche>();
    public DbSet<Topic> Topics => Set<Topic>();
    public DbSet<CompanyTopic> CompanyTopics => Set<CompanyTopic>();
    public DbSet<TrendSource> TrendSources => Set<TrendSource>();
    public DbSet<TrendItem> TrendItems => Set<TrendItem>();

    private static void MapTrends(ModelBuilder model)
    {
        Niche.Map(model.Entity<Niche>());
        Topic.Map(model.Entity<Topic>());
        CompanyTopic.Map(model.Entity<CompanyTopic>());
        TrendSource.Map(model.Entity<TrendSource>());
        TrendItem.Map(model.Entity<TrendItem>());
    }
}
