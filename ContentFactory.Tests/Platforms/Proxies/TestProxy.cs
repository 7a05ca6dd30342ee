using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Tests.Platforms.Proxies;

/// <param name="Target">As the caller named it: "CONNECT host:443", "GET http://host/path", "SOCKS host:80".</param>
internal sealed record ProxiedCall(string Target, string? User);

/// <summary>
/// A proxy that speaks all it is asked in: CONNECT, absolute addresses, SOCKS 5. It keeps what it was asked for, and passes a request with an absolute
/// address on alone, so that each of them is seen.
/// </summary>
internal sealed class TestProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<ProxiedCall> asked = new();
    private readonly ConcurrentQueue<ProxiedCall> passed = new();
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int connections;

    private TestProxy() => listener.Start();

    /// <summary>Who may use it; anybody where null.</summary>
    public (string User, string Password)[]? People { get; init; }

    /// <summary>Answers everything with this status.</summary>
    public int? Refuses { get; set; }

    /// <summary>Takes connections and never says a word.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Passes the request on and hangs up.</summary>
    public bool HangsUp { get; set; }

    public int Connections => connections;

    /// <summary>Ends with the first connection.</summary>
    public Task Connected => connected.Task;

    public IReadOnlyList<ProxiedCall> Asked => [.. asked];

    public IReadOnlyList<ProxiedCall> Passed => [.. passed];

    public static TestProxy Start(params (string User, string Password)[] people)
    {
        var proxy = new TestProxy { People = people.Length == 0 ? null : people };
        _ = proxy.ListenAsync();
        return proxy;
    }

    public PlatformProxy As(string scheme = "http", string? user = null, string? password = null) => new(new($"{scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), user, password);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref connections);
        connected.TrySetResult();
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (IsSilent)
                    await Task.Delay(Timeout.Infinite, stop.Token);
                var first = new byte[1];
                await stream.ReadExactlyAsync(first, stop.Token);
                if (first[0] == 5)
                    await SocksAsync(stream);
                else
                    while (await HttpAsync(stream, first)) { }
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }

    /// <summary>True where the connection stays open for another request.</summary>
    private async Task<bool> HttpAsync(NetworkStream stream, byte[] begun)
    {
        var lines = await HeadAsync(stream, begun);
        begun[0] = 0;
        var (method, target) = (lines[0].Split(' ')[0], lines[0].Split(' ')[1]);
        var pair = Pair(lines.FirstOrDefault(l => l.StartsWith("Proxy-Authorization: Basic ", StringComparison.OrdinalIgnoreCase)));
        var call = new ProxiedCall($"{method} {target}", pair?.User);
        asked.Enqueue(call);
        if (People is not null && (pair is not { } known || !People.Contains(known)))
        {
            await WriteAsync(stream, $"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n{(method == "CONNECT" ? "" : "Connection: close\r\n")}\r\n");
            return method == "CONNECT";
        }
        if (Refuses is { } status)
        {
            await WriteAsync(stream, $"HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return false;
        }
        passed.Enqueue(call);
        var to = method == "CONNECT" ? new Uri($"http://{target}") : new Uri(target);
        using var other = new TcpClient();
        await other.ConnectAsync(to.Host, to.Port, stop.Token);
        if (method == "CONNECT")
            await WriteAsync(stream, "HTTP/1.1 200 Connection established\r\n\r\n");
        else
            await WriteAsync(other.GetStream(), string.Join("\r\n", [lines[0], "Connection: close", .. lines.Skip(1).Where(l => !l.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)), "", ""]));
        if (!HangsUp)
            await PipeAsync(stream, other.GetStream());
        return false;
    }

    private async Task SocksAsync(NetworkStream stream)
    {
        var methods = new byte[(await BytesAsync(stream, 1))[0]];
        await stream.ReadExactlyAsync(methods, stop.Token);
        string? user = null;
        await stream.WriteAsync(new byte[] { 5, (byte)(People is null ? 0 : 2) }, stop.Token);
        if (People is not null)
        {
            await BytesAsync(stream, 1);
            user = Encoding.UTF8.GetString(await BytesAsync(stream, (await BytesAsync(stream, 1))[0]));
            var password = Encoding.UTF8.GetString(await BytesAsync(stream, (await BytesAsync(stream, 1))[0]));
            var known = People.Contains((user, password));
            await stream.WriteAsync(new byte[] { 1, (byte)(known ? 0 : 1) }, stop.Token);
            if (!known)
                return;
        }
        var kind = (await BytesAsync(stream, 4))[3];
        var host = kind == 3 ? Encoding.ASCII.GetString(await BytesAsync(stream, (await BytesAsync(stream, 1))[0])) : new IPAddress(await BytesAsync(stream, kind == 1 ? 4 : 16)).ToString();
        var port = await BytesAsync(stream, 2);
        var call = new ProxiedCall($"SOCKS {host}:{(port[0] << 8) + port[1]}", user);
        asked.Enqueue(call);
        await stream.WriteAsync(new byte[] { 5, (byte)(Refuses is null ? 0 : 2), 0, 1, 0, 0, 0, 0, 0, 0 }, stop.Token);
        if (Refuses is not null)
            return;
        passed.Enqueue(call);
        using var other = new TcpClient();
        await other.ConnectAsync(host, (port[0] << 8) + port[1], stop.Token);
        await PipeAsync(stream, other.GetStream());
    }

    private async Task<byte[]> BytesAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, stop.Token);
        return bytes;
    }

    private async Task<string[]> HeadAsync(NetworkStream stream, byte[] begun)
    {
        var (head, next) = (new List<byte>(begun[0] == 0 ? [] : begun), new byte[1]);
        while (head is not [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
        {
            await stream.ReadExactlyAsync(next, stop.Token);
            head.Add(next[0]);
        }
        return Encoding.ASCII.GetString([.. head.SkipLast(4)]).Split("\r\n");
    }

    private static (string User, string Password)? Pair(string? header)
    {
        if (header is null)
            return null;
        var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header.Split(' ')[2])).Split(':', 2);
        return (pair[0], pair[1]);
    }

    private Task WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), stop.Token).AsTask();

    private Task PipeAsync(NetworkStream one, NetworkStream other) => Task.WhenAny(one.CopyToAsync(other, stop.Token), other.CopyToAsync(one, stop.Token));
}
