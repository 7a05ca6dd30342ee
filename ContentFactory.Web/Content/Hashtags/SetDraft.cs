using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Hashtags;

namespace ContentFactory.Web.Content.Hashtags;

/// <summary>A set of hashtags as it is being typed.</summary>
public sealed class SetDraft
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; init; }

    public string Name { get; set; } = "";
    public string Tags { get; set; } = "";
    public Guid? CompanyId { get; set; }
    public string Platform { get; set; } = "";

    public static SetDraft Of(HashtagSetRow set) => new() { Id = set.Id, Name = set.Name, Tags = HashtagText.Show(set.Tags), CompanyId = set.CompanyId, Platform = set.Platform ?? "" };

    public HashtagSetEntry Entry() => new(Name, Tags, CompanyId, Platform);
}
