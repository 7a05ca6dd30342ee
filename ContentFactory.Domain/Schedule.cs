using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Platforms.Telegram;
using ContentFactory.Domain.Publishing;
using ContentFactory.Domain.Trends;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain;

/// <summary>Everything that runs by itself, one line each.</summary>
public static class Schedule
{
    public static IServiceCollection AddDuties(this IServiceCollection services)
    {
        services.AddDataDuties();
        services.AddHostedService<PartitionUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<NotificationUpkeep>());
        services.AddHostedService(provider => provider.GetRequiredService<SessionUpkeep>());
        services.AddHostedService(provider => provider.GetRequiredService<EntryUpkeep>());
        services.AddHostedService(provider => provider.GetRequiredService<LetterLoop>());
        services.AddHostedService(provider => provider.GetRequiredService<MailboxUpkeep>());
        services.AddHostedService<PublishingLoop>();
        services.AddHostedService<PublishingSweep>();
        services.AddHostedService<SettlingLoop>();
        services.AddHostedService<PreflightLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<TokenLoop>());
        services.AddHostedService(provider => provider.GetRequiredService<ChannelWatchLoop>());
        services.AddHostedService<MetricsLoop>();
        services.AddTrendsDuties();
        services.AddHostedService(provider => provider.GetRequiredService<ProductBotLoop>());
        services.AddHostedService(provider => provider.GetRequiredService<BotPostLoop>());
        services.AddHostedService(provider => provider.GetRequiredService<NoticePostLoop>());
        services.AddHostedService<LongWorkLoop>();
        services.AddHostedService<LongWorkCleanup>();
        return services;
    }
}
