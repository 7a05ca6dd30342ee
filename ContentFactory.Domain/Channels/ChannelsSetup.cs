using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Domain.Channels;

public static class ChannelsSetup
{
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.TryAddSingleton<ChannelVault>();
        services.TryAddSingleton<ChannelAccounts>();
        services.AddScoped<ChannelRooms>();
        services.AddScoped<ChannelConnections>();
        services.AddScoped<ChannelCare>();
        services.AddScoped<ChannelQueries>();
        services.AddScoped<SandboxChannels>();
        return services;
    }
}
