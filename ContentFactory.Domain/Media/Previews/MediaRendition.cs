using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Media.Previews;

/// <summary>What a rendition is for: small in lists, the still frame of a video, large on a page.</summary>
public enum MediaPurpose { Thumb, Poster, Preview }

/// <summary>A smaller picture made from an item. It goes with its item.</summary>
public sealed class MediaRendition : ITenantOwned
{
    private MediaRendition() { }

    public MediaRendition(Guid tenantId, Guid id, Guid mediaId, MediaPurpose purpose, string contentType, int width, int height, long size, FilePlace place, DateTimeOffset now) =>
        (TenantId, Id, MediaId, Purpose, ContentType, Width, Height, Size, Store, StoreId, StoreKey, CreatedAt) = (tenantId, id, mediaId, purpose, contentType, width, height, size, place.Store, place.StoreId, place.Key, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid MediaId { get; private set; }
    public MediaPurpose Purpose { get; private set; }
    public string ContentType { get; private set; } = "";
    public int Width { get; private set; }
    public int Height { get; private set; }
    public long Size { get; private set; }
    public MediaStoreKind Store { get; private set; }
    public Guid? StoreId { get; private set; }
    public string StoreKey { get; private set; } = "";
    public FilePlace Place => new(Store, StoreId, StoreKey);
    public DateTimeOffset CreatedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<MediaRendition> rendition)
    {
        rendition.ToTable("media_renditions", t => t.HasCheckConstraint("ck_media_renditions_size", "size >= 0 and width > 0 and height > 0"));
        rendition.HasKey(r => new { r.TenantId, r.Id });
        rendition.Property(r => r.ContentType).HasMaxLength(100);
        rendition.Property(r => r.StoreKey).HasMaxLength(300);
        rendition.HasIndex(r => new { r.TenantId, r.StoreKey }).IsUnique();
        rendition.HasIndex(r => new { r.TenantId, r.StoreId }).HasFilter("store_id is not null");
        rendition.HasOne<TenantStore>().WithMany().HasForeignKey(r => new { r.TenantId, r.StoreId }).OnDelete(DeleteBehavior.NoAction);
        rendition.HasIndex(r => new { r.TenantId, r.MediaId, r.Purpose }).IsUnique();
        rendition.HasOne<MediaItem>().WithMany().HasForeignKey(r => new { r.TenantId, r.MediaId }).OnDelete(DeleteBehavior.Cascade);
    }
}
