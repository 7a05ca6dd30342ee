using ContentFactory.Domain.Publishing;

namespace ContentFactory.Web.Publishing.Planning;

/// <summary>A repetition as it is being typed.</summary>
public sealed class RepeatDraft
{
    public bool ByWeekdays { get; set; }
    public int EveryDays { get; set; } = 7;
    public HashSet<DayOfWeek> On { get; } = [];
    public DateOnly? Until { get; set; }
    public int? Count { get; set; }

    public Repetition Rule(DateOnly start, TimeOnly time, string zoneId) => new(start, time, zoneId, ByWeekdays ? 7 : EveryDays, ByWeekdays ? [.. On] : [], Until, Count);

    public void Choose(DayOfWeek day, bool wanted)
    {
        if (wanted)
            On.Add(day);
        else
            On.Remove(day);
    }
}
