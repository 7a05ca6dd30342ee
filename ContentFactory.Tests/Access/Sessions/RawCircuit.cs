using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace ContentFactory.Tests.Access;

/// <summary>What a browser's script says to a circuit, said by hand: it may lie, and twenty of them cost less than one browser.</summary>
internal sealed partial class RawCircuit : IAsyncDisposable
{
    private readonly ClientWebSocket socket;
    private readonly Uri address;
    private readonly MemoryStream arrived = new();
    private int calls;

    private static byte[] RenderBatch { get; } = "JS.RenderBatch"u8.ToArray();

    private RawCircuit(ClientWebSocket socket, Uri address) => (this.socket, this.address) = (socket, address);

    public bool IsOpen => socket.State == WebSocketState.Open;

    /// <summary>Only the connection; null and the status where it was refused.</summary>
    public static async Task<(RawCircuit? Circuit, HttpStatusCode Status)> ConnectAsync(Uri address, string? cookie, string? origin = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (cookie is not null)
            socket.Options.SetRequestHeader("Cookie", cookie);
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new UriBuilder(new Uri(address, "/_blazor")) { Scheme = "ws" }.Uri, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            return (null, status);
        }
        var circuit = new RawCircuit(socket, address);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Binary, true, CancellationToken.None);
        await circuit.ReceiveAsync();
        circuit.arrived.SetLength(0);
        return (circuit, HttpStatusCode.SwitchingProtocols);
    }

    /// <summary>Opens a page as a browser does: its prerendered parts come to life in the circuit. The circuit's secret.</summary>
    public static async Task<(RawCircuit Circuit, string Secret)> OpenAsync(HttpClient client, string cookie, string page)
    {
        var html = await client.GetStringAsync(page);
        var (circuit, status) = await ConnectAsync(client.BaseAddress!, cookie);
        Assert.True(circuit is not null, $"The connection was refused with {status}");
        var secret = await circuit.StartAsync(page);
        Assert.NotNull(secret);
        var operations = Marker().Matches(html).Select((marker, n) => $$"""{"type":"add","ssrComponentId":{{n + 1}},"marker":{{marker.Groups[1].Value}}}""");
        await circuit.SendAsync(Invocation(null, "UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", State().Match(html).Groups[1].Value));
        return (circuit, secret);
    }

    public async Task<string?> StartAsync(string page) => await CallAsync("StartCircuit", address.ToString(), new Uri(address, page).ToString(), "[]", "") as string;

    public async Task<bool> ReconnectAsync(string secret) => await CallAsync("ConnectCircuit", secret) is true;

    /// <summary>Says something and waits for the answer: a text, true, false or nothing.</summary>
    public async Task<object?> CallAsync(string method, params string[] arguments)
    {
        var id = $"{++calls}";
        await SendAsync(Invocation(id, method, arguments));
        while (true)
        {
            while (await NextAsync() is { } message)
                if (Completion(message, id, out var result))
                    return result;
            if (!await ReceiveAsync())
                throw new IOException("The circuit's connection was closed.");
        }
    }

    /// <summary>Presses whatever has this number on the page, whether it was ever drawn or not.</summary>
    public Task ClickAsync(int target, int handler)
    {
        using var packed = new MemoryStream();
        packed.WriteByte(0x95);
        Write(packed, $"{++calls}");
        packed.WriteByte(0xc0);
        Write(packed, "DispatchEventAsync");
        packed.WriteByte((byte)target);
        Write(packed, $$"""[{"eventHandlerId":{{handler}},"eventName":"click","eventFieldInfo":null},{"type":"click"}]""");
        return SendAsync(Frame(null, "BeginInvokeDotNetFromJS", packed.ToArray()));
    }

    /// <summary>Everything that the server says up to the answer to this call.</summary>
    public async Task<string> AllUntilAnswerAsync(string method, params string[] arguments)
    {
        var id = $"{++calls}";
        var all = new StringBuilder();
        await SendAsync(Invocation(id, method, arguments));
        while (true)
        {
            while (await NextAsync() is { } message)
            {
                all.Append(Encoding.UTF8.GetString(message));
                if (Completion(message, id, out _))
                    return all.ToString();
            }
            if (!await ReceiveAsync())
                return all.ToString();
        }
    }

    /// <summary>Reads what the server says until one message holds this text.</summary>
    public async Task SaidAsync(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        while (true)
        {
            while (await NextAsync() is { } message)
                if (message.AsSpan().IndexOf(wanted) >= 0)
                    return;
            if (!await ReceiveAsync())
                throw new IOException($"The connection was closed before it said {text}.");
        }
    }

    public async Task SendAsync(byte[] message) => await socket.SendAsync(message, WebSocketMessageType.Binary, true, CancellationToken.None);

    /// <summary>True once the server closed the connection.</summary>
    public async Task<bool> IsClosedByServerAsync()
    {
        while (await ReceiveAsync()) { }
        return true;
    }

    /// <summary>One message as the hub's protocol frames it: its length, then [1, headers, id, method, arguments].</summary>
    public static byte[] Invocation(string? id, string method, params string[] arguments)
    {
        using var packed = new MemoryStream();
        packed.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
            Write(packed, argument);
        return Frame(id, method, packed.ToArray());
    }

    private static byte[] Frame(string? id, string method, byte[] arguments)
    {
        using var body = new MemoryStream();
        body.Write([0x95, 0x01, 0x80]);
        if (id is null)
            body.WriteByte(0xc0);
        else
            Write(body, id);
        Write(body, method);
        body.Write(arguments);
        using var framed = new MemoryStream();
        var length = (uint)body.Length;
        for (; length > 127; length >>= 7)
            framed.WriteByte((byte)((length & 127) | 128));
        framed.WriteByte((byte)length);
        body.WriteTo(framed);
        return framed.ToArray();
    }

    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        arrived.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Write(MemoryStream to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> header = [0xdb, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header[1..], bytes.Length);
        to.Write(header);
        to.Write(bytes);
    }

    private async Task<bool> ReceiveAsync()
    {
        var buffer = new byte[16384];
        // the bound only ends a hung test
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var received = await socket.ReceiveAsync(buffer, bound.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return false;
            arrived.Seek(0, SeekOrigin.End);
            arrived.Write(buffer, 0, received.Count);
            return true;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }

    /// <summary>The next message that has arrived. What was drawn is confirmed, as a browser does: before that the page waits.</summary>
    private async Task<byte[]?> NextAsync()
    {
        var message = NextMessage();
        if (message is null || message.AsSpan().IndexOf(RenderBatch) is not (>= 0 and < 40 and var at))
            return message;
        var batch = message.AsSpan(at + RenderBatch.Length + 1);
        var id = batch[0] switch
        {
            0xcc => batch[1],
            0xcd => BinaryPrimitives.ReadUInt16BigEndian(batch[1..]),
            var small => small,
        };
        await SendAsync(Frame(null, "OnRenderCompleted", [0x92, 0xcd, (byte)(id >> 8), (byte)id, 0xc0]));
        return message;
    }

    private byte[]? NextMessage()
    {
        var all = arrived.GetBuffer().AsSpan(0, (int)arrived.Length);
        int length = 0, at = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (at >= all.Length)
                return null;
            length |= (all[at] & 127) << shift;
            if (all[at++] < 128)
                break;
        }
        if (all.Length - at < length)
            return null;
        var message = all.Slice(at, length).ToArray();
        var rest = all[(at + length)..].ToArray();
        arrived.SetLength(0);
        arrived.Write(rest);
        return message;
    }

    /// <summary>[3, headers, id, kind, result] with a short id: all that the calls here need.</summary>
    private static bool Completion(byte[] message, string id, out object? result)
    {
        result = null;
        if (message.Length < 5 || message[1] != 3)
            return false;
        var at = 3;
        var length = message[at++] & 0x1f;
        if (Encoding.UTF8.GetString(message, at, length) != id)
            return false;
        at += length;
        if (message[at++] != 3)
            return true;
        result = message[at] switch
        {
            0xc2 => false,
            0xc3 => true,
            0xc0 => null,
            0xd9 => Encoding.UTF8.GetString(message, at + 2, message[at + 1]),
            0xda => Encoding.UTF8.GetString(message, at + 3, BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at + 1))),
            var small => Encoding.UTF8.GetString(message, at + 1, small & 0x1f),
        };
        return true;
    }

    [GeneratedRegex("<!--Blazor:(\\{[^>]*\"descriptor\"[^>]*\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:([^>]*)-->")]
    private static partial Regex State();
}
