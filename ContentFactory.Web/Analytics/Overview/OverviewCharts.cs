using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Overview;

/// <summary>The overview's charts: each title says what is shown, and of which days.</summary>
/// <param name="texts">Of the pages of numbers.</param>
/// <param name="numbers">With days taken together as <see cref="ChartSteps"/> does it.</param>
/// <param name="chosen">What the chart by day shows.</param>
internal sealed class OverviewCharts(IStringLocalizer<Texts> texts, NumbersOverview numbers, Figure chosen)
{
    /// <summary>What may be chosen for the chart by day.</summary>
    public static readonly IReadOnlyList<Figure> Choices = [Figure.Views, Figure.Reach, Figure.Engagements, Figure.EngagementRate, Figure.Followers, Figure.WatchHours];

    private const int MostBars = 12;
    private const int MostParts = 8;

    private readonly CultureInfo culture = CultureInfo.CurrentCulture;
    private readonly string period = DayRangeText.Of(numbers.Period.First, numbers.Period.Last);

    private string Step => ChartSteps.AreWeeks(numbers.Period) ? "ByWeek" : "ByDay";

    // shares need a figure that adds up
    private Figure Shared => chosen is Figure.EngagementRate or Figure.Followers || numbers.Now.Value(chosen) is null ? numbers.Now.Sums.Views is null ? Figure.Engagements : Figure.Views : chosen;

    public ChartSpec ByDay()
    {
        var before = Line(chosen, numbers.DaysBefore, texts["Chart_Before"]) with { IsComparison = true };
        var isCompared = before.Values.Any(v => v is not null);
        return new(ChartKind.Line, Days, isCompared ? [Line(chosen, numbers.Days, period), before] : [Line(chosen, numbers.Days, texts.Name(chosen))], texts[$"Chart_{Step}", texts.Name(chosen), period])
        {
            Format = FigureText.Chart(chosen).Format, Note = isCompared ? texts["Chart_Against", DayRangeText.Of(numbers.Period.Before.First, numbers.Period.Before.Last)].Value : null,
        };
    }

    public ChartSpec Followers() => new(
        ChartKind.Area, Days, [Line(Figure.Followers, numbers.Days, texts.Name(Figure.Followers)) with { Colour = 3 }], texts[$"Chart_{Step}", texts.Name(Figure.Followers), period]) { Format = FigureText.Chart(Figure.Followers).Format };

    public ChartSpec PostsAndEngagements() => new(
        ChartKind.Mixed, Days,
        [
            Line(Figure.Posts, numbers.Days, texts.Name(Figure.Posts)) with { Kind = ChartKind.Bar, Colour = 1 },
            Line(Figure.Engagements, numbers.Days, texts.Name(Figure.Engagements)) with { Colour = 2 },
        ],
        texts["Chart_Posts", period]) { Format = ChartFormat.Decimals(0), TwoScales = true };

    public ChartSpec ByChannel() => Bars("Chart_ByChannel", numbers.Slices.Channels.OrderByDescending(c => c.Now.Value(Shared) ?? -1).Select(c => (NameOf(c), c.Now, (PeriodNumbers?)c.Before)), Shared);

    /// <summary>Null where one network has it all.</summary>
    public ChartSpec? ByNetwork()
    {
        var parts = numbers.Slices.Networks.Where(n => n.Now.Value(Shared) > 0).OrderByDescending(n => n.Now.Value(Shared)).ToList();
        return parts.Count < 2 ? null : new(ChartKind.Donut, [.. parts.Select(n => NetworkName.Of(n.Key))], [new(texts.Name(Shared), [.. parts.Select(n => Value(Shared, n.Now))])], texts["Chart_ByNetwork", texts.Name(Shared), period])
        {
            Format = FigureText.Chart(Shared).Format,
        };
    }

