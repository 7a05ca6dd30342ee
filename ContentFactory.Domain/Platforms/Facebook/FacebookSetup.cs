using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Domain.Platforms.Facebook;

public static class FacebookSetup
{
    private const string Name = "Facebook";

    /// <summary>Registers the connector of Facebook pages as an <see cref="IPlatform"/>. Bad settings stop the start and name their key.</summary>
    public static IServiceCollection AddFacebook(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPlatform(configuration, Name);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IPlatform>(Build);
        return services;
    }

    private static FacebookPlatform Build(IServiceProvider provider)
    {
        var clock = provider.GetRequiredService<TimeProvider>();
        var graph = new Graph(provider.GetRequiredKeyedService<PlatformHttp>(Name));
        var calls = new FacebookVideoCalls(graph, new(graph, clock));
        return new(graph, new(graph), new(calls), new(graph, calls, clock), new(graph), new(graph), new(new(graph)), new(graph), clock);
    }
}
