using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>Stands between the nodes and PostgreSQL and breaks lines: all, some, or one between a commit and its reply.</summary>
internal sealed class PostgresProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string socketPath;
    private readonly ConcurrentDictionary<ProxiedConnection, byte> open = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private Ambush? ambush;
    private volatile bool down;

    public PostgresProxy(string socketPath)
    {
        this.socketPath = socketPath;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Only the newest ambush waits; null calls it off.</summary>
    public void Lay(Ambush? next) => Volatile.Write(ref ambush, next);

    /// <summary>Cuts each open connection with the given probability. Returns how many.</summary>
    public int Cut(Random random, double share)
    {
        var chosen = open.Keys.Where(_ => random.NextDouble() < share).ToList();
        chosen.ForEach(c => c.Cut());
        return chosen.Count;
    }

    /// <summary>Nothing passes and nobody is let in.</summary>
    public void GoDown()
    {
        down = true;
        foreach (var connection in open.Keys)
            connection.Cut();
    }

    public void ComeUp() => down = false;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        GoDown();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptSocketAsync(stopping.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket client)
    {
        client.NoDelay = true;
        var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var connection = new ProxiedConnection(client, server);
        try
        {
            if (down)
                throw new SocketException((int)SocketError.ConnectionRefused);
            await server.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), stopping.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            client.Dispose();
            server.Dispose();
            return;
        }
        open[connection] = 0;
        await connection.RunAsync(IsAmbushed);
        open.TryRemove(connection, out _);
    }

    private bool IsAmbushed(PostgresReply reply, string name)
    {
        if (Volatile.Read(ref ambush) is not { } waiting || !waiting.Meets(reply) || Interlocked.CompareExchange(ref ambush, null, waiting) != waiting)
            return false;
        waiting.Sprung(name);
        return true;
    }
}
