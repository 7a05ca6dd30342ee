using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Security;

/// <summary>A network that refuses everything and says back whatever it was told, in all the places in which networks put their reasons.</summary>
internal sealed class EchoNetwork : IAsyncDisposable
{
    private static readonly int[] Codes = [400, 401, 403, 404, 429, 500];

    private readonly WebApplication app;
    private int number;

    private EchoNetwork(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public ConcurrentQueue<string> Heard { get; } = new();

    public static async Task<EchoNetwork> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var network = new EchoNetwork(builder.Build());
        network.app.Run(network.AnswerAsync);
        await network.app.StartAsync();
        return network;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var said = $"{context.Request.Path}{context.Request.QueryString} {context.Request.Headers.Authorization} {await reader.ReadToEndAsync()}";
        Heard.Enqueue(said);
        context.Response.StatusCode = Codes[Interlocked.Increment(ref number) % Codes.Length];
        context.Response.Headers.Location = Uri.EscapeDataString(said.Length > 500 ? said[..500] : said);
        await context.Response.WriteAsJsonAsync(new
        {
            ok = false, error_code = context.Response.StatusCode, description = said, message = said, error_description = said, code = 50027,
            error = new { message = said, error_user_msg = said, type = "OAuthException", code = 190 },
        });
    }
}
