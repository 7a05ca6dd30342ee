using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Channels;

public static class ChannelsSetup
{
    public static IServiceCollection AddChannels(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<ChannelVault>();
        services.AddSingleton(new SealedColumn("channel_secrets", "cipher", ChannelVault.SealKind, "id", SealedColumn.Id("channel_id"), "kind"));
        services.TryAddSingleton<ChannelAccounts>();
        services.AddScoped<ChannelRooms>();
        services.AddScoped<ChannelConnections>();
        services.AddSingleton<SignInWays>();
        services.AddSingleton<AppAssignments>();
        services.AddScoped<ChannelSignIns>();
        services.AddSingleton<SignInSweep>();
        services.AddSingleton<ChannelFellows>();
        services.AddScoped<ChannelCare>();
        services.AddScoped<ChannelQueries>();
        services.AddScoped<HealthQueries>();
        services.AddSingleton<DueChecks>();
        services.AddSingleton<ChannelWatch>();
        services.AddSingleton<ChannelWatchLoop>();
        services.TryAddSingleton<PlatformUsage>();
        services.AddSingleton<UsageLedger>();
        services.AddScoped<SandboxChannels>();
        services.AddScoped<ChannelEntries>();
        services.AddScoped<ConnectOffers>();
        services.AddScoped<ChannelInvitations>();
        services.AddScoped<ChannelInvitationQueries>();
        services.AddScoped<InvitedSignIns>();
        services.AddSingleton<ChannelInvitationDoor>();
        AddTokens(services, configuration);
        return services;
    }

    private static void AddTokens(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TokenOptions>().Bind(configuration.GetSection(TokenOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TokenOptions>, TokenOptionsCheck>();
        services.AddScoped<TokenLedger>();
        services.AddSingleton<DueTokens>();
        services.AddSingleton<TokenRefresher>();
        services.AddSingleton<TokenLoop>();
    }

    private sealed class TokenOptionsCheck : IValidateOptions<TokenOptions>
    {
        public ValidateOptionsResult Validate(string? name, TokenOptions options)
        {
            var faults = options.Faults().ToList();
            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
