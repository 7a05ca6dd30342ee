using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Ui;

/// <summary>The colours of charts in tokens.css, as eyes of each kind see them (matrices of Machado, Oliveira and Fernandes 2009, distances in OKLab).</summary>
public sealed partial class ChartPaletteTests
{
    private const double LeastContrast = 3, LeastDistance = 0.08;

    private static readonly Dictionary<string, double[]> Eyes = new()
    {
        ["normal"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["without red"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["without green"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["without blue"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    [Theory]
    [InlineData("data-theme=\"light\"]", "#ffffff")]
    [InlineData("[data-theme=\"dark\"]", "#191a20")]
    [InlineData(":root[data-theme=\"system\"]", "#191a20")]
    public void Each_colour_stands_out_and_no_two_look_alike_to_any_eye(string theme, string surface)
    {
        var colours = Colours(theme);
        Assert.Equal(8, colours.Length);
        Findings.None(colours.Where(colour => Contrast(Light(colour), Light(surface)) < LeastContrast).Select(colour => $"{colour} does not stand out"));
        Findings.None(
            from eye in Eyes
            from one in colours
            from other in colours
            where string.CompareOrdinal(one, other) < 0 && Distance(Seen(one, eye.Value), Seen(other, eye.Value)) < LeastDistance
            select $"{one} and {other} look alike to eyes of kind {eye.Key}");
    }

    private static string[] Colours(string theme)
    {
        var tokens = File.ReadAllText(Path.Combine(SourceTree.Root, "wwwroot-assets/css/tokens.css"));
        var start = tokens.IndexOf(theme, StringComparison.Ordinal);
        return [.. Colour().Matches(tokens[start..tokens.IndexOf('}', start)]).Select(match => match.Groups[1].Value)];
    }

    private static double[] Light(string colour) => [.. new[] { 1, 3, 5 }.Select(at => Linear(int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0))];

    private static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

    private static double Contrast(double[] one, double[] other)
    {
        var (a, b) = (Luminance(one) + 0.05, Luminance(other) + 0.05);
        return Math.Max(a, b) / Math.Min(a, b);
    }

    private static double Luminance(double[] light) => (0.2126 * light[0]) + (0.7152 * light[1]) + (0.0722 * light[2]);

    private static double[] Seen(string colour, double[] eye) => OkLab(Times(eye, Light(colour)));

    private static double[] OkLab(double[] light) =>
        Times(
            [0.2104542553, 0.7936177850, -0.0040720468, 1.9779984951, -2.4285922050, 0.4505937099, 0.0259040371, 0.7827717662, -0.8086757660],
            [.. Times([0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376, 0.6299787005], light).Select(Math.Cbrt)]);

    private static double[] Times(double[] matrix, double[] vector) =>
        [.. Enumerable.Range(0, 3).Select(row => Enumerable.Range(0, 3).Sum(column => matrix[(row * 3) + column] * Math.Max(0, vector[column])))];

    private static double Distance(double[] one, double[] other) => Math.Sqrt(one.Zip(other, (a, b) => (a - b) * (a - b)).Sum());

    [GeneratedRegex("--chart-[1-8]: (#[0-9a-f]{6});")]
    private static partial Regex Colour();
}
