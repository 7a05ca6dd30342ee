using ContentFactory.Domain.Publishing;

namespace ContentFactory.Web.Publishing.Evergreen;

/// <summary>Posts that are being chosen for a category, and how long they stay in it.</summary>
public sealed class TermsDraft
{
    public DateOnly? Until { get; set; }
    public int? MostTimes { get; set; }

    public EvergreenTerms Terms() => new(Until, MostTimes);
}
