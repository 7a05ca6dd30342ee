using ContentFactory.Domain;
using ContentFactory.Domain.Printing;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Publishing.Calendar;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Publishing.Printing;

/// <summary>A publication in the words and colours of its paper.</summary>
/// <param name="Day">By the clock of the tenant's zone, as <paramref name="Time"/> is.</param>
/// <param name="Bar">What the calendar's colours were chosen to say.</param>
internal sealed record PrintedPublication(DateOnly Day, string Time, string Title, string Channel, string Network, string Status, PrintColour Tone, PrintColour Bar)
{
    public static PrintedPublication Of(CalendarEvent one, string zoneId, CalendarPalette palette, IStringLocalizer<Texts> texts, IStringLocalizer<Ui.Texts> words)
    {
        var word = PublicationWords.Of(one.State);
        var tone = ToneOf(StatusTones.Of(word));
        var bar = palette.Colour is CalendarColour.Status ? tone : PrintColour.Tints[palette.PlaceOf(palette.Channels.FirstOrDefault(c => c.Id == one.ChannelId)) % CalendarPalette.Size];
        return new(
            LocalDay.At(one.At, zoneId), CalendarWords.Clock(PlannedTime.Of(one.At, zoneId).Time), one.Title is "" ? texts["Untitled"] : one.Title, one.Channel, NetworkName.Of(one.Platform),
            words[$"Status_{word}"], tone, bar);
    }

    private static PrintColour ToneOf(StatusTone tone) => tone switch
    {
        StatusTone.Good => PrintColour.Good,
        StatusTone.Info => PrintColour.Info,
        StatusTone.Warn => PrintColour.Warn,
        StatusTone.Bad => PrintColour.Bad,
        StatusTone.Plain => PrintColour.Faint,
    };
}
