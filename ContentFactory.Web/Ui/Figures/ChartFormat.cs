namespace ContentFactory.Web.Ui;

public enum ChartNumbers { Plain, Percent, Seconds, Money }

/// <summary>How the numbers of a chart are written, in the reader's culture. Files keep the plain numbers.</summary>
public sealed record ChartFormat
{
    private ChartFormat(ChartNumbers numbers, int? decimals = null, string? currency = null) => (Numbers, Places, Currency) = (numbers, decimals, currency);

    public ChartNumbers Numbers { get; }

    /// <summary>How many decimals; null leaves it to the kind of number.</summary>
    public int? Places { get; }

    /// <summary>ISO 4217, of money only.</summary>
    public string? Currency { get; }

    /// <summary>Always this many decimals: 0 for counts, 1 for averages.</summary>
    public static ChartFormat Decimals(int places) => new(ChartNumbers.Plain, places);

    /// <summary>Values are shares: 0.042 is 4.2 %.</summary>
    public static ChartFormat Percent(int places = 1) => new(ChartNumbers.Percent, places);

    /// <summary>Values are seconds: "8.5 s", "1:05", "2:00:30".</summary>
    public static ChartFormat Seconds { get; } = new(ChartNumbers.Seconds);

    /// <summary>Values are amounts of one currency, ISO 4217.</summary>
    public static ChartFormat Money(string currency) => new(ChartNumbers.Money, currency: currency);
}
