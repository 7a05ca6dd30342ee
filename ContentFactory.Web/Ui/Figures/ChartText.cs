using System.Globalization;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Ui;

/// <summary>The numbers of a chart in words of the reader's culture: the same in tips, in the table and in the names of cells.</summary>
public sealed class ChartText(IStringLocalizer<Texts> texts, ChartFormat? format, string? unit)
{
    public const string None = "–";

    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>The name of a row of plain numbers with what they count, for a file.</summary>
    public string Heading(string name) => format switch
    {
        { Numbers: ChartNumbers.Money, Currency: { } currency } => $"{name} ({currency})",
        { Numbers: ChartNumbers.Seconds } => $"{name} (s)",
        { Numbers: ChartNumbers.Percent } => $"{name} (%)",
        _ => unit is null ? name : $"{name} ({unit})",
    };

    /// <summary>A plain number as <see cref="Heading"/> announces it.</summary>
    public double? Plain(double? value) => format is { Numbers: ChartNumbers.Percent } && value is { } share ? Math.Round(share * 100, 9) : value;

    /// <summary>How a scale that is drawn in the browser writes seconds, with {0} for the number.</summary>
    public string SecondsPattern => texts["Chart_Seconds", "{0}"];

    public string Of(double? value) => value is not { } number ? None : format switch
    {
        { Numbers: ChartNumbers.Percent } => number.ToString("P" + Places(1), Culture),
        { Numbers: ChartNumbers.Seconds } => Seconds(number),
        { Numbers: ChartNumbers.Money, Currency: { } currency } => Money(number, currency),
        { Places: not null } => WithUnit(number.ToString("N" + Places(0), Culture)),
        _ => WithUnit(number.ToString("#,0.##", Culture)),
    };

    private string Places(int usual) => (format?.Places ?? usual).ToString(CultureInfo.InvariantCulture);

    private string WithUnit(string number) => unit is null ? number : $"{number} {unit}";

    // beyond what a decimal holds nobody reads kopecks
    private static string Money(double amount, string currency) =>
        Math.Abs(amount) < 1e15 ? MoneyText.Of((decimal)amount, currency) : $"{amount.ToString("N0", Culture)} {currency}";

    private string Seconds(double seconds)
    {
        var length = Math.Abs(seconds);
        var sign = seconds < 0 ? Culture.NumberFormat.NegativeSign : "";
        if (Math.Round(length, 1) < 60)
            return texts["Chart_Seconds", sign + length.ToString("0.#", Culture)];
        var whole = (long)Math.Round(Math.Min(length, 1e12));
        var (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60);
        return sign + (hours > 0 ? $"{hours}:{minutes:00}:{rest:00}" : $"{minutes}:{rest:00}");
    }
}
