using ContentFactory.Domain.Access.Keys;

namespace ContentFactory.Domain.Channels;

/// <summary>Seals the credentials of channels. The purpose names tenant, channel and kind: a cipher copied to another row does not open.</summary>
public sealed class ChannelVault(TenantSeal seal)
{
    internal const string SealKind = "ContentFactory.ChannelSecret";

    public byte[] Seal(Guid tenantId, Guid channelId, string kind, string secret) => seal.Seal(Purpose(tenantId, channelId, kind), secret);

    /// <summary>Null when the cipher does not belong there or its key is gone.</summary>
    /// <exception cref="KeysAwayException">The keys cannot be read now.</exception>
    public string? Open(Guid tenantId, Guid channelId, string kind, byte[] cipher) => seal.OpenText(Purpose(tenantId, channelId, kind), cipher);

    /// <summary>What may be shown: dots and the last four characters.</summary>
    public static string Mask(string secret) => secret.Length <= 8 ? "••••" : $"••••{secret[^4..]}";

    private static SealPurpose Purpose(Guid tenantId, Guid channelId, string kind) => new(SealKind, tenantId, channelId.ToString("N"), kind);
}
