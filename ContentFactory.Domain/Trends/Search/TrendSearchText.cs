using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Trends.Search;

/// <summary>What a search reads of an idea, in lower case; the text begins with the title. Triggers of the ideas write it, the functions of AppDb.Search read it.</summary>
internal sealed class TrendSearchText : ITenantOwned
{
    public Guid TenantId { get; private set; }
    public Guid ItemId { get; private set; }

    /// <summary>The item that leads its story.</summary>
    public Guid ClusterId { get; private set; }

    public string Title { get; private set; } = "";
    public string Text { get; private set; } = "";

    internal static void Map(EntityTypeBuilder<TrendSearchText> text)
    {
        text.ToTable("trend_search_texts");
        text.HasKey(t => new { t.TenantId, t.ItemId });
        text.HasIndex(t => new { t.TenantId, t.ClusterId });
    }
}
