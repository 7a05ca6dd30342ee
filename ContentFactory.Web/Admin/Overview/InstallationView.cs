using ContentFactory.Domain.Admin.Overview;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContentFactory.Web.Admin.Overview;

/// <summary>The numbers of all tenants, and how the node that shows them is.</summary>
public sealed record InstallationView(Installation Numbers, IReadOnlyList<PartState> Parts);

/// <summary>A part of this node as /health/ready knows it.</summary>
public sealed record PartState(string Name, HealthStatus Status, string? Description);
