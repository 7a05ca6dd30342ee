using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Media;

/// <summary>A file of the store whose row is gone: written in the transaction that removes the row, and gone itself once the file is.</summary>
public sealed class MediaLeftover : ITenantOwned
{
    private MediaLeftover() { }

    public MediaLeftover(Guid tenantId, Guid id, string storeKey, DateTimeOffset now) => (TenantId, Id, StoreKey, CreatedAt) = (tenantId, id, storeKey, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public string StoreKey { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<MediaLeftover> leftover)
    {
        leftover.ToTable("media_leftovers");
        leftover.HasKey(l => new { l.TenantId, l.Id });
        leftover.Property(l => l.StoreKey).HasMaxLength(300);
        leftover.HasOne<Tenant>().WithMany().HasForeignKey(l => l.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
