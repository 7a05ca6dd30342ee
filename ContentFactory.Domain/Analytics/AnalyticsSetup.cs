using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Analytics.Reports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Analytics;

public static class AnalyticsSetup
{
    public static IServiceCollection AddAnalytics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AnalyticsOptions>().Bind(configuration.GetSection(AnalyticsOptions.Section))
            .Validate(o => o.BatchSize is > 0 and <= 1000, "Analytics__BatchSize must be between 1 and 1000.")
            .Validate(o => o.CallsAtOnce is > 0 and <= 100, "Analytics__CallsAtOnce must be between 1 and 100.")
            .Validate(o => o.IdleSeconds > 0, "Analytics__IdleSeconds must be above 0.")
            .Validate(o => o.LeaseMinutes > 0, "Analytics__LeaseMinutes must be above 0.")
            .Validate(o => o.RetryMinutes > 0, "Analytics__RetryMinutes must be above 0.")
            .Validate(o => o.KeepSnapshotMonths is 0 or >= 4, "Analytics__KeepSnapshotMonths must be 0 or at least 4.")
            .ValidateOnStart();
        services.AddSingleton<MetricsQueue>();
        services.AddSingleton<SnapshotWriter>();
        services.AddSingleton<DayUpkeep>();
        services.AddSingleton<MetricsCollector>();
        services.AddSingleton(provider => new NumbersRebuild(provider.GetRequiredService<DayUpkeep>()));
        services.AddSingleton(provider => new MetricsHistory(provider.GetRequiredService<SnapshotWriter>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<Home.DashboardQueries>();
        services.AddScoped<FirstSteps>();
        services.AddScoped<MetricQueries>();
        services.AddScoped<Overview.OverviewQueries>();
        services.AddScoped<Overview.PostTableQueries>();
        services.AddReports();
        services.AddScoped<PostResults>();
        services.AddScoped<Openings.OpeningQueries>();
        services.AddScoped<Predictions.PredictionQueries>();
        services.AddScoped<NicheAnalysis>();
        services.AddScoped<TenantSearch>();
        return services;
    }
}
