using System.Globalization;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Publishing.Evergreen;

/// <summary>What pages say of slots, and of dates that stay empty.</summary>
internal static class EvergreenWords
{
    /// <summary>"Mon, Wed, Fri" in the order of the reader's week; one word for all of them.</summary>
    public static string Days(IReadOnlyList<DayOfWeek> on, IStringLocalizer<Texts> texts)
    {
        var names = CultureInfo.CurrentCulture.DateTimeFormat;
        return on.Count == 7 ? texts["Evergreen_EveryDay"] : string.Join(", ", on.OrderBy(d => ((int)d - (int)names.FirstDayOfWeek + 7) % 7).Select(names.GetAbbreviatedDayName));
    }

    public static string Pass(EvergreenTime time, string zoneId, IStringLocalizer<Texts> texts) => time.Pass switch
    {
        PassReason.Resting when time.FreeAt is { } free => texts.Plural("Pass_Resting", time.Resting, ZonedText.Short(free, zoneId)),
        PassReason.Resting or PassReason.Empty => texts["Pass_Empty"],
        PassReason.Channel => texts["Pass_Channel", time.ChannelName],
        PassReason.Month => texts["Pass_Month"],
        PassReason.Day => texts["Pass_Day", time.ChannelName],
        PassReason.Company => texts["Pass_Company"],
        PassReason.Gap => texts["Pass_Gap"],
        null => "",
    };

    public static string Titled(string? title, string start) => !string.IsNullOrWhiteSpace(title) ? title : start.Length > 0 ? start : "…";
}
