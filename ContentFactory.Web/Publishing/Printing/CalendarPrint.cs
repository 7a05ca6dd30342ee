using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Printing;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Publishing.Calendar;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Publishing.Printing;

/// <summary>The calendar on paper: the days and filters of its address, in the reader's language.</summary>
internal sealed class CalendarPrint(
    CalendarQueries calendar, ChannelQueries channelList, CompanyQueries companies, TimeProvider clock, IStringLocalizer<Texts> texts, IStringLocalizer<Ui.Texts> words)
{
    public const string ContentType = "application/pdf";

    private const string Nobody = "—";

    /// <summary>"calendar-studio-2026-11-23-2026-11-29.pdf".</summary>
    public static string FileName(Entrance door, CalendarAddress at) =>
        $"calendar-{door.Slug}-{CalendarAddress.Iso(at.First)}{(at.First == at.Last ? "" : $"-{CalendarAddress.Iso(at.Last)}")}.pdf";

    /// <summary>The file. It holds the first <see cref="CalendarQueries.MostEvents"/> publications, and says so where there are more.</summary>
    public async Task<byte[]> WriteAsync(Entrance door, CalendarAddress at, CancellationToken ct)
    {
        var (start, end) = (LocalDay.Start(at.First, door.ZoneId), LocalDay.Start(at.Last.AddDays(1), door.ZoneId));
        var found = await calendar.EventsAsync(start, end, at.Filter, ct, CalendarQueries.MostEvents + 1);
        var channels = (await channelList.ListAsync(null, ct)).Select(CalendarChannel.Of).ToList();
        var palette = new CalendarPalette(at.Colour, channels);
        var printed = found.Take(CalendarQueries.MostEvents).Select(one => PrintedPublication.Of(one, door.ZoneId, palette, texts, words)).ToList();
        var frame = Frame(door, at, [.. await FiltersAsync(at, channels, ct)], printed.Count);
        using var pages = new PrintDocument(found.Count > printed.Count ? frame with { Facts = [.. frame.Facts, texts["Print_Cut", CalendarQueries.MostEvents]] } : frame, ct);
        pages.Break();
        Fill(pages, at, palette, printed);
        return pages.Save();
    }

    private void Fill(PrintDocument pages, CalendarAddress at, CalendarPalette palette, List<PrintedPublication> printed)
    {
        if (printed.Count == 0)
        {
            pages.Say(texts[at.IsFiltered ? "Calendar_NothingFound" : at.View is CalendarView.Month or CalendarView.List ? "Calendar_EmptyMonth" : "Calendar_EmptyDay"]);
            return;
        }
        if (palette.Names is { Count: > 0 } names)
            pages.Legend([.. names.Select((name, place) => (name, PrintColour.Tints[place % CalendarPalette.Size]))]);
        var list = printed;
        if (at.View is CalendarView.Month or CalendarView.Week)
        {
            var cut = new DayGrid(pages, texts).Write(at, printed.ToLookup(p => p.Day));
            if (cut.Count == 0)
                return;
            list = [.. printed.Where(p => cut.Contains(p.Day))];
            pages.Break();
            pages.Heading(texts["Print_InFull"]);
        }
        new PrintTable(pages, Columns()).Write(list.GroupBy(p => p.Day).Select(Group));
    }

    private PrintColumn[] Columns() =>
    [
        new(texts["Print_Time"], 0.5), new(texts["Calendar_Channel"], 1.5), new(texts["Print_Network"], 0.9), new(texts["Publications_Post"], 4), new(texts["Calendar_Status"], 1.1),
    ];

    private PrintGroup Group(IGrouping<DateOnly, PrintedPublication> day) =>
        new(CalendarWords.Capital(ZonedText.Day(day.Key)), texts.Plural("Calendar_Count", day.Count()), [.. day.Select(p => new PrintRow([new(p.Time, Strong: true), p.Channel, p.Network, p.Title, new(p.Status, p.Tone)], p.Bar))]);

    private PrintFrame Frame(Entrance door, CalendarAddress at, string[] filters, int count)
    {
        var now = clock.GetUtcNow();
        var noon = PlannedTime.At(at.Middle, new TimeOnly(12, 0), door.ZoneId).Instant;
        // the title of a week is its range already
        string[] range = at.View is CalendarView.Week ? [] : [DayRangeText.Of(at.First, at.Last)];
        return new(
            door.Name, $"{texts["Calendar_Title"]} · {CalendarWords.Title(at)}",
            [.. range, texts["Calendar_Zone", ZonedText.Zone(noon, door.ZoneId)], .. filters, texts.Plural("Calendar_Count", count)],
            words["Print_Made", $"{ZonedText.Moment(now, door.ZoneId)} ({ZonedText.Zone(now, door.ZoneId)})"], (page, of) => words["Print_Page", page, of], CultureInfo.CurrentUICulture.Name, now);
    }

    private async Task<List<string>> FiltersAsync(CalendarAddress at, List<CalendarChannel> channels, CancellationToken ct)
    {
        var said = new List<string>();
        if (at.Company is { } company)
            said.Add(texts["Print_Company", await companies.OneAsync(company, ct) is { Ok: true } found ? found.Value.Name : Nobody]);
        said.Add(at.Channel is null ? texts["Calendar_AllChannels"]
            : texts["Print_Channel", channels.FirstOrDefault(c => c.Id == at.Channel) is { } channel ? $"{channel.Name} ({NetworkName.Of(channel.Platform)})" : Nobody]);
        said.Add(at.Status is null ? texts["Filter_all"] : texts["Print_Status", texts[$"Filter_{at.Status}"]]);
        return said;
    }
}
