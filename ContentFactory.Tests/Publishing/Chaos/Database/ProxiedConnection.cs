using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>One client's connection through the proxy, until either side ends it or it is cut.</summary>
internal sealed class ProxiedConnection(Socket client, Socket server)
{
    private const string NameKey = "application_name";

    private readonly CancellationTokenSource over = new();

    /// <summary>The client's application_name.</summary>
    public string Name { get; private set; } = "";

    public void Cut() => over.Cancel();

    public async Task RunAsync(Func<PostgresReply, string, bool> cuts)
    {
        try
        {
            await using var down = new NetworkStream(client);
            await using var up = new NetworkStream(server);
            await GreetAsync(down, up);
            await Task.WhenAny(down.CopyToAsync(up, over.Token), AnswerAsync(up, down, cuts));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
        }
        finally
        {
            await over.CancelAsync();
            Reset(client);
            Reset(server);
        }
    }

    /// <summary>The first packet carries the client's name. Encryption is switched off in the connection strings.</summary>
    private async Task GreetAsync(NetworkStream down, NetworkStream up)
    {
        var length = new byte[4];
        await down.ReadExactlyAsync(length, over.Token);
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4];
        await down.ReadExactlyAsync(body, over.Token);
        var words = Encoding.UTF8.GetString(body.AsSpan(4)).Split('\0');
        Name = Array.IndexOf(words, NameKey) is >= 0 and var at ? words[at + 1] : "";
        await up.WriteAsync((byte[])[.. length, .. body], over.Token);
    }

    private async Task AnswerAsync(NetworkStream up, NetworkStream down, Func<PostgresReply, string, bool> cuts)
    {
        var replies = new PostgresReplies(up);
        while (await replies.NextAsync(over.Token) is { } reply)
        {
            if (cuts(reply, Name))
                return;
            await down.WriteAsync(reply.Bytes, over.Token);
        }
    }

    /// <summary>As a broken line looks from both ends: no farewell.</summary>
    private static void Reset(Socket socket)
    {
        socket.LingerState = new(true, 0);
        socket.Dispose();
    }
}
