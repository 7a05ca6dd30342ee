using System.Globalization;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Dev.Parts;

/// <summary>A chart of each kind, and of each case that is easily forgotten: nothing, one point, gaps, long names, many days, a comparison.</summary>
internal sealed class ChartSamples(IStringLocalizer<Texts> texts)
{
    private static readonly double?[] Views = [12, 18, null, 26, 22, 31, 40];
    private static readonly double?[] Likes = [4, 6, 9, 8, 12, 11, 15];

    private string[] Week => [.. Enumerable.Range(1, 7).Select(day => texts["Day", day].Value)];

    public IReadOnlyList<ChartSpec> All() =>
    [
        .. Enum.GetValues<ChartKind>().Where(kind => kind < ChartKind.HeatMap).Select(kind => New(kind, Week, [Of("Views", Views) with { Kind = ChartKind.Bar }, Of("Likes", Likes)])),
        Days(), Compared(ChartKind.Area), Compared(ChartKind.Bar),
        New(ChartKind.Bar, Week, [Of("Views", Views), Of("Likes", Likes), Of("Sample_Before", Backwards(Views)) with { IsComparison = true }]) with { Stacked = true },
        New(ChartKind.Area, Week, [Of("Views", [.. Likes.Select(like => like * 2)]), Of("Likes", Likes)]) with { Stacked = true },
        New(ChartKind.Mixed, Week, [Of("Likes", [1, 0, 2, 1, 3, 0, 1]) with { Kind = ChartKind.Bar }, Of("Views", [.. Views.Select(value => value * 90)])]) with { TwoScales = true, Title = texts["Sample_Scales"], Format = ChartFormat.Decimals(0) },
        New(ChartKind.Bar, ["<b>bold</b>", "a < b & c"], [new("<i>name</i>", [3, 4])]) with { Title = texts["Sample_Markup"] },
        New(ChartKind.Donut, ["<b>bold</b>", "a < b & c"], [new("<i>name</i>", [3, 4])]) with { Title = texts["Sample_Markup"] },
        Long(ChartKind.Bar), Long(ChartKind.Donut),
        New(ChartKind.Line, ["=1+1"], [Of("Views", [7])]), New(ChartKind.Bar, ["=1+1"], [Of("Views", [7])]),
        New(ChartKind.Line, Week, [Of("Views", [3, null, 5, null, 4, 6, null])]),
        New(ChartKind.Line, Week, [Of("Views", new double?[7])]),
        Hours(), Funnel(), New(ChartKind.Funnel, Week[..1], [Of("Views", [0])]),
        New(ChartKind.Sparkline, Week, [Of("Views", Views)]) with { Note = texts["Sample_Note"] }, New(ChartKind.Sparkline, ["1"], [Of("Views", [5])]),
    ];

    private ChartSeries Of(string key, double?[] values) => new(texts[key], values);

    private ChartSpec New(ChartKind kind, string[] labels, ChartSeries[] series) => new(kind, labels, series, $"{texts["Chart"]} · {kind}");

    private static double?[] Backwards(double?[] values) => [.. values.Reverse()];

    private ChartSpec Days()
    {
        var start = new DateOnly(2026, 9, 1);
        var labels = Enumerable.Range(0, 90).Select(day => start.AddDays(day).ToString("d MMM", CultureInfo.CurrentCulture)).ToArray();
        return New(ChartKind.Line, labels, [Of("Views", Wave(90, 1_400_000)), Of("Sample_Before", Wave(90, 1_100_000)) with { IsComparison = true }])
            with { Title = texts["Sample_Quarter"], Note = texts["Sample_Note"], Format = ChartFormat.Money("RUB") };
    }

    private ChartSpec Compared(ChartKind kind) =>
        New(kind, Week, [Of("Views", [.. Likes.Select(like => like / 250)]) with { Colour = 3 }, Of("Sample_Before", [.. Backwards(Likes).Select(like => like / 260)]) with { IsComparison = true }])
            with { Format = ChartFormat.Percent(), Note = texts["Sample_Note"] };

    private ChartSpec Long(ChartKind kind) =>
        New(kind, [.. Enumerable.Range(1, 5).Select(place => $"{place}. {texts["Work_Source"]}")], [Of("Work_Source", [65, 48.5, 300, 12, 90])])
            with { Title = texts["Sample_Long"], Format = ChartFormat.Seconds };

    private ChartSpec Hours()
    {
        var hours = Enumerable.Range(0, 24).Select(hour => $"{hour:00}:00").ToArray();
        var names = CultureInfo.CurrentCulture.DateTimeFormat.DayNames;
        return New(ChartKind.HeatMap, hours, [.. Enumerable.Range(1, 7).Select(day => new ChartSeries(names[day % 7], Shares(day)))])
            with { Title = texts["Sample_Hours"], Note = texts["Sample_Note"], Format = ChartFormat.Percent() };
    }

    private ChartSpec Funnel() => New(ChartKind.Funnel, [texts["Step_Seen"], texts["Step_Opened"], texts["Step_Asked"], texts["Step_Paid"]],
        [Of("Views", [4210, 1263, 310, 87]), Of("Sample_Before", [3900, 1400, 250, 90]) with { IsComparison = true }]) with { Title = texts["Sample_Funnel"] };

    // nights of the weekend were not measured; nobody came at five in the morning
    private static double?[] Shares(int day) =>
        [.. Enumerable.Range(0, 24).Select(hour => day > 5 && hour < 4 ? (double?)null : hour == 5 ? 0 : Math.Round(0.042 * (1 + Math.Sin((hour - 12 + day) / 3.8)), 4))];

    private static double?[] Wave(int count, double top) =>
        [.. Enumerable.Range(0, count).Select(day => day % 31 == 17 ? (double?)null : Math.Round(top * (0.6 + (0.3 * Math.Sin(day / 9.0)) + (day % 7 * 0.015))))];
}
