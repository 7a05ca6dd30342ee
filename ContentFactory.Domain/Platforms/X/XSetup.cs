using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.X.SignIn;
using ContentFactory.Domain.Platforms.X.Upload;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Domain.Platforms.X;

public static class XSetup
{
    /// <summary>Registers the connector of X as an <see cref="IPlatform"/>. Bad settings stop the start and name their key.</summary>
    public static IServiceCollection AddX(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new PlatformApps(configuration));
        services.AddPlatform(configuration, XApi.Name);
        services.AddSingleton<XApi>();
        services.AddSingleton<XUsers>();
        services.AddSingleton<XUploads>();
        services.AddSingleton<XPosts>();
        services.AddSingleton<XLook>();
        services.AddSingleton<XComments>();
        services.AddSingleton<XMetrics>();
        services.AddSingleton<XTokens>();
        services.AddSingleton<XSignIn>();
        services.AddSingleton<IPlatform, XPlatform>();
        return services;
    }
}