    /// <summary>Null where one channel has it all.</summary>
    public ChartSpec? ShareByChannel()
    {
        var parts = numbers.Slices.Channels.Where(c => c.Now.Value(Shared) > 0).OrderByDescending(c => c.Now.Value(Shared)).ToList();
        if (parts.Count < 2)
            return null;
        // a part of its own for each as far as there are colours; the small ones are one
        var (shown, rest) = parts.Count > MostParts ? (parts[..(MostParts - 1)], parts[(MostParts - 1)..]) : (parts, []);
        List<(string Name, double? Value)> shares = [.. shown.Select(c => (NameOf(c), Value(Shared, c.Now)))];
        if (rest.Count > 0)
            shares.Add((texts["Chart_Others"], rest.Sum(c => Value(Shared, c.Now))));
        return new(ChartKind.Donut, [.. shares.Select(s => s.Name)], [new(texts.Name(Shared), [.. shares.Select(s => s.Value)])], texts["Chart_ByChannel", texts.Name(Shared), period]) { Format = FigureText.Chart(Shared).Format };
    }

    public ChartSpec ByType() => Bars("Chart_ByType", numbers.Slices.Types.Select(t => (texts[$"Type_{t.Key}"].Value, t.Now, t.Before)), Shared);

    public ChartSpec ByTopic() => Bars("Chart_ByTopic", numbers.Slices.Topics.Select(t => (t.Key is null ? texts["Topic_None"].Value : t.Name, t.Now, t.Before)), Shared);

    public ChartSpec Hours()
    {
        var cells = numbers.Hours.Cells.ToDictionary(c => (c.Weekday, c.Hour), c => Value(Figure.EngagementRate, c.Numbers));
        var weekdays = Enumerable.Range(0, 7).Select(n => (DayOfWeek)(((int)culture.DateTimeFormat.FirstDayOfWeek + n) % 7));
        return new(
            ChartKind.HeatMap, [.. Enumerable.Range(0, 24).Select(hour => hour.ToString("00", culture))],
            [.. weekdays.Select(day => new ChartSeries(DayName(day), [.. Enumerable.Range(0, 24).Select(hour => cells.GetValueOrDefault((day, hour)))]))], texts["Chart_Hours", period])
        {
            Format = FigureText.Chart(Figure.EngagementRate).Format, Note = texts["Chart_HoursNote", numbers.ZoneId],
        };
    }

    /// <summary>"Tuesday, 18:00: 6.1 %, 5 posts", the best first; empty where no hour says anything yet.</summary>
    public IReadOnlyList<string> BestHours() =>
    [
        .. numbers.Hours.Best.Select(best => texts.Plural(
            "Best_Hour", best.Numbers.Posts, DayName(best.Weekday), new TimeOnly(best.Hour, 0).ToString("HH:mm", culture), texts.Of(Figure.EngagementRate, best.Numbers.Value(Figure.EngagementRate)!.Value)).Value),
    ];

    // one name on several networks is usual
    private string NameOf(ChannelSlice channel) => numbers.Slices.Channels.Count(c => c.Name == channel.Name) > 1 ? $"{NetworkName.Of(channel.Platform)} · {channel.Name}" : channel.Name;

    private List<string> Days => [.. numbers.Days.Select(d => d.Day.ToString(numbers.Period.Days > 365 ? "d MMM yy" : "d MMM", culture))];

    private ChartSpec Bars(string title, IEnumerable<(string Name, PeriodNumbers Now, PeriodNumbers? Before)> parts, Figure figure)
    {
        var shown = parts.Where(p => p.Now.Value(figure) is not null || p.Before?.Value(figure) is not null).Take(MostBars).ToList();
        List<ChartSeries> series = [new(texts.Name(figure), [.. shown.Select(p => Value(figure, p.Now))])];
        if (shown.Any(p => p.Before?.Value(figure) is not null))
            series.Add(new(texts["Chart_Before"], [.. shown.Select(p => p.Before is { } before ? Value(figure, before) : null)]) { IsComparison = true });
        return new(ChartKind.Bar, [.. shown.Select(p => p.Name)], series, texts[title, texts.Name(figure), period]) { Format = FigureText.Chart(figure).Format };
    }

    private static ChartSeries Line(Figure figure, IEnumerable<DayNumbers> days, string name) => new(name, [.. days.Select(d => Value(figure, d.Numbers))]);

    private static double? Value(Figure figure, PeriodNumbers of) => of.Value(figure) * FigureText.Chart(figure).Times;

    private string DayName(DayOfWeek day) => culture.TextInfo.ToTitleCase(culture.DateTimeFormat.GetDayName(day));
}
