using ContentFactory.Domain.Access;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Trends.ByHand;
using ContentFactory.Domain.Trends.Niches;
using ContentFactory.Domain.Trends.Saved;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Trends;

public static class TrendsSetup
{
    public static IServiceCollection AddTrends(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TrendsOptions>().Bind(configuration.GetSection(TrendsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TrendsOptions>, OptionsCheck>();
        services.AddSingleton<SourceReader>();
        services.AddSingleton<PageArticles>();
        services.AddScoped<TopicEditor>();
        services.AddScoped<CompanyInterests>();
        services.AddScoped<SourceEditor>();
        services.AddScoped<TrendCollector>();
        services.AddScoped<TrendCuration>();
        services.AddScoped<TrendQueries>();
        services.AddScoped<TopicQueries>();
        services.AddScoped<NicheEditor>();
        services.AddScoped<NicheQueries>();
        services.AddScoped<SourceQueries>();
        services.AddScoped<IdeasByHand>();
        services.AddScoped<IdeaSheet>();
        services.AddScoped<EventEditor>();
        services.AddScoped<SavedFilters>();
        services.AddSingleton<DueSources>();
        services.AddLongWork<CollectSources>(CollectSources.Kind, "Trends.CollectSources", Permission.CollectTrends, alone: true);
        return services;
    }

    public static IServiceCollection AddTrendsDuties(this IServiceCollection services) => services.AddHostedService<TrendLoop>();

    private sealed class OptionsCheck : IValidateOptions<TrendsOptions>
    {
        public ValidateOptionsResult Validate(string? name, TrendsOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
