using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Clocks;

public static class ClocksSetup
{
    /// <summary>Adds a duty of <typeparamref name="T"/>, a singleton.</summary>
    public static IServiceCollection AddClock<T>(this IServiceCollection services, string name, string cron, Func<T, CancellationToken, Task> run) where T : notnull =>
        services.AddSingleton(new ClockDuty(name, cron, (provider, ct) => run(provider.GetRequiredService<T>(), ct)));

    internal static IServiceCollection AddClockRunner(this IServiceCollection services)
    {
        services.AddSingleton<ClockBook>();
        services.AddSingleton<DatabaseTime>();
        services.AddSingleton<ClockRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<ClockRunner>());
        return services;
    }
}
