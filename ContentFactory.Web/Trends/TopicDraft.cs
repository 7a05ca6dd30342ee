using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Trends;

namespace ContentFactory.Web.Trends;

/// <summary>A topic as it is being typed.</summary>
public sealed class TopicDraft
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; init; }

    public string Name { get; set; } = "";
    public string Keywords { get; set; } = "";
    public string Language { get; set; } = "ru";
    public Guid? NicheId { get; set; }
    public HashSet<Guid> CompanyIds { get; init; } = [];

    public static TopicDraft New(IEnumerable<CompanyOption> companies) =>
        new() { Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, CompanyIds = [.. companies.Select(c => c.Id)] };

    public static TopicDraft Of(TopicRow topic) =>
        new() { Id = topic.Id, Name = topic.Name, Keywords = string.Join(", ", topic.Keywords), Language = topic.Language, NicheId = topic.NicheId, CompanyIds = [.. topic.CompanyIds] };

    public TopicEntry Entry() => new(Name, Keywords, Language, CompanyIds, NicheId);

    public void Choose(Guid companyId, bool wanted) => _ = wanted ? CompanyIds.Add(companyId) : CompanyIds.Remove(companyId);
}
