using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Domain.Platforms.Discord;

public static class DiscordSetup
{
    /// <summary>Registers the Discord connector as an <see cref="IPlatform"/>. Bad settings stop the start and name their key.</summary>
    public static IServiceCollection AddDiscord(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        // a webhook's token stands in the path: what logs or traces addresses is off
        services.AddPlatform(configuration, DiscordApi.Name);
        services.AddSingleton<DiscordApi>();
        services.AddSingleton<DiscordPublishing>();
        services.AddSingleton<DiscordConnection>();
        services.AddSingleton<DiscordMessages>();
        services.AddSingleton<IPlatform, DiscordPlatform>();
        return services;
    }
}
