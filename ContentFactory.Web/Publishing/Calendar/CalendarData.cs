using ContentFactory.Domain.Channels;
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
    public string Tint(CalendarItem item) => At.Colour is CalendarColour.Status
        ? Ui.StatusTones.Of(PublicationWords.Of(item.State)).ToString().ToLowerInvariant()
        : TintOf(Palette.PlaceOf(ChannelOf(item)));

    /// <summary>What each colour stands for; nothing where the states say it by themselves.</summary>
    public IReadOnlyList<(string Tint, string Name)> Legend => [.. Palette.Names.Select((name, place) => (TintOf(place), name))];

    private CalendarPalette Palette => new(At.Colour, Channels);

    private static string TintOf(int place) => $"tint-{place % CalendarPalette.Size + 1}";
}

/// <summary>Which colour each company or network has, on the page and on paper: in an order of their own, so that a filter changes no colour.</summary>
public sealed record CalendarPalette(CalendarColour Colour, IReadOnlyList<CalendarChannel> Channels)
{
    public const int Size = 9;

    /// <summary>What the places stand for; empty where a state says it by itself.</summary>
    public IReadOnlyList<string> Names => Colour switch
    {
        CalendarColour.Status => [],
        CalendarColour.Company => [.. CompanyIds.Select(id => Channels.First(c => c.CompanyId == id).Company)],
        CalendarColour.Network => [.. Networks.Select(Ui.NetworkName.Of)],
    };

    /// <summary>A place in <see cref="Names"/>; the first for a channel that nobody knows any more.</summary>
    public int PlaceOf(CalendarChannel? channel) => Math.Max(0, Colour switch
    {
        CalendarColour.Status => 0,
        CalendarColour.Company => CompanyIds.IndexOf(channel?.CompanyId ?? Guid.Empty),
        CalendarColour.Network => Networks.IndexOf(channel?.Platform ?? ""),
    });

    private List<Guid> CompanyIds => [.. Channels.Select(c => c.CompanyId).Distinct().Order()];

    private List<string> Networks => [.. Channels.Select(c => c.Platform).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>A channel to narrow the calendar by, and to plan for.</summary>
public sealed record CalendarChannel(Guid Id, string Name, string Platform, bool Sandbox, Guid CompanyId, string Company, bool MayPublish)
{
    public static CalendarChannel Of(ChannelRow row) =>
        new(row.Id, row.DisplayName, row.Platform, row.Sandbox, row.CompanyId, row.Company, row.Status is ChannelStatus.Active or ChannelStatus.WarmingUp);
}
