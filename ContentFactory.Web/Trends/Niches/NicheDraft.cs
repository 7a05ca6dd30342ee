using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.Niches;

namespace ContentFactory.Web.Trends.Niches;

/// <summary>A niche as it is being typed.</summary>
public sealed class NicheDraft
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; init; }

    public string Name { get; set; } = "";
    public string Slug { get; set; } = "";
    public string Description { get; set; } = "";
    public NicheStatus Status { get; set; }
    public short? Potential { get; set; }
    public Competition? Competition { get; set; }
    public NicheTrend? Trend { get; set; }
    public decimal? Price { get; set; }
    public string Currency { get; set; } = "";
    public int? Volume { get; set; }
    public string Keywords { get; set; } = "";
    public string Audience { get; set; } = "";
    public string Pillars { get; set; } = "";

    public static NicheDraft Of(NicheRow niche) => new()
    {
        Id = niche.Id, Name = niche.Name, Slug = niche.Slug, Description = niche.Description ?? "", Status = niche.Status, Potential = niche.Potential, Competition = niche.Competition,
        Trend = niche.Trend, Price = niche.AveragePrice, Currency = niche.Currency ?? "", Volume = niche.SearchVolume, Keywords = string.Join(", ", niche.Keywords),
        Audience = niche.Audience ?? "", Pillars = string.Join('\n', niche.Pillars),
    };

    public NicheEntry Entry() => new(Name, Slug, Description, Status, Potential, Competition, Trend, Price, Currency, Volume, Keywords, Audience, Pillars);
}
