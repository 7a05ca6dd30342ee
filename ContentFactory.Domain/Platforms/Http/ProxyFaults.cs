using System.Globalization;
using System.Net;
using ContentFactory.Domain.Outgoing;

namespace ContentFactory.Domain.Platforms.Http;

/// <summary>Calls that an account's proxy did not let through, in words that name it. Nothing of them reached the network.</summary>
internal static class ProxyFaults
{
    public const string Prefix = "Platforms.Proxy_";

    private const string Credentials = "Credentials";

    /// <summary>The proxy's own answer to a request that it should have passed on.</summary>
    public static PlatformReply? Refusal(HttpResponseMessage response, PlatformProxy proxy, bool plain) =>
        plain && response.StatusCode is HttpStatusCode.ProxyAuthenticationRequired ? Unsent(proxy, Credentials, "407") : null;

    /// <param name="unsent">Known besides what the exception says.</param>
    public static PlatformReply Broken(Exception error, PlatformProxy proxy, bool started, bool unsent)
    {
        var reply = PlatformReply.Broken(error, started && !unsent);
        return reply.State is not ReplyState.NotSent ? reply : error switch
        {
            _ when IsForbidden(error) => Unsent(proxy, "Private", "private"),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: HttpStatusCode.ProxyAuthenticationRequired } => Unsent(proxy, Credentials, "407"),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: { } status } => Unsent(proxy, "Refused", ((int)status).ToString(CultureInfo.InvariantCulture)),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => Unsent(proxy, "Refused", proxy.Address.Scheme.ToUpperInvariant()),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Unsent(proxy, "NotSecure", "TLS"),
            _ => Unsent(proxy, "Unreachable", reply.Code),
        };
    }

    private static PlatformReply Unsent(PlatformProxy proxy, string key, string code) =>
        new(ReplyState.NotSent, 0, $"Proxy{code}") { Fault = Problem.Unavailable(Prefix + key, proxy.Host, code) };

    private static bool IsForbidden(Exception? error) => error is not null && (error is AddressRefusedException || IsForbidden(error.InnerException));
}
