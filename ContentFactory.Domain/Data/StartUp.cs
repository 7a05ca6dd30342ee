using ContentFactory.Domain.Access.Keys;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>
/// The order of a start: database reachable, sessions not shared, pages held by row-level security, migrations, keys of tenants, partitions; then everything that waits for
/// <see cref="Started"/>. A database that is away is waited for, a wrong setting stops the program.
/// </summary>
public sealed class StartUp(DataSources sources, Migrate migrate, KeyHome keys, Started started, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<StartUp> log) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>Why the program stopped by itself, if it did.</summary>
    public ConfigurationException? Fault { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var retry = new PeriodicTimer(Retry, clock);
        try
        {
            while (!await TryAsync(stoppingToken))
                await retry.WaitForNextTickAsync(stoppingToken);
            started.Open();
        }
        catch (ConfigurationException e)
        {
            Fault = e;
            lifetime.StopApplication();
        }
    }

    private async Task<bool> TryAsync(CancellationToken ct)
    {
        try
        {
            await sources.RefuseSharedSessionsAsync(ct);
            await sources.RefuseMightyRoleAsync(ct);
            await migrate.RunAsync(ct);
            await sources.RefuseBlindSystemAsync(ct);
            keys.RefuseForeign();
            return true;
        }
        catch (KeysAwayException e)
        {
            log.LogWarning("The keys of tenants are not reachable yet: {Reason}", e.Message);
            return false;
        }
        catch (Exception e) when (e is NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: System.Net.Sockets.SocketException or TimeoutException or IOException } or TimeoutException)
        {
            log.LogWarning("The database is not reachable yet: {Reason}", e.Message);
            return false;
        }
    }
}
