using System.Net;
using ContentFactory.Domain.Outgoing;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>The ways out to a store. One handler serves many stores and outlives them.</summary>
public static class StoreHandlers
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>For an address that a person entered: reaches public hosts only.</summary>
    public static HttpMessageHandler ForEntered(AddressRules rules)
    {
        var handler = SafeHandler.Create(rules);
        handler.ConnectTimeout = ConnectTimeout;
        // files are read as they lie there
        handler.AutomaticDecompression = DecompressionMethods.None;
        return handler;
    }

    /// <summary>For an address out of the configuration, which may well be of a private network.</summary>
    public static HttpMessageHandler ForConfigured() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null, ConnectTimeout = ConnectTimeout, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
