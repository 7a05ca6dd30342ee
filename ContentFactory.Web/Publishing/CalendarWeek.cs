using ContentFactory.Domain;
using ContentFactory.Domain.Publishing;

namespace ContentFactory.Web.Publishing;

/// <summary>A week from Monday as the tenant's zone counts days, with what a view of it can be narrowed by.</summary>
public sealed record CalendarWeek(DateOnly First, string ZoneId, IReadOnlyList<PublicationCard> Cards, IReadOnlyList<CalendarChannel> Channels, PublishingStop Stop)
{
    public DateOnly Last => First.AddDays(6);

    // not the local date that was planned: the tenant's zone may have changed since
    public IReadOnlyList<PublicationCard> Of(DateOnly day) => [.. Cards.Where(c => LocalDay.At(c.ScheduledAt, ZoneId) == day)];
}

/// <summary>A channel to narrow the calendar by.</summary>
public sealed record CalendarChannel(Guid Id, string Name, string Platform, bool Sandbox);
