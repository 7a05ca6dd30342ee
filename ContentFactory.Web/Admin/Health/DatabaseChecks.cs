using ContentFactory.Domain.Admin;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ContentFactory.Web.Admin.Health;

/// <summary>A check that asks the database: without an answer the part is not healthy either.</summary>
internal abstract class DatabaseQuestion : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await AskAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("the database does not answer");
        }
    }

    protected abstract Task<HealthCheckResult> AskAsync(CancellationToken ct);
}

internal sealed class DatabaseCheck(SystemFacts facts) : DatabaseQuestion
{
    protected override async Task<HealthCheckResult> AskAsync(CancellationToken ct) =>
        await facts.IsReadOnlyAsync(ct) ? HealthCheckResult.Unhealthy("the database is read-only") : HealthCheckResult.Healthy();
}

internal sealed class MigrationsCheck(SystemFacts facts, Started started) : DatabaseQuestion
{
    protected override async Task<HealthCheckResult> AskAsync(CancellationToken ct)
    {
        if (!started.IsOpen)
            return HealthCheckResult.Unhealthy("not migrated yet");
        var missing = await facts.MissingMigrationsAsync(ct);
        return missing.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"missing {string.Join(", ", missing)}");
    }
}
