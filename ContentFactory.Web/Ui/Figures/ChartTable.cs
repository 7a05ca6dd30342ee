using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Ui;

/// <summary>The numbers of a chart in rows and columns: what the table below it shows, what its file holds, and what its tips are read from.</summary>
public sealed record ChartTable(IReadOnlyList<string> Labels, IReadOnlyList<ChartTable.Column> Columns)
{
    /// <param name="Values">As many as there are labels.</param>
    public sealed record Column(string Name, IReadOnlyList<double?> Values, ChartText Words);

    /// <summary>False where there is nothing to draw; parts that are all zero make no whole.</summary>
    public bool HasNumbers(ChartKind kind) =>
        kind is ChartKind.Donut ? Columns is [var parts, ..] && parts.Values.Any(value => value > 0) : Columns.Any(column => column.Values.Any(value => value is not null));

    public static ChartTable Of(ChartSpec spec, IStringLocalizer<Texts> texts)
    {
        var (words, shares) = (new ChartText(texts, spec.Format, spec.Unit), new ChartText(texts, ChartFormat.Percent(), null));
        var columns = spec.Series.Select(series => new Column(series.Name, Padded(series, spec.Labels.Count), words)).ToList();
        if (columns.FirstOrDefault() is { } first)
            columns.AddRange(Shares(spec.Kind, first.Values).Select(share => new Column(texts[share.Key], share.Values, shares)));
        return new(spec.Labels, columns);
    }

    /// <summary>What a funnel and a donut say beside their counts.</summary>
    private static IEnumerable<(string Key, IReadOnlyList<double?> Values)> Shares(ChartKind kind, IReadOnlyList<double?> counts)
    {
        if (kind is ChartKind.Donut)
        {
            var whole = counts.Sum(count => Math.Max(0, count ?? 0));
            yield return ("Chart_Share", [.. counts.Select(count => Share(count, whole))]);
        }
        if (kind is not ChartKind.Funnel)
            yield break;
        yield return ("Chart_OfFirst", [.. counts.Select(count => Share(count, counts[0]))]);
        yield return ("Chart_OfBefore", [.. counts.Select((count, step) => step == 0 ? null : Share(count, counts[step - 1]))]);
    }

    private static double? Share(double? part, double? whole) => part is { } some && whole is > 0 and var all ? some / all : null;

    // a number that is none (a division by zero) is a gap like any other
    private static double?[] Padded(ChartSeries series, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i < series.Values.Count && series.Values[i] is { } value && double.IsFinite(value) ? value : (double?)null)];
}
