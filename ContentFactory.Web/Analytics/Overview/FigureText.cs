using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Web.Ai;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Overview;

/// <summary>Figures as readers of the culture write them.</summary>
internal static class FigureText
{
    private const double Million = 1_000_000;

    public static string Of(this IStringLocalizer<Texts> texts, Figure figure, double value) => FigureBook.Of(figure).Unit switch
    {
        FigureUnit.Count => value.ToString("N0", CultureInfo.CurrentCulture),
        FigureUnit.Change => Signed(value),
        FigureUnit.Percent => Share(value / 100),
        FigureUnit.Seconds => value < 60 ? texts["Unit_Seconds", value.ToString("N1", CultureInfo.CurrentCulture)] : TimeSpan.FromSeconds(value).ToString(value < 3600 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture),
        FigureUnit.Hours => texts["Unit_Hours", value.ToString(value < 10 ? "N1" : "N0", CultureInfo.CurrentCulture)],
        FigureUnit.Dollars => CostText.Of((decimal)value),
    };

    /// <summary>For places where seven digits do not fit: "12.3 million".</summary>
    public static string Short(this IStringLocalizer<Texts> texts, Figure figure, double value) =>
        FigureBook.Of(figure).Unit is FigureUnit.Count && value >= 10 * Million ? texts["Unit_Millions", (value / Million).ToString("N1", CultureInfo.CurrentCulture)] : texts.Of(figure, value);

    public static string Name(this IStringLocalizer<Texts> texts, Figure figure) => texts[$"Figure_{figure}"];

    public static string Meaning(this IStringLocalizer<Texts> texts, Figure figure) => texts[$"Meaning_{figure}"];

    /// <summary>The name with its unit, where the values stand without one.</summary>
    public static string Heading(this IStringLocalizer<Texts> texts, Figure figure) => FigureBook.Of(figure).Unit switch
    {
        FigureUnit.Count or FigureUnit.Change => texts.Name(figure),
        var unit => $"{texts.Name(figure)}, {texts[$"Sign_{unit}"]}",
    };

    /// <summary>As files keep it: a number, whole or with what distinguishes it.</summary>
    public static decimal? ForFile(double? value) => value is { } known ? Math.Round((decimal)known, 4) : null;

    /// <summary>"of impressions", or what else engagement was measured against.</summary>
    public static string Against(this IStringLocalizer<Texts> texts, SeenBy seen) => texts[seen switch
    {
        SeenBy.Impressions => "Seen_Impressions",
        SeenBy.Reach => "Seen_Reach",
        SeenBy.Views => "Seen_Views",
        _ => "Seen_Mixed",
    }];

    /// <summary>How charts write a figure, and what its values are multiplied by for it.</summary>
    public static (ChartFormat Format, double Times) Chart(Figure figure) => FigureBook.Of(figure).Unit switch
    {
        FigureUnit.Percent => (ChartFormat.Percent(), 0.01),
        FigureUnit.Seconds => (ChartFormat.Seconds, 1),
        FigureUnit.Hours => (ChartFormat.Decimals(1), 1),
        FigureUnit.Dollars => (ChartFormat.Money("USD"), 1),
        FigureUnit.Count or FigureUnit.Change => (ChartFormat.Decimals(0), 1),
    };

    private static string Share(double share) => share.ToString(share is > 0 and < 0.01 ? "P2" : "P1", CultureInfo.CurrentCulture);

    private static string Signed(double value) => (value > 0 ? "+" : "") + value.ToString("N0", CultureInfo.CurrentCulture);
}
