using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Sandbox;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Access;

/// <summary>Where letters point to: the configured address; outside of Production, without one, where the application listens.</summary>
internal static class OwnAddress
{
    internal const string DeafToItsProxy = "PublicUrl is https and only http is listened on, but ASPNETCORE_FORWARDEDHEADERS_ENABLED is not true: "
        + "everybody seems to come from the proxy, so that five wrong passwords of one person lock out all. Set it to true where only the proxy reaches this port.";

    /// <summary>In Production people reach this installation at one name; requests for other hosts are answered 400. Probes ask this machine by its own.</summary>
    public static void RequirePublicUrl(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsProduction())
            return;
        if (builder.Configuration["PublicUrl"] is not { Length: > 0 } address)
            throw new ConfigurationException("PublicUrl", "is missing", "the address at which people reach this installation, such as https://app.example.com");
        var more = builder.Configuration["AllowedHosts"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (Uri.TryCreate(address, UriKind.Absolute, out var url))
            builder.Services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = [url.IdnHost, "localhost", "127.0.0.1", "[::1]", .. more]);
    }

    /// <summary>Known once the server listens.</summary>
    public static void FindOwnAddress(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var options = app.Services.GetRequiredService<IOptions<AccessOptions>>().Value;
        var listens = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (options.PublicUrl is null && listens.FirstOrDefault() is { } first)
            options.PublicUrl = SandboxAddress.Reachable(BindingAddress.Parse(first));
        if (app.Environment.IsProduction() && IsDeafToItsProxy(options.PublicUrl, listens, app.Configuration["FORWARDEDHEADERS_ENABLED"]))
            app.Logger.LogWarning("{Warning}", DeafToItsProxy);
    });

    /// <summary>People come by https and only http is listened on: a proxy stands before, and what it says of its callers is not heard.</summary>
    internal static bool IsDeafToItsProxy(Uri? publicUrl, IEnumerable<string> listens, string? forwardedHeaders) =>
        publicUrl is { Scheme: "https" } && !listens.Any(a => a.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        && !string.Equals(forwardedHeaders, "true", StringComparison.OrdinalIgnoreCase);
}
