using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Platforms.Telegram;

public static class TelegramSetup
{
    /// <summary>Registers the Telegram connector as an <see cref="IPlatform"/>. Bad settings stop the start and name their key.</summary>
    public static IServiceCollection AddTelegram(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelegramOptions>().Bind(configuration.GetSection(TelegramOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelegramOptions>, OptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        // the token stands in the path: what logs or traces addresses is off
        services.AddPlatformHttp(TelegramClient.HttpName);
        services.AddSingleton<TelegramClient>();
        services.AddSingleton<TelegramConnection>();
        services.AddSingleton<TelegramFeed>();
        services.AddSingleton<TelegramMetrics>();
        services.AddSingleton<IPlatform, TelegramPlatform>();
        AddProductBot(services, configuration);
        return services;
    }

    private static void AddProductBot(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProductBotOptions>().Bind(configuration.GetSection(ProductBotOptions.Section))
            .Validate(bot => bot.IsRight, "Access__Telegram__BotToken must be a bot's token as BotFather gives it, such as 123456789:AA….").ValidateOnStart();
        services.AddSingleton(provider => new ProductBot(
            provider.GetRequiredService<TelegramClient>(), provider.GetRequiredService<Access.TelegramLinks>(), provider.GetRequiredService<IOptions<TelegramOptions>>(), provider.GetRequiredService<IOptions<ProductBotOptions>>()));
        services.AddSingleton<ProductBotLoop>();
        services.AddSingleton<BotPostLoop>();
    }

    private sealed class OptionsCheck : IValidateOptions<TelegramOptions>
    {
        public ValidateOptionsResult Validate(string? name, TelegramOptions options)
        {
            var faults = options.Faults().ToList();
            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
