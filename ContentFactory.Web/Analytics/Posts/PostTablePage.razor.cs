using ContentFactory.Domain;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Analytics.Posts;

/// <param name="None">Why there is no row.</param>
public sealed record PostTableView(PostTable Table, NoNumbers? None);

/// <summary>Everything that went out in a period with its numbers: the rows behind the overview.</summary>
public sealed partial class PostTablePage
{
    [Inject] private PostTableQueries Queries { get; set; } = null!;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Metrics, ChangeTopics.Publications, ChangeTopics.Channels];

    private PostTable Table => Data!.Table;

    private ListState Asked => ListState.Of(DataAddress!);

    private Domain.Analytics.Overview.AnalyticsWish Wish => NumbersAddress.Of(Asked);

    private FigureSet Shown => FigureSets.Of(Asked);

    private IReadOnlyList<Crumb> Way => [new(T["Overview_Title"], NumbersAddress.At(Asked, Tenant, ""))];

    private string Hint => Table.AsOf is { } asOf
        ? T["Posts_Hint", DayRangeText.Of(Table.Period.First, Table.Period.Last), ZonedText.Moment(asOf, Table.ZoneId), Table.ZoneId]
        : T["Overview_Days", DayRangeText.Of(Table.Period.First, Table.Period.Last), Table.ZoneId];

    private IEnumerable<NumberChannel> OfCompany => Table.Choices.Channels.Where(c => Wish.CompanyId is null || c.CompanyId == Wish.CompanyId);

    private IReadOnlyList<ListOption> Channels =>
        [.. OfCompany.Where(c => Wish.Network is null || c.Platform == Wish.Network || c.Id == Wish.ChannelId).Select(c => new ListOption(c.Id.ToString(), OfCompany.Count(o => o.Name == c.Name) > 1 ? $"{c.Name} · {NetworkName.Of(c.Platform)}" : c.Name))];

    private IReadOnlyList<ListOption> Networks => [.. OfCompany.Select(c => c.Platform).Distinct().Select(p => new ListOption(p, NetworkName.Of(p))).OrderBy(o => o.Text)];

    private IReadOnlyList<ListOption> Types => [.. Enum.GetValues<PostType>().Select(t => new ListOption(t.ToString(), T[$"Type_{t}"]))];

    protected override async Task<Result<PostTableView>> ReadAsync(CancellationToken ct)
    {
        var state = ListState.Of(Navigation.Uri);
        var table = await Queries.ListAsync(NumbersAddress.Of(state), state.Query(PostTableQueries.PageSize), ct);
        NoNumbers? none = table.Page.Total > 0 ? null
            : table.Choices.Channels.Count == 0 ? NoNumbers.NoChannel
            : await Queries.HasAnyAsync(ct) ? NoNumbers.NotInPeriod : NoNumbers.NeverPublished;
        return new PostTableView(table, none);
    }

    private bool IsSandbox(PostNumbers post) => Table.Choices.Channels.Any(c => c.Id == post.ChannelId && c.Sandbox);

    // another set has other columns to sort by
    private string AddressOf(FigureSet set) => Asked.With((NumbersAddress.Set, set == FigureSets.All[0] ? null : set.Name.ToLowerInvariant()), (ListState.SortName, null));
}
