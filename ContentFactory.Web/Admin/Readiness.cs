using System.Text.Json;
using ContentFactory.Domain.Admin;
using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContentFactory.Web.Admin;

/// <summary>/health/live says that the process answers; /health/ready that it can do its work, part by part.</summary>
internal static class Readiness
{
    public static void AddReadiness(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks()
            .AddCheck<MigrationsCheck>("database")
            .AddCheck<OverdueCheck>("publications")
            .AddCheck<DiskCheck>("disk");
    }

    public static void MapReadiness(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "application/json";
        var parts = report.Entries.ToDictionary(e => e.Key, e => new { status = e.Value.Status.ToString(), e.Value.Description });
        return http.Response.WriteAsync(JsonSerializer.Serialize(new { status = report.Status.ToString(), parts }, JsonSerializerOptions.Web));
    }

    private sealed class MigrationsCheck(SystemFacts facts, Started started) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (!started.IsOpen)
                return HealthCheckResult.Unhealthy("not migrated yet");
            var missing = await Ask(() => facts.MissingMigrationsAsync(cancellationToken));
            return missing switch
            {
                null => HealthCheckResult.Unhealthy("the database does not answer"),
                [] => HealthCheckResult.Healthy(),
                _ => HealthCheckResult.Unhealthy($"missing {string.Join(", ", missing)}"),
            };
        }
    }

    private sealed class OverdueCheck(SystemFacts facts) : IHealthCheck
    {
        private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(2);

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var lateness = await Ask(async () => (object)await facts.OldestOverdueAsync(cancellationToken));
            return lateness switch
            {
                TimeSpan late when late > Allowed => HealthCheckResult.Unhealthy($"a publication is overdue by {late.TotalSeconds:0} s"),
                TimeSpan => HealthCheckResult.Healthy(),
                _ => HealthCheckResult.Unhealthy("the database does not answer"),
            };
        }
    }

    private sealed class DiskCheck(IConfiguration configuration) : IHealthCheck
    {
        private const long Needed = 500_000_000;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var folder = configuration["Data:Folder"] ?? AppContext.BaseDirectory;
            var free = new DriveInfo(Directory.Exists(folder) ? folder : AppContext.BaseDirectory).AvailableFreeSpace;
            return Task.FromResult(free >= Needed ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"{free / 1_000_000} MB free, {Needed / 1_000_000} MB needed"));
        }
    }

    private static async Task<T?> Ask<T>(Func<Task<T>> question) where T : class
    {
        try
        {
            return await question();
        }
        catch (Npgsql.NpgsqlException)
        {
            return null;
        }
    }
}
