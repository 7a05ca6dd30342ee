using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Sandbox;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Access;

/// <summary>Where letters point to: the configured address; outside of Production, without one, where the application listens.</summary>
internal static class OwnAddress
{
    public static void RequirePublicUrl(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsProduction() && string.IsNullOrEmpty(builder.Configuration["PublicUrl"]))
            throw new ConfigurationException("PublicUrl", "is missing", "the address at which people reach this installation, such as https://app.example.com");
    }

    /// <summary>Known once the server listens.</summary>
    public static void FindOwnAddress(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var options = app.Services.GetRequiredService<IOptions<AccessOptions>>().Value;
        var first = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (options.PublicUrl is null && first is not null)
            options.PublicUrl = SandboxAddress.Reachable(BindingAddress.Parse(first));
    });
}
