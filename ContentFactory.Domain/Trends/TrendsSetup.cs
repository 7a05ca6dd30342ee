using ContentFactory.Domain.Access;
using ContentFactory.Domain.LongWork;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Trends;

public static class TrendsSetup
{
    public static IServiceCollection AddTrends(this IServiceCollection services)
    {
        services.AddScoped<TopicEditor>();
        services.AddScoped<CompanyInterests>();
        services.AddScoped<SourceEditor>();
        services.AddScoped<TrendCollector>();
        services.AddScoped<TrendCuration>();
        services.AddScoped<TrendQueries>();
        services.AddScoped<TopicQueries>();
        services.AddScoped<SourceQueries>();
        services.AddSingleton<DueSources>();
        services.AddLongWork<CollectSources>(CollectSources.Kind, "Trends.CollectSources", Permission.CollectTrends, alone: true);
        return services;
    }

    public static IServiceCollection AddTrendsDuties(this IServiceCollection services) => services.AddHostedService<TrendLoop>();
}
