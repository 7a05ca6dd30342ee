using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Platforms.YouTube;

public static class YouTubeSetup
{
    /// <summary>Registers the YouTube connector as an <see cref="IPlatform"/>. Bad settings stop the start and name their key.</summary>
    public static IServiceCollection AddYouTube(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new PlatformApps(configuration));
        services.AddPlatform(configuration, YouTubeApi.Name);
        services.AddOptions<YouTubeQuotaOptions>().Bind(configuration.GetSection(YouTubeQuotaOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<YouTubeQuotaOptions>, QuotaCheck>();
        services.TryAddSingleton<PlatformUsage>();
        services.AddSingleton<YouTubeUsage>();
        services.AddSingleton<YouTubeApi>();
        services.AddSingleton<YouTubeChannels>();
        services.AddSingleton<YouTubeVideos>();
        services.AddSingleton<YouTubeComments>();
        services.AddSingleton<YouTubeMetrics>();
        services.AddSingleton<YouTubeLook>();
        services.AddSingleton<UploadSessions>();
        services.AddSingleton<VideoCovers>();
        services.AddSingleton<VideoUpload>();
        services.AddSingleton<GoogleTokens>();
        services.AddSingleton<YouTubeSignIn>();
        services.AddSingleton<IPlatform, YouTubePlatform>();
        return services;
    }

    private sealed class QuotaCheck : IValidateOptions<YouTubeQuotaOptions>
    {
        public ValidateOptionsResult Validate(string? name, YouTubeQuotaOptions options)
        {
            var faults = options.Faults().ToList();
            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
