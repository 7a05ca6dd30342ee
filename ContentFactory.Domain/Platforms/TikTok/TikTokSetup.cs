using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Domain.Platforms.TikTok;

public static class TikTokSetup
{
    /// <summary>Registers the TikTok connector as an <see cref="IPlatform"/>. Bad settings stop the start and name their key.</summary>
    public static IServiceCollection AddTikTok(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new PlatformApps(configuration));
        services.AddPlatform(configuration, TikTokApi.Name);
        services.AddSingleton<TikTokApi>();
        services.AddSingleton<TikTokProfile>();
        services.AddSingleton<TikTokCreators>();
        services.AddSingleton<TikTokPosts>();
        services.AddSingleton<TikTokStatuses>();
        services.AddSingleton<TikTokMetrics>();
        services.AddSingleton<TikTokLook>();
        services.AddSingleton<TikTokFollowing>();
        services.AddSingleton<TikTokChunks>();
        services.AddSingleton<TikTokVideos>();
        services.AddSingleton<TikTokPhotos>();
        services.AddSingleton<TikTokTokens>();
        services.AddSingleton<TikTokSignIn>();
        services.AddSingleton<IPlatform, TikTokPlatform>();
        return services;
    }
}
