using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Media;

/// <summary>
/// A file of a store that no row speaks of: written in the transaction that removes the row, or before a store outside gets a file whose row
/// comes later. It goes once it is due and the file is gone.
/// </summary>
public sealed class MediaLeftover : ITenantOwned
{
    private MediaLeftover() { }

    public MediaLeftover(Guid tenantId, Guid id, FilePlace place, DateTimeOffset now, DateTimeOffset dueAt) =>
        (TenantId, Id, Store, StoreId, StoreKey, CreatedAt, DueAt) = (tenantId, id, place.Store, place.StoreId, place.Key, now, dueAt);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public MediaStoreKind Store { get; private set; }
    public Guid? StoreId { get; private set; }
    public string StoreKey { get; private set; } = "";
    public FilePlace Place => new(Store, StoreId, StoreKey);
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Not before, for somebody may still be reading it or writing its row.</summary>
    public DateTimeOffset DueAt { get; private set; }

    internal static void Map(EntityTypeBuilder<MediaLeftover> leftover)
    {
        leftover.ToTable("media_leftovers");
        leftover.HasKey(l => new { l.TenantId, l.Id });
        leftover.Property(l => l.StoreKey).HasMaxLength(300);
        leftover.HasIndex(l => l.DueAt);
        leftover.HasIndex(l => new { l.TenantId, l.StoreId }).HasFilter("store_id is not null");
        leftover.HasOne<Tenant>().WithMany().HasForeignKey(l => l.TenantId).OnDelete(DeleteBehavior.NoAction);
        leftover.HasOne<TenantStore>().WithMany().HasForeignKey(l => new { l.TenantId, l.StoreId }).OnDelete(DeleteBehavior.NoAction);
    }
}
