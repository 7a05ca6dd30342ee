using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Analytics;

/// <summary>What needs a decision, the first steps of a new tenant, then numbers and rows; of one company when the address names it.</summary>
public sealed partial class HomePage
{
    private ChartSpec? chart;
    private bool finished;

    [Inject] private DashboardQueries Dashboards { get; set; } = null!;
    [Inject] private FirstSteps Steps { get; set; } = null!;

    protected override IReadOnlyList<string> Topics =>
        [ChangeTopics.Publications, ChangeTopics.Metrics, ChangeTopics.Posts, ChangeTopics.Channels, .. Data?.FirstSteps is { Complete: false } ? new[] { ChangeTopics.Trends } : []];

    private bool HasViews => Data!.Views.Count > 0;

    private bool InSandbox => Data!.Tiles is { Sandbox: true, PublishedEver: true };

    private bool IsFresh => Data is { FirstSteps: not null, Tiles.PublishedEver: false, TodaysSchedule.Count: 0, Recent.Count: 0 };

    private string? ViewsAge => Data!.Tiles.ViewsAsOf is { } asOf ? T["Tile_Read", ZonedText.Short(asOf, Data.ZoneId)].Value : null;

    // a week that had hardly begun is nothing to compare with
    private double? ViewsDelta => Data!.Tiles is { ViewsLast7Days: { } now, ViewsPrevious7Days: > 0 and var before } && Data.Views.Take(7).Count(v => v.Views > 0) >= 4
        ? (double)(now - before) / before
        : null;

    protected override async Task<Result<Dashboard>> ReadAsync(CancellationToken ct) => await Dashboards.ReadAsync(CompanyId, ct);

    protected override void OnRead(Dashboard data) => chart = new ChartSpec(
        ChartKind.Bar,
        [.. data.Views.Select(v => v.Day.ToString("d MMM", CultureInfo.CurrentCulture))],
        [new ChartSeries(T["Tile_Views"], [.. data.Views.Select(v => (double?)v.Views)])],
        T["Views_Title"]);

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (finished || Data?.FirstSteps is not { Complete: true })
            return;
        finished = true;
        _ = InvokeAsync(() => DoAsync(() => Steps.FinishAsync(Leaving)));
    }

    private Task HideAsync() => DoAsync(() => Steps.HideAsync(Leaving));

    private Task ShowAsync() => DoAsync(() => Steps.ShowAsync(Leaving));

    private string? PeriodOf(bool any, string key) => any ? T[key].Value : null;

    private static string? Number(long? value) => value?.ToString("N0", CultureInfo.CurrentCulture);
}
