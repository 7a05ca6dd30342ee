using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Publishing.Feeds;

/// <summary>Publications as a calendar of other programs. All times are instants in UTC: a zone that the reader's program knows otherwise moves nothing.</summary>
internal sealed class PublicationCalendar(PublicAddress site, IStringLocalizer<Texts> texts, IStringLocalizer<Ui.Texts> words)
{
    public const string ContentType = "text/calendar; charset=utf-8";

    private const string Length = "PT15M";

    public string Write(Entrance door, IReadOnlyList<CalendarEvent> events)
    {
        var file = new IcsText().Line("BEGIN", "VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "-//ContentFactory//Calendar//EN").Line("CALSCALE", "GREGORIAN").Line("METHOD", "PUBLISH")
            .Text("X-WR-CALNAME", $"{door.Name} · {texts["Calendar_Title"]}").Line("X-WR-TIMEZONE", door.ZoneId).Line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H").Line("X-PUBLISHED-TTL", "PT1H");
        foreach (var one in events)
            Add(file, door, one);
        return file.Line("END", "VCALENDAR").ToString();
    }

    private void Add(IcsText file, Entrance door, CalendarEvent one)
    {
        var title = one.Title is "" ? texts["Untitled"].Value : one.Title;
        file.Line("BEGIN", "VEVENT").Line("UID", $"{one.Id}@{site.Root.Host}").Moment("DTSTAMP", one.UpdatedAt).Moment("DTSTART", one.At).Line("DURATION", Length)
            .Moment("CREATED", one.CreatedAt).Moment("LAST-MODIFIED", one.UpdatedAt)
            // rises with each change, without a number of its own to keep
            .Line("SEQUENCE", ((long)(one.UpdatedAt - one.CreatedAt).TotalSeconds).ToString(CultureInfo.InvariantCulture))
            .Text("SUMMARY", title).Text("LOCATION", $"{NetworkName.Of(one.Platform)}: {one.Channel}").Text("DESCRIPTION", words[$"Status_{PublicationWords.Of(one.State)}"].Value)
            .Line("URL", site.Link($"/t/{Uri.EscapeDataString(door.Slug)}/publications/{one.Id}")).Line("STATUS", StatusOf(one.State)).Line("TRANSP", "TRANSPARENT").Line("END", "VEVENT");
    }

    private static string StatusOf(PublicationState state) => state switch
    {
        PublicationState.Cancelled or PublicationState.Deleted or PublicationState.RemovedByPlatform => "CANCELLED",
        PublicationState.Held or PublicationState.Unknown or PublicationState.Failed => "TENTATIVE",
        _ => "CONFIRMED",
    };
}
