using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Domain.Ai.Writers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Ai;

public static class AiSetup
{
    public static IServiceCollection AddAi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AiOptions>().Bind(configuration.GetSection(AiOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AiOptions>, OptionsCheck>();
        services.AddSingleton<ModelShelf>();
        services.AddSingleton<AiSweep>();
        services.AddScoped<AiLedger>();
        services.AddScoped<ModelCaller>();
        services.AddScoped<RoleBook>();
        services.AddScoped<RoleEditor>();
        services.AddScoped<RoleTrials>();
        services.AddScoped<AiCosts>();
        services.AddScoped<AiBudgets>();
        services.AddScoped<AiLog>();
        services.AddScoped<AiPriceDesk>();
        return services;
    }

    private sealed class OptionsCheck : IValidateOptions<AiOptions>
    {
        public ValidateOptionsResult Validate(string? name, AiOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
