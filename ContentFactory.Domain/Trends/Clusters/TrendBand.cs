using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Trends.Clusters;

/// <summary>One band of an item's MinHash. Kept for as long as new items may still be compared with it; a trigger of the items removes it with its own.</summary>
public sealed class TrendBand : ITenantOwned
{
    private TrendBand() { }

    public Guid TenantId { get; private set; }
    public short Band { get; private set; }
    public long Hash { get; private set; }
    public Guid ItemId { get; private set; }

    internal static void Map(EntityTypeBuilder<TrendBand> band)
    {
        band.ToTable("trend_bands");
        band.HasKey(b => new { b.TenantId, b.Band, b.Hash, b.ItemId });
        band.HasIndex(b => new { b.TenantId, b.ItemId });
    }
}
