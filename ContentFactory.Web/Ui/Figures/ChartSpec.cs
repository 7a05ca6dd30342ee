namespace ContentFactory.Web.Ui;

/// <summary>
/// How a <see cref="ChartSpec"/> is drawn. Line to Mixed are drawn by script once the circuit is up; HeatMap, Funnel and Sparkline stand in the page itself.
/// </summary>
public enum ChartKind
{
    Line,
    Bar,
    Area,

    /// <summary>Shares of a whole: the labels are the parts, the first series their sizes.</summary>
    Donut,

    /// <summary>Each series as its own <see cref="ChartSeries.Kind"/> says.</summary>
    Mixed,

    /// <summary>Series are the rows, labels the columns, one number for each cell; null is "no data" and never looks like zero.</summary>
    HeatMap,

    /// <summary>Labels are the steps, the first series counts who reached them; shares of the first step and of the step before are worked out.</summary>
    Funnel,

    /// <summary>The course of the first series in a line of text's height, for small places.</summary>
    Sparkline,
}

/// <summary>One row of numbers, one for each label; null is a gap. <paramref name="Kind"/> counts in a mixed chart only.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values, ChartKind Kind = ChartKind.Line)
{
    /// <summary>
    /// Place in the palette, 1 to 8 (<c>--chart-1</c> and so on), so that one thing has one colour on every chart of a page; null takes the next place.
    /// </summary>
    public int? Colour { get; init; }

    /// <summary>
    /// The same numbers of another time ("period before"): drawn dashed and pale, in the colour of the series above it. A funnel shows the first
    /// one as a thin bar; donut, heat map and stacked areas keep it in the table and the file alone.
    /// </summary>
    public bool IsComparison { get; init; }

    public bool Equals(ChartSeries? other) =>
        other is not null && (Name, Kind, Colour, IsComparison) == (other.Name, other.Kind, other.Colour, other.IsComparison) && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Name, Kind, Values.Count);
}

/// <summary>
/// A chart as data: the picture, the table below it and the files are made of this alone. Give a new one when the numbers change; the drawing follows.
/// A chart without any number shows a sentence.
/// </summary>
/// <param name="Labels">One for each place on the axis, ready to read: "12 Mar", "Tuesday". Long rows of them are thinned out, in tips they are whole.</param>
/// <param name="Series">Shorter rows of values end with gaps.</param>
/// <param name="Title">Also the name of the files.</param>
/// <param name="Unit">Written behind each number; not beside a <see cref="Format"/> that has a sign of its own.</param>
public sealed record ChartSpec(ChartKind Kind, IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series, string Title, string? Unit = null)
{
    /// <summary>How the numbers are written on the axis, in tips and in the table; null writes up to two decimals.</summary>
    public ChartFormat? Format { get; init; }

    /// <summary>A sentence below the title: which period, how old the numbers are.</summary>
    public string? Note { get; init; }

    /// <summary>Bars or areas stand on each other; the series are parts of a whole.</summary>
    public bool Stacked { get; init; }

    /// <summary>A mixed chart's bars count something else than its lines, and have the scale on the left for themselves.</summary>
    public bool TwoScales { get; init; }

    /// <summary>The same words and numbers: what is read again and has not changed is not drawn again.</summary>
    public bool Equals(ChartSpec? other) =>
        other is not null && (Kind, Title, Unit, Format, Note, Stacked, TwoScales) == (other.Kind, other.Title, other.Unit, other.Format, other.Note, other.Stacked, other.TwoScales)
        && Labels.SequenceEqual(other.Labels) && Series.SequenceEqual(other.Series);

    public override int GetHashCode() => HashCode.Combine(Kind, Title, Labels.Count, Series.Count);
}
