using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace ContentFactory.Domain.Access.Keys;

/// <summary>What a secret is for. A cipher opens for exactly the kind, tenant and row that it was sealed for.</summary>
/// <param name="Row">Names the row, and the field where a row has several.</param>
public sealed record SealPurpose(string Kind, Guid TenantId, params string[] Row)
{
    internal byte[] Bytes => Encoding.UTF8.GetBytes(string.Join('\n', [Kind, TenantId.ToString("N"), .. Row]));
}

/// <summary>
/// Seals secrets of a tenant with its own key. The body has a key of its own, which the tenant's key wraps: a rotation wraps that one anew and leaves the body,
/// so the body says whether two ciphers are the same secret.
/// <code>01 | generation 4 | nonce 12 | tag 16 | wrapped key 32 || nonce 12 | tag 16 | body</code>
/// </summary>
public sealed class TenantSeal(TenantKeys keys, IDataProtectionProvider protection)
{
    private const byte Format = 1;
    private const int Nonce = 12;
    private const int Tag = 16;
    internal const int Prefix = 1 + sizeof(int);
    private const int Head = Prefix + Nonce + Tag + TenantKeys.KeyBytes;

    public byte[] Seal(SealPurpose purpose, ReadOnlySpan<byte> secret)
    {
        var key = RandomNumberGenerator.GetBytes(TenantKeys.KeyBytes);
        var made = new byte[Head + Nonce + Tag + secret.Length];
        Lock(key, secret, purpose.Bytes, made.AsSpan(Head));
        return Wrap(purpose, key, made);
    }

    public byte[] Seal(SealPurpose purpose, string secret) => Seal(purpose, Encoding.UTF8.GetBytes(secret));

    /// <summary>Null where the cipher was sealed for something else, or its key is gone.</summary>
    /// <exception cref="KeysAwayException">The keys cannot be read now.</exception>
    public byte[]? Open(SealPurpose purpose, byte[] cipher)
    {
        if (!IsSealed(cipher))
            return OpenFormer(purpose, cipher);
        return Unwrap(purpose, cipher) is { } key ? Unlock(key, cipher.AsSpan(Head), purpose.Bytes) : null;
    }

    public string? OpenText(SealPurpose purpose, byte[] cipher) => Open(purpose, cipher) is { } secret ? Encoding.UTF8.GetString(secret) : null;

    /// <summary>The same secret under the tenant's present key; null where it does not open.</summary>
    internal byte[]? Renew(SealPurpose purpose, byte[] cipher)
    {
        if (!IsSealed(cipher))
            return OpenFormer(purpose, cipher) is { } secret ? Seal(purpose, secret) : null;
        if (Unwrap(purpose, cipher) is not { } key || Unlock(key, cipher.AsSpan(Head), purpose.Bytes) is null)
            return null;
        return Wrap(purpose, key, [.. cipher]);
    }

    /// <summary>What all ciphers begin with that are sealed with this generation.</summary>
    internal static byte[] PrefixOf(int generation)
    {
        var prefix = new byte[Prefix];
        prefix[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(prefix.AsSpan(1), generation);
        return prefix;
    }

    /// <summary>Stays when the tenant's key is rotated, and differs after each new sealing.</summary>
    internal static ReadOnlySpan<byte> IdentityOf(byte[] cipher) => IsSealed(cipher) ? cipher.AsSpan(Head) : cipher;

    // payloads of Data Protection begin with 09 F0 C9 F0
    private static bool IsSealed(byte[] cipher) => cipher.Length >= Head + Nonce + Tag && cipher[0] == Format;

    private byte[] Wrap(SealPurpose purpose, byte[] key, byte[] made)
    {
        var own = keys.Current(purpose.TenantId);
        PrefixOf(own.Generation).CopyTo(made, 0);
        Lock(own.Key, key, [.. made.AsSpan(0, Prefix), .. purpose.Bytes], made.AsSpan(Prefix, Head - Prefix));
        return made;
    }

    private byte[]? Unwrap(SealPurpose purpose, byte[] cipher)
    {
        var own = keys.Find(purpose.TenantId, BinaryPrimitives.ReadInt32BigEndian(cipher.AsSpan(1)));
        return own is null ? null : Unlock(own.Key, cipher.AsSpan(Prefix, Head - Prefix), [.. cipher.AsSpan(0, Prefix), .. purpose.Bytes]);
    }

    private static void Lock(byte[] key, ReadOnlySpan<byte> plain, byte[] purpose, Span<byte> into)
    {
        RandomNumberGenerator.Fill(into[..Nonce]);
        using var cipher = new AesGcm(key, Tag);
        cipher.Encrypt(into[..Nonce], plain, into[(Nonce + Tag)..], into.Slice(Nonce, Tag), purpose);
    }

    private static byte[]? Unlock(byte[] key, ReadOnlySpan<byte> from, byte[] purpose)
    {
        var plain = new byte[from.Length - Nonce - Tag];
        using var cipher = new AesGcm(key, Tag);
        try
        {
            cipher.Decrypt(from[..Nonce], from[(Nonce + Tag)..], from.Slice(Nonce, Tag), plain, purpose);
            return plain;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Sealed before tenants had keys of their own.</summary>
    private byte[]? OpenFormer(SealPurpose purpose, byte[] cipher)
    {
        try
        {
            return protection.CreateProtector(purpose.Kind, [purpose.TenantId.ToString("N"), .. purpose.Row]).Unprotect(cipher);
        }
        catch (CryptographicException e) when (TenantKeys.IsAway(e))
        {
            throw new KeysAwayException("the key ring cannot be read", e);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
