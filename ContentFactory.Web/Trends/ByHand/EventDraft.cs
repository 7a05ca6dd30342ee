using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.ByHand;

namespace ContentFactory.Web.Trends.ByHand;

/// <summary>An event as it is being typed.</summary>
public sealed class EventDraft
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; init; }

    public string Name { get; set; } = "";
    public DateOnly? Date { get; set; }
    public bool Yearly { get; set; } = true;
    public int DaysAhead { get; set; } = 14;
    public string Note { get; set; } = "";
    public Guid? TopicId { get; set; }

    public static EventDraft Of(SourceRow source, EventPlan plan) => new()
    {
        Id = source.Id, Name = source.Name, Date = plan.Date, Yearly = plan.Yearly, DaysAhead = plan.DaysAhead, Note = plan.Note, TopicId = source.TopicId,
    };

    // a day that is not chosen is refused as one that is over
    public EventEntry Entry() => new(Name, Date ?? DateOnly.MinValue, Yearly, DaysAhead, Note, TopicId);
}
