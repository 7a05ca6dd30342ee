using ContentFactory.Domain.Access;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Support;

/// <summary>The browser side alone, on a real port: no database, no sign-in.</summary>
internal sealed class ShellHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private ShellHost(WebApplication app) => this.app = app;

    public IHostEnvironment Environment => app.Environment;

    public Uri Address => new(app.Urls.Single());

    public static async Task<ShellHost> StartAsync(string environment = "Development", Action<WebApplication>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ShellSetup).Assembly.GetName().Name, EnvironmentName = environment, ContentRootPath = SourceTree.Web,
        });
        builder.AddShell();
        // the frame asks what the person may; here there is nobody
        builder.Services.AddScoped<TenantScope>();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseShell();
        app.MapShell();
        more?.Invoke(app);
        await app.StartAsync();
        return new ShellHost(app);
    }

    public HttpClient Client(string? language = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        if (language is not null) client.DefaultRequestHeaders.Add("Accept-Language", language);
        return client;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
