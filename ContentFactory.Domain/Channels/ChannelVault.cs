using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace ContentFactory.Domain.Channels;

/// <summary>Seals the credentials of channels. The purpose names tenant, channel and kind: a cipher copied to another row does not open.</summary>
public sealed class ChannelVault(IDataProtectionProvider protection)
{
    public byte[] Seal(Guid tenantId, Guid channelId, string kind, string secret) => Protector(tenantId, channelId, kind).Protect(Encoding.UTF8.GetBytes(secret));

    /// <summary>Null when the cipher does not belong there or its key is gone.</summary>
    public string? Open(Guid tenantId, Guid channelId, string kind, byte[] cipher)
    {
        try
        {
            return Encoding.UTF8.GetString(Protector(tenantId, channelId, kind).Unprotect(cipher));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>What may be shown: dots and the last four characters.</summary>
    public static string Mask(string secret) => secret.Length <= 8 ? "••••" : $"••••{secret[^4..]}";

    private IDataProtector Protector(Guid tenantId, Guid channelId, string kind) =>
        protection.CreateProtector("ContentFactory.ChannelSecret", tenantId.ToString("N"), channelId.ToString("N"), kind);
}
