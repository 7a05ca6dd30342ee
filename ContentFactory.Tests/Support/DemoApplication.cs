using ContentFactory.Web.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Support;

/// <summary>The application in this process with the demo company in it, as <c>./run --demo</c> fills it.</summary>
internal static class DemoApplication
{
    public const string Slug = "studio-x";

    /// <summary>Everybody of the demo has it.</summary>
    public const string Password = DemoStudio.Password;

    public static async Task<TestApplication> StartAsync()
    {
        var settings = new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null };
        DemoSetup.TurnOn(settings, 0);
        var application = await TestApplication.StartAsync(new(Settings: settings));
        await application.Services.GetRequiredService<DemoSeed>().RunAsync(CancellationToken.None);
        return application;
    }

    public static string Email(string who) => $"{who}@demo.local";
}
