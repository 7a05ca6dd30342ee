using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.ByHand;

namespace ContentFactory.Web.Trends.ByHand;

/// <summary>An idea as it is being typed.</summary>
public sealed class IdeaDraft
{
    public bool IsTiktok { get; set; }
    public string Title { get; set; } = "";
    public string Text { get; set; } = "";
    public string Address { get; set; } = "";
    public Guid? TopicId { get; set; }

    public SourceKind Kind => IsTiktok ? SourceKind.Tiktok : SourceKind.Manual;

    public IdeaEntry Entry() => new(Title, Text, Address, TopicId);
}
