using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentFactory.Domain.Media;

/// <summary>Tokens of public media addresses: tenant, item and expiry, sealed, so that nobody can change or guess one.</summary>
public sealed class MediaTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int Length = 40;
    private readonly IDataProtector protector = protection.CreateProtector("ContentFactory.MediaLink");

    public string Make(Guid tenantId, Guid mediaId, DateTimeOffset until)
    {
        var payload = new byte[Length];
        tenantId.TryWriteBytes(payload);
        mediaId.TryWriteBytes(payload.AsSpan(16));
        BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(32), until.ToUnixTimeSeconds());
        return WebEncoders.Base64UrlEncode(protector.Protect(payload));
    }

    /// <summary>Null for a token that is made up, changed or past its time.</summary>
    public (Guid TenantId, Guid MediaId)? Read(string token)
    {
        try
        {
            var payload = protector.Unprotect(WebEncoders.Base64UrlDecode(token));
            if (payload.Length != Length || BinaryPrimitives.ReadInt64BigEndian(payload.AsSpan(32)) <= clock.GetUtcNow().ToUnixTimeSeconds())
                return null;
            return (new Guid(payload.AsSpan(0, 16)), new Guid(payload.AsSpan(16, 16)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
