using ContentFactory.Domain.Publishing;

namespace ContentFactory.Web.Publishing.Evergreen;

/// <summary>A category as it is being typed.</summary>
public sealed class CategoryDraft
{
    public Guid CompanyId { get; set; }
    public string Name { get; set; } = "";
    public int? CoolDownDays { get; set; } = EvergreenCategory.UsualCoolDown;

    public EvergreenEntry Entry() => new(CompanyId, Name, CoolDownDays ?? 0);
}
