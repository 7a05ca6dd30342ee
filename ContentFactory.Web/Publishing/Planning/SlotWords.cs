using System.Globalization;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Publishing.Planning;

/// <summary>Why a time is proposed, in words.</summary>
internal static class SlotWords
{
    public static string Why(IStringLocalizer<Texts> texts, ProposedSlot slot)
    {
        var (why, hour) = (slot.Reason, slot.Planned.Time.ToString("HH:mm", CultureInfo.CurrentCulture));
        return why.Why switch
        {
            SlotWhy.Next => texts["Why_Next"],
            SlotWhy.TooFewMeasured => texts.Plural("Why_TooFew", why.Measured),
            SlotWhy.Weekday => texts[why.ByViews ? "Why_WeekdayViews" : "Why_Weekday", DayName(slot.Planned.Date.DayOfWeek), hour, why.Ratio, why.Posts, why.Measured],
            SlotWhy.Hour => texts[why.ByViews ? "Why_HourViews" : "Why_Hour", hour, why.Ratio, why.Posts, why.Measured],
            SlotWhy.Even => texts["Why_Even"],
        };
    }

    private static string DayName(DayOfWeek day) => CultureInfo.CurrentCulture.TextInfo.ToTitleCase(CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day));
}
