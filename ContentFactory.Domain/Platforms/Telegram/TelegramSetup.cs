using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Platforms.Telegram;

public static class TelegramSetup
{
    private static readonly TimeSpan UploadTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Registers the Telegram connector as an <see cref="IPlatform"/>. Bad settings stop the start and name their key.</summary>
    public static IServiceCollection AddTelegram(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        // a file goes up whole in one call; before the settings, which may say otherwise
        services.Configure<PlatformOptions>(TelegramClient.Name, options => options.UploadTimeout = UploadTimeout);
        // the token stands in the path: what logs or traces addresses is off
        services.AddPlatform(configuration, TelegramClient.Name);
        services.AddSingleton<TelegramClient>();
        services.AddSingleton<TelegramConnection>();
        services.AddSingleton<TelegramPin>();
        services.AddSingleton<TelegramRemoval>();
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
            provider.GetRequiredService<TelegramClient>(), provider.GetRequiredService<Access.TelegramLinks>(), provider.GetRequiredService<IOptions<ProductBotOptions>>(), provider.GetServices<Access.BotDesk>()));
        services.AddSingleton<ProductBotLoop>();
        services.AddSingleton<BotPostLoop>();
    }
}
