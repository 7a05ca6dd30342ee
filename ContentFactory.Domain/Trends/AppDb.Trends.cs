using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.ByHand;
using ContentFactory.Domain.Trends.Clusters;
using ContentFactory.Domain.Trends.Saved;
using ContentFactory.Domain.Trends.Search;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<Niche> Niches => Set<Niche>();
    public DbSet<Topic> Topics => Set<Topic>();
    public DbSet<CompanyTopic> CompanyTopics => Set<CompanyTopic>();
    public DbSet<TrendSource> TrendSources => Set<TrendSource>();
    public DbSet<TrendItem> TrendItems => Set<TrendItem>();
    public DbSet<TrendBand> TrendBands => Set<TrendBand>();
    public DbSet<TrendEvent> TrendEvents => Set<TrendEvent>();
    public DbSet<SavedTrendFilter> SavedTrendFilters => Set<SavedTrendFilter>();

    private static void MapTrends(ModelBuilder model)
    {
        Niche.Map(model.Entity<Niche>());
        Topic.Map(model.Entity<Topic>());
        CompanyTopic.Map(model.Entity<CompanyTopic>());
        TrendSource.Map(model.Entity<TrendSource>());
        TrendItem.Map(model.Entity<TrendItem>());
        TrendSearchText.Map(model.Entity<TrendSearchText>());
        TrendBand.Map(model.Entity<TrendBand>());
        TrendEvent.Map(model.Entity<TrendEvent>());
        SavedTrendFilter.Map(model.Entity<SavedTrendFilter>());
    }
}
