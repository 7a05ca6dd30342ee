using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace ContentFactory.Tests.Access;

/// <summary>
/// What a browser's script says to a circuit, said by hand: it may lie, and twenty of them cost less than one browser. As a browser does, it
/// always listens, confirms what was drawn and answers pings: a page waits for the one, and the server drops who is silent for 30 seconds.
/// </summary>
internal sealed partial class RawCircuit : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ClientWebSocket socket;
    private readonly Uri address;
    private readonly Channel<byte[]> heard = Channel.CreateUnbounded<byte[]>();
    private readonly SemaphoreSlim mouth = new(1, 1);
    private readonly TaskCompletionSource greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task listening = Task.CompletedTask;
    private string last = "nothing";
    private int calls;
    private int drawings;

    private RawCircuit(ClientWebSocket socket, Uri address) => (this.socket, this.address) = (socket, address);

    public bool IsOpen => socket.State == WebSocketState.Open;

    /// <summary>Whether it says so when it has drawn something; a browser always does.</summary>
    public bool Confirms { get; set; } = true;

    /// <summary>Whether it answers what the page asks of its scripts: nothing, and an object where one is wanted.</summary>
    public bool AnswersScripts { get; set; }

    /// <summary>How often the server sent something to draw.</summary>
    public int Drawings => Volatile.Read(ref drawings);

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
        await circuit.SendAsync(RawMessages.Greeting);
        circuit.listening = circuit.ListenAsync();
        await circuit.WithinAsync("the greeting", _ => circuit.greeted.Task);
        return (circuit, HttpStatusCode.SwitchingProtocols);
    }

    /// <summary>Opens a page as a browser does: its prerendered parts come to life in the circuit. The circuit's secret.</summary>
    /// <param name="early">What is said before the page comes to life.</param>
    public static async Task<(RawCircuit Circuit, string Secret)> OpenAsync(HttpClient client, string cookie, string page, Func<RawCircuit, Task>? early = null)
    {
        var html = await client.GetStringAsync(page);
        var (circuit, status) = await ConnectAsync(client.BaseAddress!, cookie);
        Assert.True(circuit is not null, $"The connection was refused with {status}");
        var secret = await circuit.StartAsync(page);
        Assert.NotNull(secret);
        if (early is not null)
            await early(circuit);
        var operations = Marker().Matches(html).Select((marker, n) => $$"""{"type":"add","ssrComponentId":{{n + 1}},"marker":{{marker.Groups[1].Value}}}""");
        await circuit.SendAsync(RawMessages.Invocation(null, "UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", State().Match(html).Groups[1].Value));
        return (circuit, secret);
    }

    public async Task<string?> StartAsync(string page) => await CallAsync("StartCircuit", address.ToString(), new Uri(address, page).ToString(), "[]", "") as string;

    public async Task<bool> ReconnectAsync(string secret) => await CallAsync("ConnectCircuit", secret) is true;

    /// <summary>Says something and waits for the answer: a text, true, false or nothing.</summary>
    public async Task<object?> CallAsync(string method, params string[] arguments)
    {
        var id = $"{Interlocked.Increment(ref calls)}";
        await SendAsync(RawMessages.Invocation(id, method, arguments));
        object? result = null;
        if (!await HearAsync($"the answer to {method}", message => RawMessages.IsCompletion(message, id, out result)))
            throw new IOException($"The connection was closed before {method} was answered.");
        return result;
    }

    /// <summary>Presses whatever has this number on the page, whether it was ever drawn or not.</summary>
    public Task ClickAsync(int target, int handler) => SendAsync(RawMessages.Click($"{Interlocked.Increment(ref calls)}", target, handler));

    /// <summary>Follows a link within the application.</summary>
    public Task GoAsync(string uri) => SendAsync(RawMessages.Moved(uri));

    /// <summary>Everything that the server says up to the answer to this call.</summary>
    public async Task<string> AllUntilAnswerAsync(string method, params string[] arguments)
    {
        var id = $"{Interlocked.Increment(ref calls)}";
        var all = new StringBuilder();
        await SendAsync(RawMessages.Invocation(id, method, arguments));
        await HearAsync($"the answer to {method}", message =>
        {
            all.Append(Encoding.UTF8.GetString(message));
            return RawMessages.IsCompletion(message, id, out _);
        });
        return all.ToString();
    }

    /// <summary>Hears what the server says until one message holds this text.</summary>
    public async Task SaidAsync(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        if (!await HearAsync(text, message => message.AsSpan().IndexOf(wanted) >= 0))
            throw new IOException($"The connection was closed before it said {text}.");
    }

    public async Task SendAsync(byte[] message)
    {
        await mouth.WaitAsync();
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, true, CancellationToken.None);
        }
        finally
        {
            mouth.Release();
        }
    }

    /// <summary>True once the server closed the connection.</summary>
    public async Task<bool> IsClosedByServerAsync() => !await HearAsync("the end of the connection", _ => false);

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await listening;
        socket.Dispose();
        mouth.Dispose();
    }

    /// <summary>Goes through what was said until the wanted message; false where the connection ended before.</summary>
    private async Task<bool> HearAsync(string what, Func<byte[], bool> isIt)
    {
        var found = false;
        await WithinAsync(what, async bound =>
        {
            while (!found && await heard.Reader.WaitToReadAsync(bound))
                while (!found && heard.Reader.TryRead(out var message))
                    found = isIt(message);
        });
        return found;
    }

    /// <summary>The bound only ends a hung test: pings keep a silent connection alive for ever.</summary>
    private async Task WithinAsync(string what, Func<CancellationToken, Task> wait)
    {
        using var bound = new CancellationTokenSource(Patience);
        try
        {
            await wait(bound.Token).WaitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Waited for {what} in vain; the connection is {socket.State}, {Drawings} drawings came, the last message was: {last}");
        }
    }

    private async Task ListenAsync()
    {
        using var arrived = new MemoryStream();
        var buffer = new byte[16384];
        try
        {
            while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } received)
            {
                arrived.Seek(0, SeekOrigin.End);
                arrived.Write(buffer, 0, received.Count);
                while ((greeted.Task.IsCompleted ? RawMessages.Take(arrived) : RawMessages.TakeGreeting(arrived)) is { } message)
                    await HearAsync(message);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // the connection is over, by whomever
        }
        greeted.TrySetResult();
        heard.Writer.TryComplete();
    }

    private async Task HearAsync(byte[] message)
    {
        if (greeted.TrySetResult())
            return;
        if (RawMessages.IsPing(message))
        {
            await SendAsync(RawMessages.Ping);
            return;
        }
        last = Encoding.UTF8.GetString(message, 0, Math.Min(message.Length, 200));
        heard.Writer.TryWrite(message);
        if (AnswersScripts && RawMessages.ScriptCallOf(message) is { } call)
            await SendAsync(RawMessages.ScriptAnswer(call.Id, call.WantsObject));
        if (RawMessages.DrawingOf(message) is not { } drawing)
            return;
        Interlocked.Increment(ref drawings);
        if (Confirms)
            await SendAsync(RawMessages.Drawn(drawing));
    }

    [GeneratedRegex("<!--Blazor:(\\{[^>]*\"descriptor\"[^>]*\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:([^>]*)-->")]
    private static partial Regex State();
}
