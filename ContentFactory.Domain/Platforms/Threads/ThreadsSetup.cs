using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Domain.Platforms.Threads;

public static class ThreadsSetup
{
    private const string Name = "Threads";

    /// <summary>Registers the connector of Threads as an <see cref="IPlatform"/>. Bad settings stop the start and name their key.</summary>
    public static IServiceCollection AddThreads(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPlatform(configuration, Name);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IPlatform>(Build);
        return services;
    }

    private static ThreadsPlatform Build(IServiceProvider provider)
    {
        var clock = provider.GetRequiredService<TimeProvider>();
        var graph = new Graph(provider.GetRequiredKeyedService<PlatformHttp>(Name));
        var (containers, feed, connection) = (new ThreadsContainers(graph), new ThreadsFeed(graph), new ThreadsConnection(graph));
        return new(
            graph, containers, new(graph, containers, new(graph), feed, clock), new(graph, containers, feed, clock), connection, new(graph), new(graph, connection, clock), new(graph), clock);
    }
}
