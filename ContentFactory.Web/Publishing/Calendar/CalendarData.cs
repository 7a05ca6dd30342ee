using ContentFactory.Domain.Publishing;

namespace ContentFactory.Web.Publishing.Calendar;

/// <summary>What the page shows of the days of its address.</summary>
/// <param name="Channels">All of the tenant: cards name theirs by its id.</param>
/// <param name="Free">Empty for those who may not plan. A month knows how many there are, other views know of which channels.</param>
public sealed record CalendarData(
    CalendarAddress At, string ZoneId, IReadOnlyList<CalendarDay> Days, IReadOnlyList<CalendarChannel> Channels, IReadOnlyList<FreeTime> Free, CalendarTray? Tray, PublishingStop Stop)
{
    public CalendarDay Chosen => Days.FirstOrDefault(d => d.Date == At.Date) ?? new(At.Date, 0, []);

    public CalendarItem? Find(Guid id) => Days.SelectMany(d => d.Items).FirstOrDefault(i => i.Id == id);

    public CalendarChannel? ChannelOf(CalendarItem item) => Channels.FirstOrDefault(c => c.Id == item.ChannelId);

    /// <summary>The place of a card's colour in the palette, or the tone of its state.</summary>
    public string Tint(CalendarItem item) => At.Colour switch
    {
        CalendarColour.Status => Ui.StatusTones.Of(PublicationWords.Of(item.State)).ToString().ToLowerInvariant(),
        CalendarColour.Company => TintOf(CompanyIds.IndexOf(ChannelOf(item)?.CompanyId ?? Guid.Empty)),
        CalendarColour.Network => TintOf(Networks.IndexOf(ChannelOf(item)?.Platform ?? "")),
    };

    /// <summary>What each colour stands for; nothing where the states say it by themselves.</summary>
    public IReadOnlyList<(string Tint, string Name)> Legend => At.Colour switch
    {
        CalendarColour.Status => [],
        CalendarColour.Company => [.. CompanyIds.Select((id, i) => (TintOf(i), Channels.First(c => c.CompanyId == id).Company))],
        CalendarColour.Network => [.. Networks.Select((network, i) => (TintOf(i), Ui.NetworkName.Of(network)))],
    };

    // in an order of their own, so that a filter changes no colour
    private List<Guid> CompanyIds => [.. Channels.Select(c => c.CompanyId).Distinct().Order()];

    private List<string> Networks => [.. Channels.Select(c => c.Platform).Distinct().Order(StringComparer.Ordinal)];

    private static string TintOf(int place) => $"tint-{(place < 0 ? 0 : place % 9) + 1}";
}

/// <summary>A channel to narrow the calendar by, and to plan for.</summary>
public sealed record CalendarChannel(Guid Id, string Name, string Platform, bool Sandbox, Guid CompanyId, string Company, bool MayPublish);
