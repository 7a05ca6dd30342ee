using ContentFactory.Domain.Platforms.Sandbox;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Sandbox;

public static class SandboxWebSetup
{
    /// <summary>Switches the sandbox by the environment where the settings say nothing.</summary>
    public static WebApplicationBuilder AddSandboxNetwork(this WebApplicationBuilder builder)
    {
        var development = builder.Environment.IsDevelopment();
        builder.Services.PostConfigure<SandboxOptions>(options => options.Enabled ??= development);
        // the request log writes whole paths, and a bot's token stands in the path
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        return builder;
    }

    /// <summary>Maps the endpoints and, once the server listens, tells the sandbox its own address unless the settings did.</summary>
    public static WebApplication MapSandboxNetwork(this WebApplication app)
    {
        app.MapSandbox();
        app.Lifetime.ApplicationStarted.Register(() => FindOwnAddress(app.Services));
        return app;
    }

    private static void FindOwnAddress(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<SandboxOptions>>().Value;
        var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (options.BaseUrl is null && addresses.OrderBy(a => a.StartsWith("https", StringComparison.OrdinalIgnoreCase)).FirstOrDefault() is { } first)
            options.BaseUrl = Reachable(BindingAddress.Parse(first));
    }

    /// <summary>"All addresses" is where a server listens, not where it can be called.</summary>
    internal static Uri Reachable(BindingAddress address)
    {
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" or "::" ? "127.0.0.1" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port).Uri;
    }
}
