using ContentFactory.Domain.Trends;

namespace ContentFactory.Web.Trends.Sources;

/// <summary>A source as it is being typed. A new one is looked at before it can be added.</summary>
public sealed class SourceDraft
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; init; }

    public string Address { get; set; } = "";
    public string Name { get; set; } = "";
    public Guid? TopicId { get; set; }
    public int Interval { get; set; } = 60;
    public double Weight { get; set; } = 1;

    /// <summary>What answered at the address as it stands now.</summary>
    public FoundFeed? Found => found is not null && foundAt == Address ? found : null;

    /// <summary>It has no address and is not read.</summary>
    public bool IsByHand { get; private init; }

    /// <summary>The rest of the form makes sense.</summary>
    public bool IsKnown => Id is not null || Found is not null;

    private FoundFeed? found;
    private string? foundAt;

    public static SourceDraft Of(SourceRow source) =>
        new() { Id = source.Id, Address = source.Address, Name = source.Name, TopicId = source.TopicId, Interval = source.IntervalMinutes, Weight = source.Weight, IsByHand = !source.IsFetched };

    public void Take(FoundFeed feed) => (found, foundAt, Name) = (feed, Address, feed.Title);

    public SourceEntry Entry() => new(Address, Name, TopicId, Interval, Weight);
}
