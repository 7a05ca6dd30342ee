using System.Globalization;
using System.Text.Json;

namespace ContentFactory.Web.Ui;

/// <summary>A chart as js/chart.js takes it: a text, because a circuit keeps a picture of every type that it has to write itself.</summary>
internal static class ChartData
{
    private const int Palette = 8;

    public static string Of(ChartSpec spec, ChartTable table)
    {
        var tints = Tints(spec.Series);
        return JsonSerializer.Serialize(new
        {
            kind = NameOf(spec.Kind),
            labels = spec.Labels,
            stacked = spec.Stacked,
            twoScales = spec.TwoScales,
            series = spec.Series.Select((series, i) => new
            {
                name = series.Name, kind = NameOf(series.Kind), values = table.Columns[i].Values, tint = tints[i], pale = series.IsComparison, drawn = IsDrawn(spec, i),
            }),
            parts = spec.Labels.Select((_, i) => TintOfPart(i)),
            unit = spec.Unit,
            numbers = spec.Format?.Numbers.ToString().ToLowerInvariant(),
            places = spec.Format?.Places,
            currency = spec.Format?.Currency,
            seconds = table.Columns[0].Words.SecondsPattern,
            language = CultureInfo.CurrentCulture.Name,
        }, JsonSerializerOptions.Web);
    }

    /// <summary>A comparison has no place on a stack of areas or in a ring; it is in the table.</summary>
    public static bool IsDrawn(ChartSpec spec, int series) => spec switch
    {
        { Kind: ChartKind.Donut } => series == 0,
        { Kind: ChartKind.Area, Stacked: true } => !spec.Series[series].IsComparison,
        _ => true,
    };

    /// <summary>The place of each series in the palette, from 1: its own, or the next that no other asks for.</summary>
    public static IReadOnlyList<int> Tints(IReadOnlyList<ChartSeries> series)
    {
        var wanted = series.Where(one => !one.IsComparison).Select(one => one.Colour).OfType<int>().ToHashSet();
        var free = Enumerable.Range(1, Palette).Where(place => !wanted.Contains(place)).DefaultIfEmpty(1).ToList();
        var (next, last) = (0, free[0]);
        return [.. series.Select(one => last = one switch
        {
            { Colour: { } own } => Math.Clamp(own, 1, Palette),
            { IsComparison: true } => last,
            _ => free[next++ % free.Count],
        })];
    }

    /// <summary>Parts of a ring may be the networks, and there are nine: the last is grey.</summary>
    public static int TintOfPart(int part) => (part % (Palette + 1)) + 1;

    public static string NameOf(ChartKind kind) => kind switch
    {
        ChartKind.Line => "line",
        ChartKind.Bar => "bar",
        ChartKind.Area => "area",
        ChartKind.Donut => "donut",
        ChartKind.Mixed => "mixed",
        ChartKind.HeatMap => "heatmap",
        ChartKind.Funnel => "funnel",
        ChartKind.Sparkline => "sparkline",
    };
}
