using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Outgoing;

public static class OutgoingSetup
{
    /// <summary>Adds <see cref="SafeFetch"/> with the section "Outgoing"; faults in it stop the start. Expects a TimeProvider.</summary>
    public static IServiceCollection AddOutgoing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutgoingOptions>().Bind(configuration.GetSection(OutgoingOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OutgoingOptions>, OutgoingOptionsCheck>());
        services.AddAddressRules();
        services.TryAddSingleton(sp => new SafeFetch(sp.GetRequiredService<IOptions<OutgoingOptions>>().Value, sp.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<SafeDownload>();
        return services;
    }

    /// <summary>What may be called on a user's behalf; where <see cref="AddOutgoing"/> is missing, the public internet alone.</summary>
    internal static IServiceCollection AddAddressRules(this IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddSingleton(sp => new AddressRules(sp.GetRequiredService<IOptions<OutgoingOptions>>().Value));
        return services;
    }

    private sealed class OutgoingOptionsCheck : IValidateOptions<OutgoingOptions>
    {
        public ValidateOptionsResult Validate(string? name, OutgoingOptions options)
        {
            var faults = options.Faults().ToList();
            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
