using System.Text.Json;
using Microsoft.Playwright;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>What the tests run inside pages. The browser's protocol brings it, past the policy that forbids the page's own inline script.</summary>
internal static class Scripts
{
    public static readonly string Inspect = Read("inspect.js");
    public static readonly string Settled = Read("settled.js");
    public static readonly string Focus = Read("focus.js");
    public static readonly string Axe = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    /// <summary>Runs a script whose answer is a record.</summary>
    public static async Task<T?> AskAsync<T>(IPage page, string script, object? about = null) where T : class =>
        await page.EvaluateAsync<JsonElement?>(script, about) is { } answer ? answer.Deserialize<T>(JsonSerializerOptions.Web) : null;

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Scripts).Assembly.GetManifestResourceStream(name)!);
        // the browser takes an expression, and a comment in front of a function makes it a script
        return string.Join('\n', reader.ReadToEnd().Split('\n').SkipWhile(line => line.StartsWith("//", StringComparison.Ordinal)));
    }
}
