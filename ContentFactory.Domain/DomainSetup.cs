using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Makers;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Outgoing;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Discord;
using ContentFactory.Domain.Platforms.Facebook;
using ContentFactory.Domain.Platforms.Instagram;
using ContentFactory.Domain.Platforms.LinkedIn;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Domain.Platforms.Telegram;
using ContentFactory.Domain.Platforms.X;
using ContentFactory.Domain.Platforms.TikTok;
using ContentFactory.Domain.Platforms.Threads;
using ContentFactory.Domain.Platforms.YouTube;
using ContentFactory.Domain.Publishing;
using ContentFactory.Domain.Trends;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Domain;

/// <summary>All features, one line each. What runs by a clock is added by <c>Schedule.AddDuties</c>.</summary>
public static class DomainSetup
{
    public static IdentityBuilder AddDomain(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PlatformSet>();
        services.AddSingleton(new PlatformApps(configuration));
        services.AddData(configuration);
        services.AddOutgoing(configuration);
        services.AddLongWork(configuration);
        services.AddTelegram(configuration);
        services.AddInstagram(configuration);
        services.AddFacebook(configuration);
        services.AddThreads(configuration);
        services.AddYouTube(configuration);
        services.AddX(configuration);
        services.AddDiscord(configuration);
        services.AddTikTok(configuration);
        services.AddLinkedIn(configuration);
        services.AddSandbox(configuration);
        services.AddChannels(configuration);
        services.AddTrends(configuration);
        services.AddAi(configuration);
        services.AddMedia(configuration);
        services.AddMediaMakers(configuration);
        services.AddContent();
        services.AddAdmin();
        services.AddSingleton<OpenMedia>(provider => (place, size, ct) => provider.GetRequiredService<StoredFiles>().OpenAsync(place, size, ct));
        services.AddSingleton<MediaAddress>(provider => ActivatorUtilities.CreateInstance<PublicMedia>(provider).AddressOf);
        services.AddPublishing(configuration);
        services.AddAnalytics(configuration);
        return services.AddAccess(configuration);
    }
}
