using System.Runtime.CompilerServices;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;
using Words = ContentFactory.Web.Analytics.Overview.Texts;

namespace ContentFactory.Web.Analytics.ByChannel;

/// <summary>The table of channels as a file.</summary>
internal sealed class ChannelTableExport(OverviewQueries numbers, Actor actor, IStringLocalizer<Words> texts) : ListExport<ChannelSlice>
{
    public const string ListName = "channel-numbers";

    public override string Title => texts["Channels_Title"];

    protected override IReadOnlyList<ExportColumn<ChannelSlice>> Columns { get; } =
    [
        ExportColumn.Text<ChannelSlice>(texts["Filter_Channel"], r => r.Name, 30),
        ExportColumn.Text<ChannelSlice>(texts["Filter_Network"], r => NetworkName.Of(r.Platform)),
        ExportColumn.Number<ChannelSlice>(texts["Channels_Start"], r => r.Now.Followers?.Start),
        .. FigureBook.All.Where(d => d.Unit is not FigureUnit.Dollars).Select(d => ExportColumn.Number<ChannelSlice>(texts.Heading(d.Figure), r => FigureText.ForFile(r.Now.Value(d.Figure)))),
    ];

    protected override IAsyncEnumerable<ChannelSlice> RowsAsync(ListState state, int most, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        return StreamAsync(state, ct);
    }

    private async IAsyncEnumerable<ChannelSlice> StreamAsync(ListState state, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var row in ChannelRows.Of(await numbers.ReadChannelsAsync(NumbersAddress.Of(state), ct), state))
            yield return row;
    }
}
