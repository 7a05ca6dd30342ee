using System.Globalization;
using ContentFactory.Domain.Access;

namespace ContentFactory.Web.Access;

/// <summary>The money a new workspace starts with: that of the browser's country, else of its language. The owner may change it.</summary>
internal static class HomeCurrency
{
    public static string Of(HttpRequest request)
    {
        foreach (var accepted in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1))
            if (OfCountry(accepted.Value.ToString()) is { } currency)
                return currency;
        return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "ru" ? "RUB" : "USD";
    }

    private static string? OfCountry(string language)
    {
        if (!language.Contains('-', StringComparison.Ordinal))
            return null;
        try
        {
            var currency = new RegionInfo(language).ISOCurrencySymbol;
            return TenantProfile.Currencies.Contains(currency) ? currency : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
