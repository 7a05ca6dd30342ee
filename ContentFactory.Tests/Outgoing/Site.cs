using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Outgoing;

/// <summary>A real web server on every address of this machine, on a port that the rules accept; counts its connections.</summary>
internal sealed class Site : IAsyncDisposable
{
    private static int lastPort = 8100;

    private readonly WebApplication app;
    private int connections;

    private Site(WebApplication app, int port) => (this.app, Port) = (app, port);

    public int Port { get; }

    public int Connections => Volatile.Read(ref connections);

    public Uri At(string path, string host = "127.0.0.1") => new($"http://{host}:{Port}{path}");

    public static async Task<Site> StartAsync(Func<HttpContext, Task> answer)
    {
        while (true)
        {
            var port = Interlocked.Increment(ref lastPort);
            try
            {
                return await StartAsync(answer, port);
            }
            catch (Exception e) when (e is IOException or SocketException && port < 8990)
            {
            }
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static async Task<Site> StartAsync(Func<HttpContext, Task> answer, int port)
    {
        Site? site = null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Any, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection =>
                {
                    Interlocked.Increment(ref site!.connections);
                    return next(connection);
                });
            });
        });
        var app = builder.Build();
        site = new Site(app, port);
        app.Run(context => answer(context));
        await app.StartAsync();
        return site;
    }
}
