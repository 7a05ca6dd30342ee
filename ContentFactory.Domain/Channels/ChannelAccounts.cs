using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Channels;

/// <summary>One sealed credential as a query returns it.</summary>
public sealed record SealedSecret(string Kind, byte[] Cipher)
{
    /// <summary>Differs after each change of a credential of a channel: the same one sealed again is another cipher. A rotation of the tenant's key is no change.</summary>
    internal static string MarkOf(IEnumerable<SealedSecret> secrets) =>
        string.Join('\n', secrets.OrderBy(s => s.Kind, StringComparer.Ordinal).Select(s => $"{s.Kind} {Convert.ToBase64String(TenantSeal.IdentityOf(s.Cipher))}"));
}

/// <summary>Turns a channel and its sealed credentials into what a connector needs; a sandbox channel gets the sandbox's addresses.</summary>
public sealed class ChannelAccounts(ChannelVault vault, IOptions<SandboxOptions> sandbox)
{
    /// <summary>Null when a credential does not open: the channel must be connected again.</summary>
    /// <exception cref="KeysAwayException">Whether they open cannot be said now.</exception>
    public PlatformAccount? Open(Guid tenantId, Guid channelId, string accountId, string? handle, bool isSandbox, IEnumerable<SealedSecret> secrets, string platform, string? appKey = null)
    {
        PlatformProxy? proxy = null;
        var opened = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var secret in secrets)
        {
            if (vault.Open(tenantId, channelId, secret.Kind, secret.Cipher) is not { } value)
                return null;
            if (secret.Kind != SealedProxy.Kind)
                opened[secret.Kind] = value;
            else if ((proxy = SealedProxy.Read(value)) is null)
                return null;
        }
        // the sandbox is this application's own: no proxy of the outside leads to it
        return Account(platform, accountId, handle, isSandbox, opened, appKey) with { Proxy = isSandbox ? null : proxy };
    }

    public PlatformAccount Account(string platform, string accountId, string? handle, bool isSandbox, IReadOnlyDictionary<string, string> secrets, string? appKey = null)
    {
        var (address, pages) = isSandbox ? (sandbox.Value.BaseOf(platform), sandbox.Value.PagesOf(platform, handle)) : ((Uri?)null, (Uri?)null);
        return new(accountId, handle, secrets, address, pages, appKey);
    }
}
