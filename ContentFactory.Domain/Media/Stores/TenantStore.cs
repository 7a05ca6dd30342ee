using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>A bucket or an account of the tenant's own, in which its files lie.</summary>
public sealed class TenantStore : ITenantOwned
{
    private TenantStore() { }

    internal TenantStore(Guid tenantId, Guid id, MediaStoreKind kind, string name, DateTimeOffset now) =>
        (TenantId, Id, Kind, Name, CreatedAt, ChangedAt) = (tenantId, id, kind, name, now, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public MediaStoreKind Kind { get; private set; }

    /// <summary>The bucket, or the name of the cloud.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Of a bucket that is not Amazon's.</summary>
    public string? Endpoint { get; init; }

    public string? Region { get; init; }
    public string Prefix { get; init; } = "";
    public bool PathStyle { get; init; } = true;
    public string AccessKey { get; private set; } = "";

    /// <summary>Opens only for this row (<see cref="StoreVault"/>).</summary>
    public byte[] Secret { get; private set; } = [];

    /// <summary>New files go here. One store of a tenant at most.</summary>
    public bool IsCurrent { get; private set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>Key of the text that says what was wrong at the last look; null when all was well.</summary>
    public string? Fault { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When its keys were set last.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    internal void SetKeys(string accessKey, byte[] secret, DateTimeOffset now) => (AccessKey, Secret, ChangedAt) = (accessKey, secret, now);

    internal void Checked(string? fault, DateTimeOffset now) => (Fault, CheckedAt) = (fault, now);

    internal void Use(bool current) => IsCurrent = current;

    internal static void Map(EntityTypeBuilder<TenantStore> store)
    {
        store.ToTable("media_stores");
        store.HasKey(s => new { s.TenantId, s.Id });
        store.Property(s => s.Name).HasMaxLength(100);
        store.Property(s => s.Endpoint).HasMaxLength(300);
        store.Property(s => s.Region).HasMaxLength(40);
        store.Property(s => s.Prefix).HasMaxLength(100);
        store.Property(s => s.AccessKey).HasMaxLength(200);
        store.Property(s => s.Fault).HasMaxLength(60);
        store.HasIndex(s => s.TenantId).IsUnique().HasFilter("is_current");
        store.HasOne<Tenant>().WithMany().HasForeignKey(s => s.TenantId).OnDelete(DeleteBehavior.NoAction);
        store.Property<uint>("xmin").IsRowVersion();
    }
}
