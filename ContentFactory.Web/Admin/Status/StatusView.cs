using ContentFactory.Domain.Admin.Status;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContentFactory.Web.Admin.Status;

/// <param name="Detail">What the check says of a part that does not work, as the answer of /health/ready has it.</param>
public sealed record PartRow(string Name, HealthStatus Status, string? Detail);

/// <param name="Package">What to install where it is missing.</param>
public sealed record ToolRow(string Program, string Package, bool IsThere, bool Runs, string? Version);

/// <summary>In millions of bytes.</summary>
public sealed record DiskRow(long Free, long Needed)
{
    public bool IsEnough => Free >= Needed;
}

/// <summary>How the installation is, as this node sees it.</summary>
public sealed record StatusView(ClockFacts Clocks, IReadOnlyList<PartRow> Parts, IReadOnlyList<ToolRow> Tools, DiskRow Disk, IReadOnlyList<KeyState> Keys);
