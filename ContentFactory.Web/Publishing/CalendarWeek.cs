using ContentFactory.Domain.Publishing;

namespace ContentFactory.Web.Publishing;

/// <summary>A week from Monday, with the tenant's planned local days.</summary>
public sealed record CalendarWeek(DateOnly First, IReadOnlyList<PublicationCard> Cards)
{
    public IReadOnlyList<PublicationCard> Of(DateOnly day) => [.. Cards.Where(c => c.Date == day)];
}
