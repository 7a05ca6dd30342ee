using ContentFactory.Domain;
using ContentFactory.Domain.Admin.Status;
using ContentFactory.Domain.Media.Tools;
using ContentFactory.Web.Admin.Health;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Admin.Status;

/// <summary>Whether everything is there that the installation needs: parts, nodes, tools, keys, and what the clocks did.</summary>
public sealed partial class StatusPage(StatusQueries clocks, HealthCheckService health, ToolVersions tools, IConfiguration configuration, IStringLocalizer<Ui.Texts> times)
{
    protected override async Task<Result<StatusView>> ReadAsync(CancellationToken ct)
    {
        var facts = await clocks.ReadAsync(ct);
        var report = await health.CheckHealthAsync(ct);
        return new StatusView(
            facts, [.. report.Entries.Select(e => new PartRow(e.Key, e.Value.Status, e.Value.Status is HealthStatus.Healthy ? null : e.Value.Description))],
            [.. tools.All.Select(t => new ToolRow(t.Tool.Program, t.Tool.Package, t.IsThere, t.Runs, t.Version))], DiskCheck.Of(configuration), KeyPresence.Of(configuration));
    }

    private static StatusTone ToneOf(HealthStatus status) => status switch { HealthStatus.Healthy => StatusTone.Good, HealthStatus.Degraded => StatusTone.Warn, _ => StatusTone.Bad };

    private static string SymbolOf(bool good) => good ? "check_circle" : "error";

    private string ToolWord(ToolRow tool) => T[tool.IsThere ? tool.Runs ? "Status_There" : "Status_NotRunning" : "Status_Missing"];

    private static StatusTone DutyTone(DutyState duty) => duty.IsLate ? StatusTone.Bad : duty.Next is null ? StatusTone.Warn : StatusTone.Plain;

    private string DutyWord(DutyState duty) => duty.IsLate ? T["Status_Late", Ago(duty.Next!.Value)] : duty.Next is { } next ? T["Status_Next", ZonedText.Moment(next, "UTC")] : T["Status_NotPlanned"];

    private string DutyTimes(DutyState duty) => duty.Last is { } last ? T["Status_Last", Ago(last)] : T["Status_NeverRan"];

    private string Ago(DateTimeOffset at) => ZonedText.Ago(at, Data!.Clocks.AsOf, "UTC", times);
}
