using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Media;

public enum MediaStoreKind { Local, S3, Cloudinary }

/// <summary>A file of the library. The bytes live in a store under <see cref="StoreKey"/>; the type is read from the content, not the name.</summary>
public sealed class MediaItem : ITenantOwned
{
    private MediaItem() { }

    public MediaItem(Guid tenantId, Guid id, Guid? companyId, MediaKind kind, string fileName, string contentType, long size, FilePlace place, Guid createdBy, DateTimeOffset now)
    {
        (TenantId, Id, CompanyId, Kind, FileName, ContentType, Size, CreatedBy, CreatedAt) = (tenantId, id, companyId, kind, fileName, contentType, size, createdBy, now);
        PutIn(place);
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid? CompanyId { get; private set; }
    public string? Folder { get; private set; }
    public MediaKind Kind { get; private set; }
    public string FileName { get; private set; } = "";
    public string ContentType { get; private set; } = "";
    public long Size { get; private set; }
    public int? Width { get; init; }
    public int? Height { get; init; }
    public int? DurationMs { get; init; }
    public byte[]? Sha256 { get; init; }
    public MediaStoreKind Store { get; private set; }
    public Guid? StoreId { get; private set; }
    public string StoreKey { get; private set; } = "";
    public FilePlace Place => new(Store, StoreId, StoreKey);
    public string? AltText { get; private set; }
    public string[] Tags { get; private set; } = [];

    /// <summary>What made the file here: a generator, a crop. Null for an upload.</summary>
    public string? MadeBy { get; init; }

    /// <summary>When smaller pictures are to be made; null when they are, or cannot be.</summary>
    public DateTimeOffset? PreviewDueAt { get; private set; }

    public short PreviewTries { get; private set; }

    /// <summary>Key of the text that says why there are none.</summary>
    public string? PreviewFault { get; private set; }

    public Guid CreatedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public void Describe(string? altText, string? folder, string[] tags, Guid? companyId) => (AltText, Folder, Tags, CompanyId) = (altText, folder, tags, companyId);

    public void MoveTo(string? folder) => Folder = folder;

    /// <summary>Bytes of the plan's room that it takes when it goes there.</summary>
    internal long Takes(FileHome home) => home.StoreId is null && StoreId is not null && MediaRoom.Takes(Kind) ? Size : 0;

    internal void PutIn(FilePlace place) => (Store, StoreId, StoreKey) = (place.Store, place.StoreId, place.Key);

    /// <summary>Asks for smaller pictures, the first time or again.</summary>
    public void WantPreviews(DateTimeOffset now)
    {
        if (Kind is MediaKind.Image or MediaKind.Animation or MediaKind.Video)
            (PreviewDueAt, PreviewTries, PreviewFault) = (now, 0, null);
    }

    internal static void Map(EntityTypeBuilder<MediaItem> media)
    {
        media.ToTable("media_items", t => t.HasCheckConstraint("ck_media_items_size", "size >= 0"));
        media.HasKey(m => new { m.TenantId, m.Id });
        media.Property(m => m.Folder).HasMaxLength(200);
        media.Property(m => m.FileName).HasMaxLength(300);
        media.Property(m => m.ContentType).HasMaxLength(100);
        media.Property(m => m.StoreKey).HasMaxLength(300);
        media.Property(m => m.AltText).HasMaxLength(1000);
        media.Property(m => m.MadeBy).HasMaxLength(100);
        media.Property(m => m.PreviewTries).HasDefaultValue((short)0);
        media.Property(m => m.PreviewFault).HasMaxLength(60);
        media.HasIndex(m => new { m.TenantId, m.StoreKey }).IsUnique();
        media.HasIndex(m => new { m.TenantId, m.StoreId }).HasFilter("store_id is not null");
        media.HasOne<TenantStore>().WithMany().HasForeignKey(m => new { m.TenantId, m.StoreId }).OnDelete(DeleteBehavior.NoAction);
        media.HasIndex(m => m.PreviewDueAt).HasFilter("preview_due_at is not null");
        media.HasIndex(m => new { m.TenantId, m.Folder }).HasFilter("folder is not null");
        media.HasIndex(m => new { m.TenantId, m.CreatedAt });
        media.HasIndex(m => m.TenantId).IncludeProperties(m => m.Size).HasDatabaseName("ix_media_items_sizes");
        media.HasIndex(m => new { m.TenantId, m.CompanyId });
        media.HasOne<Company>().WithMany().HasForeignKey(m => new { m.TenantId, m.CompanyId }).OnDelete(DeleteBehavior.ClientNoAction);
        media.HasMany<Company>().WithOne().HasForeignKey(c => new { c.TenantId, c.LogoMediaId }).OnDelete(DeleteBehavior.ClientNoAction);
        media.HasOne<Tenant>().WithMany().HasForeignKey(m => m.TenantId).OnDelete(DeleteBehavior.NoAction);
        media.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>An upload under way: chunks are appended until <see cref="Received"/> reaches <see cref="Size"/>.</summary>
public sealed class MediaUpload : ITenantOwned
{
    private MediaUpload() { }

    public MediaUpload(Guid tenantId, Guid id, string fileName, long size, Guid createdBy, DateTimeOffset now) =>
        (TenantId, Id, FileName, Size, CreatedBy, CreatedAt, ExpiresAt) = (tenantId, id, fileName, size, createdBy, now, now.AddDays(1));

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public string FileName { get; private set; } = "";
    public long Size { get; private set; }
    public long Received { get; private set; }
    public Guid CreatedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }

    public void Receive(long bytes) => Received += bytes;

    /// <summary>Less of it is on this node: another one took the rest, or a disk forgot it.</summary>
    public void FallBack(long received) => Received = received;

    internal static void Map(EntityTypeBuilder<MediaUpload> upload)
    {
        upload.ToTable("media_uploads", t => t.HasCheckConstraint("ck_media_uploads_received", "received between 0 and size"));
        upload.HasKey(u => new { u.TenantId, u.Id });
        upload.Property(u => u.FileName).HasMaxLength(300);
        upload.HasIndex(u => u.ExpiresAt);
        upload.HasOne<Tenant>().WithMany().HasForeignKey(u => u.TenantId).OnDelete(DeleteBehavior.NoAction);
        upload.Property<uint>("xmin").IsRowVersion();
    }
}
