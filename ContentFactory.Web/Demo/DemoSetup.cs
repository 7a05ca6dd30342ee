using ContentFactory.Domain.Data;

namespace ContentFactory.Web.Demo;

/// <summary>Wiring of --demo. Without it no part of the demo can be reached.</summary>
internal static class DemoSetup
{
    private const string Switch = "Demo:Enabled";

    /// <summary>The settings of --demo: the switch, and leave to fetch the demo's feeds from this very server.</summary>
    public static void TurnOn(Dictionary<string, string?> settings, int port)
    {
        settings[Switch] = "true";
        // keys of their own, so that hosts which the operator listed stay
        settings["Outgoing:AllowedPrivateHosts:demo-name"] = port == 0 ? "localhost" : $"localhost:{port}";
        settings["Outgoing:AllowedPrivateHosts:demo-address"] = port == 0 ? "127.0.0.1" : $"127.0.0.1:{port}";
    }

    /// <exception cref="ConfigurationException">The environment is Production.</exception>
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue<bool>(Switch))
            return;
        if (builder.Environment.IsProduction())
            throw new ConfigurationException("--demo", "is refused in Production, because everybody knows the password of its people", "a start without --demo, or ASPNETCORE_ENVIRONMENT=Development");
        builder.Services.AddSingleton(DemoStudio.Read());
        builder.Services.AddSingleton<DemoFeeds>();
        builder.Services.AddSingleton<DemoPeople>();
        builder.Services.AddSingleton<DemoBusiness>();
        builder.Services.AddSingleton<DemoPictures>();
        builder.Services.AddSingleton<DemoPosts>();
        builder.Services.AddSingleton<DemoPast>();
        builder.Services.AddSingleton<DemoEvergreen>();
        builder.Services.AddSingleton<DemoWriting>();
        builder.Services.AddSingleton<DemoNetworks>();
        builder.Services.AddSingleton<DemoSeed>();
    }

    public static void MapDemo(this WebApplication app)
    {
        if (app.Services.GetService<DemoFeeds>() is not { } feeds)
            return;
        app.MapGet("/demo/feeds/{name}.xml", (string name, HttpRequest request) => feeds.Document(name, request)).AllowAnonymous();
        app.MapGet("/demo/articles/{slug}", (string slug, HttpRequest request) => feeds.Article(slug, request)).AllowAnonymous();
    }
}
