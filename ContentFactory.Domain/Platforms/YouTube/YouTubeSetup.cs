using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Domain.Platforms.YouTube;

public static class YouTubeSetup
{
    /// <summary>Registers the YouTube connector as an <see cref="IPlatform"/>. Bad settings stop the start and name their key.</summary>
    public static IServiceCollection AddYouTube(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new PlatformApps(configuration));
        services.AddPlatform(configuration, YouTubeApi.Name);
        services.AddSingleton<YouTubeApi>();
        services.AddSingleton<YouTubeChannels>();
        services.AddSingleton<YouTubeVideos>();
        services.AddSingleton<YouTubeMetrics>();
        services.AddSingleton<YouTubeLook>();
        services.AddSingleton<UploadSessions>();
        services.AddSingleton<VideoUpload>();
        services.AddSingleton<GoogleTokens>();
        services.AddSingleton<YouTubeSignIn>();
        services.AddSingleton<IPlatform, YouTubePlatform>();
        return services;
    }
}
