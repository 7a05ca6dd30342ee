using System.Collections.Frozen;
using System.Globalization;

namespace ContentFactory.Web.Ui;

/// <summary>Amounts with their currency, written as readers of the culture expect; the currency is ISO 4217.</summary>
public static class MoneyText
{
    private static readonly FrozenDictionary<string, (string Symbol, int Digits)> Known = new Dictionary<string, (string, int)>
    {
        ["USD"] = ("$", 2), ["EUR"] = ("€", 2), ["RUB"] = ("₽", 2), ["GBP"] = ("£", 2), ["JPY"] = ("¥", 0), ["KZT"] = ("₸", 2), ["KRW"] = ("₩", 0),
    }.ToFrozenDictionary();

    /// <summary>"$1,234.50" in English, "1 234,50 $" in Russian; a currency without a common sign keeps its code.</summary>
    public static string Of(decimal amount, string currency, CultureInfo? culture = null)
    {
        var format = (NumberFormatInfo)(culture ?? CultureInfo.CurrentCulture).NumberFormat.Clone();
        (format.CurrencySymbol, format.CurrencyDecimalDigits) = Known.TryGetValue(currency, out var known) ? known : (currency, 2);
        if (Known.ContainsKey(currency) || format.CurrencyPositivePattern is 2 or 3)
            return amount.ToString("C", format);
        format.CurrencyPositivePattern = 2;
        format.CurrencyNegativePattern = 12;
        return amount.ToString("C", format);
    }
}
