using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Web.Sandbox.Networks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Sandbox;

public static class SandboxAddress
{
    /// <summary>Maps the endpoints and, once the server listens, tells the sandbox its own address unless the settings did.</summary>
    public static void MapSandboxNetwork(this WebApplication app)
    {
        app.MapSandbox();
        app.MapSandboxNetworks();
        app.Lifetime.ApplicationStarted.Register(() => Find(app.Services));
    }

    private static void Find(IServiceProvider services)
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
