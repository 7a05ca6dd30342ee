using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Analytics.Home;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Analytics.Home;

/// <summary>What needs a decision, the first steps of a new tenant, then numbers and rows; of one company when the address names it.</summary>
public sealed partial class HomePage
{
    private HomeFigures shown = null!;
    private bool finished;

    [Inject] private DashboardQueries Dashboards { get; set; } = null!;
    [Inject] private FirstSteps Steps { get; set; } = null!;

    protected override IReadOnlyList<string> Topics =>
    [
        ChangeTopics.Publications, ChangeTopics.Metrics, ChangeTopics.Posts, ChangeTopics.Channels, ChangeTopics.Companies,
        .. Data?.FirstSteps is { Complete: false } ? new[] { ChangeTopics.Trends } : [],
        .. Data?.Plan is null ? [] : new[] { ChangeTopics.Members, ChangeTopics.Settings, ChangeTopics.Media },
    ];

    private bool IsFresh => Data is { FirstSteps: not null, Counts.PublishedEver: false, TodaysSchedule.Count: 0, Recent.Count: 0 };

    // of the data, also while another company is being read
    private Guid? Company => Data!.Numbers.Wish.CompanyId;

    private string? Planned => Data!.Counts.ScheduledNext7Days is > 0 and var planned ? planned.ToString("N0", CultureInfo.CurrentCulture) : null;

    protected override async Task<Result<Dashboard>> ReadAsync(CancellationToken ct) => await Dashboards.ReadAsync(CompanyId, ct);

    protected override void OnRead(Dashboard data) => shown = new(T, Figures, data.Numbers, At);

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

    /// <summary>A page of numbers that shows the same days of the same company.</summary>
    private string At(string page) => HomeFigures.Address(Tenant, page, Data!.Numbers);
}
