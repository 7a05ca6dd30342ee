using System.Globalization;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Ui;

/// <summary>Chooses the form of a counted word. Whole numbers only: Russian fractions never meet a counted word here.</summary>
public static class Plural
{
    /// <summary>"one", "few", "many" or "other": the ending of the text key for this number.</summary>
    public static string Key(long n, CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "ru" ? Russian(Math.Abs(n % 100)) : n is 1 or -1 ? "one" : "other";

    private static string Russian(long lastTwo) => (lastTwo, lastTwo % 10) switch
    {
        (>= 11 and <= 14, _) => "many",
        (_, 1) => "one",
        (_, >= 2 and <= 4) => "few",
        _ => "many",
    };
}

public static class PluralTexts
{
    /// <summary>The text key_one, key_few, key_many or key_other; {0} is the number, further arguments follow.</summary>
    public static LocalizedString Plural<T>(this IStringLocalizer<T> texts, string key, long n, params object[] more) =>
        texts[$"{key}_{Ui.Plural.Key(n, CultureInfo.CurrentUICulture)}", [n, .. more]];
}
