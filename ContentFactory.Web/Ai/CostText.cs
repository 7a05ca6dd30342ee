using System.Globalization;
using ContentFactory.Web.Ui;

namespace ContentFactory.Web.Ai;

/// <summary>What models cost: cents as money, less than that with the digits that tell it from nothing.</summary>
public static class CostText
{
    public static string Of(decimal usd)
    {
        if (usd == 0 || usd >= 0.1m)
            return MoneyText.Of(usd, "USD");
        var format = (NumberFormatInfo)CultureInfo.CurrentCulture.NumberFormat.Clone();
        (format.CurrencySymbol, format.CurrencyDecimalDigits) = ("$", usd >= 0.001m ? 4 : 6);
        return usd.ToString("C", format);
    }
}
