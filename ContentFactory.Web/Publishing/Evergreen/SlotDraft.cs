using ContentFactory.Domain.Publishing;

namespace ContentFactory.Web.Publishing.Evergreen;

/// <summary>A slot as it is being typed.</summary>
public sealed class SlotDraft
{
    public Guid? ChannelId { get; set; }
    public HashSet<DayOfWeek> On { get; } = [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday];
    public TimeOnly? Time { get; set; } = new(10, 0);

    public EvergreenSlotEntry Entry() => new(ChannelId, On, Time);

    public void Choose(DayOfWeek day, bool wanted) => _ = wanted ? On.Add(day) : On.Remove(day);
}
