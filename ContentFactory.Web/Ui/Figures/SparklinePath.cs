using System.Globalization;

namespace ContentFactory.Web.Ui;

/// <summary>The points of a sparkline in a box of 100 by 28, one list for each stretch without a gap.</summary>
public static class SparklinePath
{
    private const double Width = 100, Top = 3, Bottom = 25;

    public static IReadOnlyList<string> Of(IReadOnlyList<double?> values)
    {
        var known = values.OfType<double>().ToList();
        if (known.Count == 0)
            return [];
        var (low, high) = (known.Min(), known.Max());
        var lines = new List<List<string>> { new() };
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
                lines[^1].Add(Point(i, values.Count, value, low, high));
            else if (lines[^1].Count > 0)
                lines.Add([]);
        }
        return [.. lines.Where(line => line.Count > 0).Select(line => string.Join(' ', line.Count == 1 ? [line[0], line[0]] : line))];
    }

    private static string Point(int index, int count, double value, double low, double high)
    {
        var x = count == 1 ? Width / 2 : Width * index / (count - 1);
        var y = high > low ? Bottom - ((Bottom - Top) * (value - low) / (high - low)) : (Top + Bottom) / 2;
        return string.Create(CultureInfo.InvariantCulture, $"{x:0.##},{y:0.##}");
    }
}
