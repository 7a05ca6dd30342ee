using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Trends.Saved;

/// <summary>A view of the ideas that one person comes back to, in one tenant.</summary>
public sealed class SavedTrendFilter : ITenantOwned
{
    private SavedTrendFilter() { }

    public SavedTrendFilter(Guid tenantId, Guid id, Guid personId, string name, string query, DateTimeOffset now) =>
        (TenantId, Id, PersonId, Name, Query, CreatedAt) = (tenantId, id, personId, name, query, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>As the address of the list has it, without the page.</summary>
    public string Query { get; private set; } = "";

    public bool IsDefault { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public void Become(string query) => Query = query;

    public void Open(bool first) => IsDefault = first;

    internal static void Map(EntityTypeBuilder<SavedTrendFilter> filter)
    {
        filter.ToTable("saved_trend_filters");
        filter.HasKey(f => new { f.TenantId, f.Id });
        filter.Property(f => f.Name).HasMaxLength(80);
        filter.Property(f => f.Query).HasMaxLength(600);
        filter.HasIndex(f => new { f.TenantId, f.PersonId, f.Name }).IsUnique();
        filter.HasOne<Tenant>().WithMany().HasForeignKey(f => f.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
