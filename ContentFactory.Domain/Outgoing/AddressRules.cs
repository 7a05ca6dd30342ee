using System.Net;

namespace ContentFactory.Domain.Outgoing;

/// <summary>Which addresses this application may call on a user's behalf.</summary>
public sealed class AddressRules
{
    private readonly bool everything;
    private readonly PrivateHost[] vouchedFor;

    public AddressRules(OutgoingOptions options)
    {
        everything = options.AllowPrivateAddresses;
        vouchedFor = [.. options.AllowedPrivateHosts.Select(e => PrivateHost.TryRead(e, out var host) ? host : throw new ArgumentException($"Not a host: {e}", nameof(options)))];
    }

    /// <summary>What can be said without asking the name service: form, scheme, user info, port, literal addresses. Null when nothing speaks against it.</summary>
    public Problem? Check(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps) || address.IdnHost.Length == 0)
            return Problem.Invalid("Address", "Outgoing.NotWebAddress");
        if (address.UserInfo.Length > 0)
            return Problem.Invalid("Address", "Outgoing.UserInfo");
        if (!MayUsePort(address.IdnHost, address.Port))
            return Problem.Invalid("Address", "Outgoing.Port", address.Port);
        var host = address.IdnHost.TrimEnd('.');
        return Reach(address, host);
    }

    /// <summary>The same of a proxy, whose port may be any that belongs to no other service of the internet.</summary>
    public Problem? CheckProxy(Uri proxy)
    {
        var host = proxy.IdnHost.TrimEnd('.');
        if (proxy.Port is not (80 or 443 or (>= 1024 and <= 65535)) && !IsTrusted(host, proxy.Port))
            return Problem.Invalid("Address", "Outgoing.ProxyPort", proxy.Port);
        return Reach(proxy, host);
    }

    /// <summary>Whether a connection to this resolved address of the host may be opened.</summary>
    public bool MayReach(string host, int port, IPAddress resolved) => IsTrusted(host, port) || PublicAddress.Is(resolved);

    internal static Problem Refusal(string host) => Problem.Invalid("Address", "Outgoing.NotPublic", host);

    private Problem? Reach(Uri address, string host) =>
        (IPAddress.TryParse(host, out var literal) ? !MayReach(host, address.Port, literal) : NamesThisMachine(host) && !IsTrusted(host, address.Port)) ? Refusal(address.IdnHost) : null;

    // not every name service answers these, and the person should read the same reason everywhere
    private static bool NamesThisMachine(string host) => host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);

    private bool MayUsePort(string host, int port) => port is 80 or 443 or (>= 8000 and <= 8999) || IsTrusted(host, port);

    private bool IsTrusted(string host, int port) => everything || vouchedFor.Any(v => v.Covers(host, port));
}
