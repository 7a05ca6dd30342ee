using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Bench;

/// <summary>Telegram's sendMessage on loopback, answered at once. It keeps every text, so that a post that came twice shows.</summary>
internal sealed class InstantNetwork : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, int> accepted = new(StringComparer.Ordinal);
    private int messages;

    private InstantNetwork(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public int Calls => Volatile.Read(ref messages);

    public int Texts => accepted.Count;

    public static async Task<InstantNetwork> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var network = new InstantNetwork(builder.Build());
        network.app.Run(network.AcceptAsync);
        await network.app.StartAsync();
        return network;
    }

    public void Forget()
    {
        accepted.Clear();
        messages = 0;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AcceptAsync(HttpContext context)
    {
        using var sent = await JsonDocument.ParseAsync(context.Request.Body);
        var chat = sent.RootElement.GetProperty("chat_id").GetInt64();
        accepted.AddOrUpdate(sent.RootElement.GetProperty("text").GetString()!, 1, (_, times) => times + 1);
        var id = Interlocked.Increment(ref messages);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture,
            $$$"""{"ok":true,"result":{"message_id":{{{id}}},"date":1790000000,"chat":{"id":{{{chat}}},"type":"channel","title":"News"},"text":"x"}}"""));
    }
}
