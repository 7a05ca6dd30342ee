using ContentFactory.Domain.Access;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Publishing.AutoPost;
using ContentFactory.Domain.Publishing.Files;
using ContentFactory.Domain.Publishing.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Publishing;

public static class PublishingSetup
{
    public static IServiceCollection AddPublishing(this IServiceCollection services, IConfiguration configuration)
    {
        AddOptions(services, configuration);
        services.AddSingleton<OutgoingPosts>();
        services.AddSingleton<EditorChecks>();
        services.AddSingleton<PublishingQueue>();
        services.AddSingleton<FreshTokens>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<SettlingQueue>();
        services.AddSingleton<Settler>();
        services.AddSingleton<AcceptedQueue>();
        services.AddSingleton<Follower>();
        services.AddSingleton<RemovalQueue>();
        services.AddSingleton<Remover>();
        services.AddSingleton<CommentQueue>();
        services.AddSingleton<Commenter>();
        services.AddSingleton<PreflightQueue>();
        services.AddSingleton<Preflight>();
        services.AddScoped<Inspection>();
        services.AddScoped<PostSchedule>();
        services.AddScoped<HookTestEnding>();
        services.AddScoped<PublicationRemovals>();
        services.AddScoped<FirstComments>();
        services.AddScoped<FileRemoval>();
        services.AddScoped<PublicationQueries>();
        services.AddScoped<PublishingSwitch>();
        services.AddScoped<ChannelSlots>();
        services.AddScoped<PlanNeighbours>();
        services.AddScoped<NextFreePlan>();
        services.AddScoped<CalendarQueries>();
        services.AddScoped<FreeTimes>();
        services.AddScoped<CalendarFeeds>();
        services.AddSingleton<CalendarFeedDoor>();
        services.AddScoped<ChannelChoices>();
        services.AddSingleton<PlanningQueue>();
        services.AddSingleton<AutoPostQueue>();
        services.AddScoped<AutoPoster>();
        services.AddScoped<AutoPostQueries>();
        services.AddScoped<EvergreenPlanner>();
        services.AddScoped<EvergreenEditor>();
        services.AddScoped<EvergreenQueries>();
        AddImport(services);
        return services;
    }

    private static void AddImport(IServiceCollection services)
    {
        services.AddScoped<PostImports>();
        services.AddScoped<ImportedPosts>();
        services.AddLongWork<LookThroughPosts>(LookThroughPosts.Kind, "Publishing.ImportLooking", Permission.EditPosts);
        services.AddLongWork<BringInPosts>(BringInPosts.Kind, "Publishing.Importing", Permission.EditPosts);
    }

    private static void AddOptions(IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<PublishingOptions>().Bind(configuration.GetSection(PublishingOptions.Section))
            .Validate(o => o.HeartbeatSeconds > 0, "Publishing__HeartbeatSeconds must be above 0.")
            .Validate(o => o.LeaseSeconds >= 2 * o.HeartbeatSeconds, "Publishing__LeaseSeconds must be at least twice Publishing__HeartbeatSeconds.")
            .Validate(o => o.SweepSeconds > 0, "Publishing__SweepSeconds must be above 0.")
            .Validate(o => o.IdleSeconds > 0, "Publishing__IdleSeconds must be above 0.")
            .Validate(o => o.StopSeconds > 0, "Publishing__StopSeconds must be above 0.")
            .Validate(o => o.LongestCallSeconds is > 0 and <= 3600, "Publishing__LongestCallSeconds must be above 0 and at most 3600.")
            .Validate(o => o.BatchSize is > 0 and <= 1000, "Publishing__BatchSize must be between 1 and 1000.")
            .Validate(o => o.Batches is > 0 and <= 100, "Publishing__Batches must be between 1 and 100.")
            .Validate(o => o.CallsPerPlatform is > 0 and <= 1000, "Publishing__CallsPerPlatform must be between 1 and 1000.")
            .Validate(o => o.GraceHours > 0, "Publishing__GraceHours must be above 0.")
            .Validate(o => o.Attempts is > 0 and <= 20, "Publishing__Attempts must be between 1 and 20.")
            .Validate(o => o.BackoffSeconds > 0, "Publishing__BackoffSeconds must be above 0.")
            .Validate(o => o.LookSeconds > 0, "Publishing__LookSeconds must be above 0.")
            .ValidateOnStart();
}
