using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Domain.Platforms.LinkedIn;

public static class LinkedInSetup
{
    private const string Section = "Platforms:LinkedIn";

    /// <summary>Registers the LinkedIn connector as an <see cref="IPlatform"/>. Bad settings stop the start and name their key.</summary>
    public static IServiceCollection AddLinkedIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new PlatformApps(configuration));
        services.AddPlatform(configuration, LinkedInApi.Name);
        services.AddOptions<LinkedInOptions>().Bind(configuration.GetSection(Section))
            .Validate(o => o.HasVersion, $"{Section}:{nameof(LinkedInOptions.Version)} must be a year and a month, such as 202607.").ValidateOnStart();
        services.AddSingleton<LinkedInApi>();
        services.AddSingleton<LinkedInAccounts>();
        services.AddSingleton<LinkedInUploads>();
        services.AddSingleton<LinkedInLook>();
        services.AddSingleton<LinkedInMetrics>();
        services.AddSingleton<LinkedInRemoval>();
        services.AddSingleton<LinkedInTokens>();
        services.AddSingleton<LinkedInSignIn>();
        services.AddSingleton<IPlatform, LinkedInPlatform>();
        return services;
    }
}
