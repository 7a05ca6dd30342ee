namespace ContentFactory.Domain.Platforms;

/// <summary>What stands between this application and the network for all calls of one account.</summary>
/// <param name="Address">Scheme (http, https, socks5), host and port; without credentials.</param>
public sealed record PlatformProxy(Uri Address, string? User = null, string? Password = null)
{
    /// <summary>All that is ever shown of it.</summary>
    public string Host => $"{(Address.HostNameType is UriHostNameType.IPv6 ? Address.Host : Address.IdnHost)}:{Address.Port}";

    public bool IsSocks => Address.Scheme is "socks5";

    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => Host;
}
