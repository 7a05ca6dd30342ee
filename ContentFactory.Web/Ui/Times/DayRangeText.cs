using System.Globalization;

namespace ContentFactory.Web.Ui;

/// <summary>A stretch of days as people write it, without what both ends share.</summary>
public static class DayRangeText
{
    /// <summary>"23–29 Nov 2026", "30 Nov – 6 Dec 2026", "28 Dec 2026 – 3 Jan 2027"; in Russian the month is written out.</summary>
    public static string Of(DateOnly first, DateOnly last, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentCulture;
        var month = culture.TwoLetterISOLanguageName == "ru" ? "MMMM" : "MMM";
        var end = last.ToString($"d {month} yyyy", culture);
        if (first == last)
            return end;
        if (first.Year != last.Year)
            return $"{first.ToString($"d {month} yyyy", culture)} – {end}";
        return first.Month == last.Month ? $"{first.Day}–{end}" : $"{first.ToString($"d {month}", culture)} – {end}";
    }
}
