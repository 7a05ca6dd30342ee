using System.Security.Cryptography;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Clocks;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media;
using ContentFactory.Web.Admin.Status;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContentFactory.Web.Admin.Health;

/// <summary>Pages of this node hear of changes made elsewhere.</summary>
internal sealed class LiveUpdatesCheck(Changes changes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(changes.IsListening ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("this node does not hear of changes"));
}

internal sealed class ClocksCheck(ClockRunner clocks) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(clocks.IsTicking ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("this node's clocks do not run"));
}

/// <summary>Without keys no credential opens and no session is known.</summary>
internal sealed class KeysCheck(IDataProtectionProvider protection, TenantKeys keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var protector = protection.CreateProtector("ContentFactory.Readiness");
            protector.Unprotect(protector.Protect("probe"));
            keys.Probe();
            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (KeysAwayException e)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(e.InnerException is null ? e.Message : "the store of tenants' keys is away"));
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException or Npgsql.NpgsqlException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("the keys of secrets cannot be read"));
        }
    }
}

internal sealed class MediaCheck(MediaFiles files) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            files.Probe();
            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("the media store takes no file"));
        }
    }
}

internal sealed class DiskCheck(IConfiguration configuration) : IHealthCheck
{
    private const long Usual = 500;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var disk = Of(configuration);
        return Task.FromResult(disk.IsEnough ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"{disk.Free} MB free, {disk.Needed} MB needed"));
    }

    public static DiskRow Of(IConfiguration configuration)
    {
        var folder = configuration["Data:Folder"] ?? AppContext.BaseDirectory;
        return new(new DriveInfo(Directory.Exists(folder) ? folder : AppContext.BaseDirectory).AvailableFreeSpace / 1_000_000, configuration.GetValue("Data:FreeMegabytes", Usual));
    }
}
