using System.Globalization;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Publishing.Planning;

/// <summary>A repetition in words: "Every 3 days at 10:00 (Europe/Moscow), until 1 March 2027".</summary>
internal static class RepeatWords
{
    public static string Of(PublicationRepeats repeats, IStringLocalizer<Texts> texts)
    {
        var (rule, culture) = (repeats.Rule, CultureInfo.CurrentCulture);
        var time = rule.Time.ToString("HH:mm", culture);
        var words = rule.On.Count == 0
            ? (rule.EveryDays == 1 ? texts["Repeats_Daily", time] : texts.Plural("Repeats_Days", rule.EveryDays, time)).Value
            : texts["Repeats_Weekdays", string.Join(", ", rule.On.OrderBy(d => ((int)d + 6) % 7).Select(culture.DateTimeFormat.GetAbbreviatedDayName)), time].Value;
        var zoned = $"{words} ({rule.ZoneId})";
        var ending = rule.Until is { } until ? texts["Repeats_Until", zoned, until.ToString("d MMMM yyyy", culture)].Value : zoned;
        return rule.Count is { } count ? texts.Plural("Repeats_Count", count, ending) : ending;
    }
}
