using ContentFactory.Domain.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.LongWork;

public static class LongWorkSetup
{
    public static IServiceCollection AddLongWork(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LongWorkOptions>().Bind(configuration.GetSection(LongWorkOptions.Section))
            .Validate(o => o.AtOnce is > 0 and <= 100, "LongWork__AtOnce must be between 1 and 100.")
            .Validate(o => o.HeartbeatSeconds > 0, "LongWork__HeartbeatSeconds must be above 0.")
            .Validate(o => o.LeaseSeconds >= 2 * o.HeartbeatSeconds, "LongWork__LeaseSeconds must be at least twice LongWork__HeartbeatSeconds.")
            .Validate(o => o.IdleSeconds > 0, "LongWork__IdleSeconds must be above 0.")
            .Validate(o => o.Tries is > 0 and <= 100, "LongWork__Tries must be between 1 and 100.")
            .Validate(o => o.KeepDays > 0, "LongWork__KeepDays must be above 0.")
            .ValidateOnStart();
        services.AddSingleton<WorkKinds>();
        services.AddSingleton<LongWorkQueue>();
        services.AddSingleton<LongWorker>();
        services.AddScoped<LongTasks>();
        return services;
    }

    /// <summary>A feature registers a kind of its own. See <see cref="LongRun"/> for what the work must keep to.</summary>
    /// <param name="name">Stored in the rows: never rename it.</param>
    /// <param name="title">Key of the text that names the work, "Feature.Key".</param>
    /// <param name="alone">A tenant has at most one under way; starting it again gives that one.</param>
    public static IServiceCollection AddLongWork<TRun>(this IServiceCollection services, string name, string title, Permission permission, bool alone = false) where TRun : LongRun
    {
        services.AddScoped<TRun>();
        return services.AddSingleton(new WorkKind(name, title, permission, alone, typeof(TRun)));
    }
}
