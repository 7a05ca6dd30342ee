using System.Collections.Concurrent;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Outgoing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>Opens the store in which a file lies: the installation's, or the tenant's own with the keys that its row has now.</summary>
public sealed class StoreShelf(Tenants tenants, StoreVault vault, AddressRules rules, MediaOptions options, TimeProvider clock) : IDisposable
{
    private readonly HttpMessageHandler entered = StoreHandlers.ForEntered(rules);
    private readonly HttpMessageHandler configured = StoreHandlers.ForConfigured();
    private readonly ConcurrentDictionary<(Guid Id, DateTimeOffset Keys), IMediaStore> own = new();
    private readonly ConcurrentDictionary<MediaStoreKind, IMediaStore> installed = new();

    /// <exception cref="StoreFault">There is none: it is not configured, or its row is gone.</exception>
    public async Task<IMediaStore> OfAsync(FilePlace place, CancellationToken ct)
    {
        if (place.StoreId is not { } id)
            return installed.GetOrAdd(place.Store, Installed);
        var row = await tenants.RunAsync(place.TenantId, Actor.System(place.TenantId, "media store"), services => RowAsync(services, id, ct));
        if (row is null)
            throw new StoreFault(StoreTrouble.NoBucket, "the store is gone");
        // whoever still works with former keys goes on with them, nobody new does
        foreach (var former in own.Keys.Where(k => k.Id == id && k.Keys != row.ChangedAt))
            own.TryRemove(former, out _);
        return own.GetOrAdd((id, row.ChangedAt), _ => Open(row));
    }

    /// <summary>A store of a tenant that is not kept yet, to be looked at. Its address is the tenant's word, so only public hosts are reached.</summary>
    public IMediaStore Open(TenantStore store)
    {
        var secret = vault.Open(store);
        return store.Kind is MediaStoreKind.S3
            ? new S3Store(new S3Settings(store.Endpoint is null ? null : new Uri(store.Endpoint), store.Region ?? "us-east-1", store.Name, store.AccessKey, secret) { Prefix = store.Prefix, PathStyle = store.PathStyle }, entered, clock)
            : new CloudinaryStore(new CloudinarySettings(store.Name, store.AccessKey, secret) { Api = options.Cloudinary.Api, Delivery = options.Cloudinary.Delivery }, entered, clock);
    }

    public void Dispose()
    {
        foreach (var store in own.Values.Concat(installed.Values))
            store.Dispose();
        entered.Dispose();
        configured.Dispose();
    }

    private static async Task<TenantStore?> RowAsync(IServiceProvider services, Guid id, CancellationToken ct)
    {
        await using var rows = await services.GetRequiredService<Db>().OpenAsync(ct);
        return await rows.MediaStores.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
    }

    private IMediaStore Installed(MediaStoreKind kind) => kind switch
    {
        MediaStoreKind.S3 when options.S3.IsSet => new S3Store(options.S3.Settings, configured, clock),
        MediaStoreKind.Cloudinary when options.Cloudinary.IsSet => new CloudinaryStore(options.Cloudinary.Settings, configured, clock),
        _ => throw new StoreFault(StoreTrouble.NoBucket, $"{kind} is not configured"),
    };
}
