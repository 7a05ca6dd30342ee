using ContentFactory.Domain;
using ContentFactory.Domain.Admin.Overview;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Admin.Overview;

/// <summary>The first page of administrators: what needs a look, then the numbers of all tenants and of the machinery.</summary>
public sealed partial class InstallationPage
{
    private OverviewTiles tiles = null!;
    private ChartSpec? hours;

    [Inject] private InstallationQueries Installations { get; set; } = null!;
    [Inject] private HealthCheckService Health { get; set; } = null!;
    [Inject] private IStringLocalizer<Ui.Texts> Times { get; set; } = null!;

    // who manages and who is suspended; the rest moves by the second, and is read when asked for
    protected override IReadOnlyList<string> Topics => [ChangeTopics.Access];

    private IReadOnlyList<(string Id, string Title, IReadOnlyList<OverviewTile> Tiles)> Groups =>
        [("business", T["Overview_Business"], tiles.Business), ("outgoing", T["Overview_Outgoing"], tiles.Outgoing), ("work", T["Overview_Work"], tiles.Work)];

    protected override async Task<Result<InstallationView>> ReadAsync(CancellationToken ct)
    {
        var numbers = await Installations.ReadAsync(ct);
        var report = await Health.CheckHealthAsync(ct);
        return new InstallationView(numbers, [.. report.Entries.Select(e => new PartState(e.Key, e.Value.Status, e.Value.Description))]);
    }

    protected override void OnRead(InstallationView data)
    {
        tiles = new OverviewTiles(T, Times, data);
        var any = data.Numbers.Outgoing is { Published: > 0 } or { Failed: > 0 };
        double? Of(int count) => any ? count : null;
        hours = new ChartSpec(
            ChartKind.Bar, [.. data.Numbers.Hours.Select(h => ZonedText.Time(h.From, "UTC"))],
            [
                new ChartSeries(T["Overview_Published"], [.. data.Numbers.Hours.Select(h => Of(h.Published))]) { Colour = 1 },
                new ChartSeries(T["Overview_Failed"], [.. data.Numbers.Hours.Select(h => Of(h.Failed))]) { Colour = 4 },
            ],
            T["Overview_ByHour"])
        {
            Stacked = true, Format = ChartFormat.Decimals(0), Note = T["Overview_ByHourNote"],
        };
    }
}
