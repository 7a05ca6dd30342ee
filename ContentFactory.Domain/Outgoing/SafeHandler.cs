using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ContentFactory.Domain.Outgoing;

/// <summary>Thrown while connecting when a host's addresses are not all public.</summary>
public sealed class AddressRefusedException(string host) : Exception("The address is not allowed.")
{
    public string Host { get; } = host;
}

/// <summary>Makes the HTTP handler that connects only to addresses it has checked itself.</summary>
public static class SafeHandler
{
    private const int AddressesTried = 4;

    /// <summary>
    /// Never follows redirects, keeps no cookies, knows no proxy or credentials. The caller checks each address with
    /// <see cref="AddressRules.Check"/> first: ports and schemes are not the handler's business.
    /// </summary>
    public static SocketsHttpHandler Create(AddressRules rules, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        resolve ??= Dns.GetHostAddressesAsync;
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = 32,
            // each request looks the name up and checks it again
            PooledConnectionLifetime = TimeSpan.Zero,
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, rules, resolve, ct),
        };
    }

    /// <summary>A connection to the host, to addresses of it that may be reached. Throws <see cref="AddressRefusedException"/> where one of them may not.</summary>
    internal static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, AddressRules rules, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken ct)
    {
        var host = target.Host.Trim('[', ']');
        IPAddress[] addresses = IPAddress.TryParse(host.TrimEnd('.'), out var literal) ? [literal] : await resolve(host, ct);
        if (!addresses.All(a => rules.MayReach(host, target.Port, a)))
            throw new AddressRefusedException(host);

        SocketException? last = null;
        foreach (var address in addresses.OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).Take(AddressesTried))
        {
            try
            {
                return await OpenAsync(address, target.Port, ct);
            }
            catch (SocketException e)
            {
                last = e;
            }
        }
        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<Stream> OpenAsync(IPAddress address, int port, CancellationToken ct)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
