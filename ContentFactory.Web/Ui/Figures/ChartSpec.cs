namespace ContentFactory.Web.Ui;

public enum ChartKind { Line, Bar, Area, Donut, Mixed }

/// <summary>One row of numbers, one for each label; null is a gap. <paramref name="Kind"/> counts in a mixed chart only.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values, ChartKind Kind = ChartKind.Line);

/// <summary>A chart as data. A donut shows the first series; <paramref name="Unit"/> is written behind each number.</summary>
public sealed record ChartSpec(ChartKind Kind, IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series, string Title, string? Unit = null);
