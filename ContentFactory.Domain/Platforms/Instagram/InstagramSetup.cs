using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Domain.Platforms.Instagram;

public static class InstagramSetup
{
    private const string Name = "Instagram";

    /// <summary>Registers the Instagram connector as an <see cref="IPlatform"/>. Bad settings stop the start and name their key.</summary>
    public static IServiceCollection AddInstagram(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPlatform(configuration, Name);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IPlatform>(Build);
        return services;
    }

    // Facebook pages and Threads have addresses of their own: the parts that speak to Meta are made for one network each
    private static InstagramPlatform Build(IServiceProvider provider)
    {
        var clock = provider.GetRequiredService<TimeProvider>();
        var graph = new Graph(provider.GetRequiredKeyedService<PlatformHttp>(Name));
        var (connection, containers, feed) = (new InstagramConnection(graph), new InstagramContainers(graph), new InstagramFeed(graph));
        return new(
            graph, connection, containers, new(new(graph, clock)), new(graph, containers, new(graph), feed, clock), new(graph, containers, feed, clock), new(graph, clock),
            new(graph), new(graph), new(graph, connection, clock), new(new(graph), connection), new(graph), clock);
    }
}
