using ContentFactory.Domain.Access.Keys;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>Seals the secret keys of tenants' stores. A cipher copied to another row does not open.</summary>
public sealed class StoreVault(TenantSeal seal)
{
    internal const string SealKind = "ContentFactory.MediaStore";

    public byte[] Seal(Guid tenantId, Guid storeId, string secret) => seal.Seal(Purpose(tenantId, storeId), secret);

    /// <exception cref="StoreFault">The cipher does not belong there, or its key is gone or away.</exception>
    public string Open(TenantStore store)
    {
        try
        {
            return seal.OpenText(Purpose(store.TenantId, store.Id), store.Secret) ?? throw new StoreFault(StoreTrouble.Refused, "the sealed key does not open");
        }
        catch (KeysAwayException e)
        {
            throw new StoreFault(StoreTrouble.Away, "the keys of tenants are away", e);
        }
    }

    private static SealPurpose Purpose(Guid tenantId, Guid storeId) => new(SealKind, tenantId, storeId.ToString("N"));
}
