using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Analytics.Overview;

/// <param name="None">Why there is nothing to show; null where there is.</param>
public sealed record OverviewView(NumbersOverview Numbers, NoNumbers? None);

/// <summary>The numbers of a tenant over a period: figures, their course, whence they come, when and what went best.</summary>
public sealed partial class OverviewPage
{
    private Shown charts = null!;
    private IReadOnlyList<NumberTile> tiles = [];

    [Inject] private OverviewQueries Queries { get; set; } = null!;
    [Inject] private PostTableQueries Posts { get; set; } = null!;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Metrics, ChangeTopics.Publications, ChangeTopics.Channels];

    private NumbersOverview Numbers => Data!.Numbers;

    // the data and the links beside it belong to one address, also while another one is being read
    private ListState Asked => ListState.Of(DataAddress!);

    private Figure Chosen => OverviewCharts.Choices.FirstOrDefault(f => PostTableQueries.KeyOf(f) == Asked.Filter(NumbersAddress.Figure), Figure.Views);

    private string Hint => Numbers.AsOf is { } asOf
        ? T["Overview_AsOf", DayRangeText.Of(Numbers.Period.First, Numbers.Period.Last), ZonedText.Moment(asOf, Numbers.ZoneId), Numbers.ZoneId]
        : T["Overview_Days", DayRangeText.Of(Numbers.Period.First, Numbers.Period.Last), Numbers.ZoneId];

    private string NoBest => Numbers.Hours.Cells.Count == 0
        ? T["Why_NothingOut"]
        : Numbers.Hours.Cells.All(c => c.Numbers.Value(Figure.EngagementRate) is null) ? WhyNone.Of(T, Numbers, Figure.EngagementRate) : T["Best_None", PostingHours.LeastPosts];

    protected override async Task<Result<OverviewView>> ReadAsync(CancellationToken ct)
    {
        var read = await Queries.ReadAsync(NumbersAddress.Of(ListState.Of(Navigation.Uri)), ct);
        var none = read.Choices.Channels.Count == 0 ? NoNumbers.NoChannel
            : read.Now.HasAny || read.Before.HasAny ? (NoNumbers?)null
            : await Posts.HasAnyAsync(ct) ? NoNumbers.NotInPeriod : NoNumbers.NeverPublished;
        return new OverviewView(ChartSteps.Of(read, CultureInfo.CurrentCulture.DateTimeFormat.FirstDayOfWeek), none);
    }

    protected override void OnRead(OverviewView data)
    {
        tiles = new NumberTiles(T, data.Numbers, page => NumbersAddress.At(Asked, Tenant, page), CostsAddress(data.Numbers)).All;
        charts = new(new OverviewCharts(T, data.Numbers, Chosen));
    }

    // what models cost is not for everybody who may see the numbers
    private string? CostsAddress(NumbersOverview numbers) => !Actor.May(Permission.ViewAiCosts) ? null : To($"settings/ai/costs?month={numbers.Period.Last.ToString("yyyy-MM", CultureInfo.InvariantCulture)}");

    /// <summary>Made once for each reading: another object is drawn anew.</summary>
    private sealed class Shown(OverviewCharts charts)
    {
        public ChartSpec ByDay { get; } = charts.ByDay();
        public ChartSpec Followers { get; } = charts.Followers();
        public ChartSpec Posts { get; } = charts.PostsAndEngagements();
        public ChartSpec ByChannel { get; } = charts.ByChannel();
        public ChartSpec? ByNetwork { get; } = charts.ByNetwork();
        public ChartSpec ByType { get; } = charts.ByType();
        public ChartSpec ByTopic { get; } = charts.ByTopic();
        public ChartSpec Hours { get; } = charts.Hours();
        public IReadOnlyList<string> Best { get; } = charts.BestHours();
    }
}
