using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>Where the bytes of a file lie.</summary>
/// <param name="StoreId">The tenant's own store; null for the installation's.</param>
/// <param name="Key">As <see cref="MediaFiles.KeyOf"/> makes it.</param>
public readonly record struct FilePlace(MediaStoreKind Store, Guid? StoreId, string Key)
{
    public static FilePlace OnDisk(string key) => new(MediaStoreKind.Local, null, key);

    internal bool IsOnDisk => Store is MediaStoreKind.Local;

    internal Guid TenantId => Guid.Parse(Key.AsSpan(0, 32));

    internal bool IsIn(FileHome home) => (Store, StoreId) == (home.Store, home.StoreId);
}

/// <summary>Where a tenant's new files go.</summary>
public readonly record struct FileHome(MediaStoreKind Store, Guid? StoreId)
{
    /// <summary>The tenant's own store where it has chosen one, else the installation's.</summary>
    internal static async Task<FileHome> OfAsync(AppDb rows, MediaOptions options, CancellationToken ct)
    {
        var own = await rows.MediaStores.AsNoTracking().Where(s => s.IsCurrent).Select(s => new { s.Kind, s.Id }).SingleOrDefaultAsync(ct);
        return own is null ? new FileHome(options.Store, null) : new FileHome(own.Kind, own.Id);
    }

    internal FilePlace PlaceFor(Guid tenantId, Guid id, string extension, DateTimeOffset now) => new(Store, StoreId, MediaFiles.KeyOf(tenantId, id, extension, now));
}
