using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>Seals the secret keys of tenants' stores. A cipher copied to another row does not open.</summary>
public sealed class StoreVault(IDataProtectionProvider protection)
{
    public byte[] Seal(Guid tenantId, Guid storeId, string secret) => Protector(tenantId, storeId).Protect(Encoding.UTF8.GetBytes(secret));

    /// <exception cref="StoreFault">The cipher does not belong there, or its key is gone.</exception>
    public string Open(TenantStore store)
    {
        try
        {
            return Encoding.UTF8.GetString(Protector(store.TenantId, store.Id).Unprotect(store.Secret));
        }
        catch (CryptographicException e)
        {
            throw new StoreFault(StoreTrouble.Refused, "the sealed key does not open", e);
        }
    }

    private IDataProtector Protector(Guid tenantId, Guid storeId) => protection.CreateProtector("ContentFactory.MediaStore", tenantId.ToString("N"), storeId.ToString("N"));
}
