using ContentFactory.Domain;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Analytics.ByChannel;

public sealed record ChannelTableView(NumbersOverview Numbers);

/// <summary>The figures of each channel over a period; their sums are the overview's.</summary>
public sealed partial class ChannelTablePage
{
    [Inject] private OverviewQueries Queries { get; set; } = null!;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Metrics, ChangeTopics.Publications, ChangeTopics.Channels];

    private NumbersOverview Numbers => Data!.Numbers;

    private ListState Asked => ListState.Of(DataAddress!);

    private IReadOnlyList<ChannelSlice> Rows => ChannelRows.Of(Numbers, Asked);

    private IReadOnlyList<Crumb> Way => [new(T["Overview_Title"], NumbersAddress.At(Asked, Tenant, ""))];

    private string Hint => Numbers.AsOf is { } asOf
        ? T["Overview_AsOf", DayRangeText.Of(Numbers.Period.First, Numbers.Period.Last), ZonedText.Moment(asOf, Numbers.ZoneId), Numbers.ZoneId]
        : T["Overview_Days", DayRangeText.Of(Numbers.Period.First, Numbers.Period.Last), Numbers.ZoneId];

    private IReadOnlyList<(string Key, string Title, string? Meaning)> Columns =>
    [
        (ChannelRows.ByName, T["Filter_Channel"], null),
        .. ChannelRows.First.Select(Column),
        (ChannelRows.ByStart, T["Channels_Start"], null),
        (PostTableQueries.KeyOf(Figure.Followers), T["Channels_End"], T.Meaning(Figure.Followers)),
        (PostTableQueries.KeyOf(Figure.FollowersGained), T["Channels_Gained"], T.Meaning(Figure.FollowersGained)),
        .. ChannelRows.Last.Select(Column),
    ];

    private Dictionary<string, string> Titles => Columns.ToDictionary(c => c.Key, c => c.Title);

    private string Sorted => Asked.Sort is { } sort && Columns.Any(c => c.Key == sort) ? (Asked.Descending ? "-" : "") + sort : "-" + PostTableQueries.KeyOf(Figure.Views);

    protected override async Task<Result<ChannelTableView>> ReadAsync(CancellationToken ct) =>
        new ChannelTableView(await Queries.ReadChannelsAsync(NumbersAddress.Of(ListState.Of(Navigation.Uri)), ct));

    private (string Key, string Title, string? Meaning) Column(Figure figure) => (PostTableQueries.KeyOf(figure), T.Name(figure), T.Meaning(figure));

    private string? SortOf(string key) => Sorted == key ? "ascending" : Sorted == "-" + key ? "descending" : null;

    // numbers begin with the most, names with the first
    private string Turned(string key) => key == ChannelRows.ByName ? Sorted == key ? "-" + key : key : Sorted == "-" + key ? key : "-" + key;

    private string PostsOf(ChannelSlice row) => NumbersAddress.At(Asked, Tenant, "/posts", (NumbersAddress.Channel, row.Id.ToString()));
}
