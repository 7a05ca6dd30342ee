using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ContentFactory.Domain.Outgoing;

namespace ContentFactory.Domain.Platforms.Http;

/// <summary>
/// Sends requests through the proxies of accounts. Connections are kept for each proxy with its credentials: what one account may use never carries
/// the calls of another. People give the addresses, so each connection goes only where <see cref="AddressRules"/> let it.
/// </summary>
/// <param name="connectTime">Until the proxy has been reached and has let the call through; shorter than any call, so that what it used up surely was not sent.</param>
internal sealed class ProxyClients(AddressRules rules, TimeProvider clock, TimeSpan? connectTime = null) : IDisposable
{
    // longer than any call may take, so that nothing is under way where one is closed
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(20);

    private readonly Lock gate = new();
    private readonly Dictionary<(PlatformProxy Proxy, bool Plain), Kept> clients = [];

    /// <summary>How many proxies connections may be kept for.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return clients.Count;
        }
    }

    public Task<HttpResponseMessage> SendAsync(PlatformProxy proxy, HttpRequestMessage request, CancellationToken ct)
    {
        // a network that stands in for a real one may speak plain HTTP: then the proxy sees the request itself, and a body could not be sent twice
        var plain = IsPlain(proxy, request);
        if (plain && proxy.User is { } user)
            request.Headers.ProxyAuthorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{proxy.Password}")));
        return Of(proxy, plain).SendAsync(request, ct);
    }

    /// <summary>The proxy answers such a request itself where it does not pass it on.</summary>
    public static bool IsPlain(PlatformProxy proxy, HttpRequestMessage request) => request.RequestUri!.Scheme == Uri.UriSchemeHttp && !proxy.IsSocks;

    public void Dispose()
    {
        lock (gate)
            foreach (var kept in clients.Values)
                kept.Client.Dispose();
    }

    private HttpMessageInvoker Of(PlatformProxy proxy, bool plain)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            foreach (var (key, old) in clients.Where(c => now - c.Value.Used > Idle).ToList())
            {
                clients.Remove(key);
                old.Client.Dispose();
            }
            if (!clients.TryGetValue((proxy, plain), out var kept))
                clients[(proxy, plain)] = kept = new(new(Handler(proxy, plain)));
            kept.Used = now;
            return kept.Client;
        }
    }

    private SocketsHttpHandler Handler(PlatformProxy proxy, bool plain) => new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = (context, ct) => SafeHandler.ConnectAsync(context.DnsEndPoint, rules, Dns.GetHostAddressesAsync, ct),
        ConnectTimeout = connectTime ?? ConnectTime,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        Proxy = new WebProxy(proxy.Address) { Credentials = plain ? null : Credentials(proxy) },
        UseCookies = false,
        UseProxy = true,
    };

    // named schemes only: a proxy must not get this machine to prove itself by any other
    private static CredentialCache? Credentials(PlatformProxy proxy)
    {
        if (proxy.User is null)
            return null;
        var (cache, pair) = (new CredentialCache(), new NetworkCredential(proxy.User, proxy.Password));
        foreach (var scheme in proxy.IsSocks ? ["socks5"] : (string[])["Basic", "Digest"])
            cache.Add(proxy.Address, scheme, pair);
        return cache;
    }

    private sealed class Kept(HttpMessageInvoker client)
    {
        public HttpMessageInvoker Client => client;

        public DateTimeOffset Used { get; set; }
    }
}
