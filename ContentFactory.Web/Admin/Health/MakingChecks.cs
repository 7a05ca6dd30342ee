using ContentFactory.Domain.Media.Makers;
using ContentFactory.Domain.Media.Tools;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContentFactory.Web.Admin.Health;

/// <summary>Without a tool some pictures, shorts or previews are not made; everything else goes on.</summary>
internal sealed class ToolsCheck(ToolVersions versions) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var all = versions.All;
        var said = string.Join(", ", all.Select(Said));
        return Task.FromResult(all.All(t => t is { IsThere: true, Runs: true }) ? HealthCheckResult.Healthy(said) : HealthCheckResult.Degraded(said));
    }

    private static string Said(ToolState tool) => tool switch
    {
        { IsThere: false } => $"{tool.Tool.Program} is missing (package {tool.Tool.Package})",
        { Runs: false } => $"{tool.Tool.Program} does not run",
        { Version: null } => tool.Tool.Program,
        _ => $"{tool.Tool.Program} {tool.Version}",
    };
}

/// <summary>Makers of media are an addition: one without a key is no fault.</summary>
internal sealed class MakersCheck(MakerShelf shelf) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (keyed, absent) = shelf.Keys;
        return Task.FromResult(HealthCheckResult.Healthy($"with a key: {Named(keyed)}; without: {Named(absent)}"));
    }

    private static string Named(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
