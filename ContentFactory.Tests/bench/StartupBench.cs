using System.Text.Json;
using Microsoft.Playwright;

namespace ContentFactory.Tests.Bench;

/// <summary>Time from the command to the first ready answer, then what an idle application costs after its dashboard was opened once.</summary>
internal static class StartupBench
{
    private const int Starts = 5;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    public static Task<int> RunAsync() => BuiltApplication.WithFolderAsync(MeasureAsync);

    private static async Task<int> MeasureAsync(string data)
    {
        var first = await StartOnceAsync(data);
        var later = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            later.Add(await StartOnceAsync(data));
        }

        later.Sort();
        await using var application = await BuiltApplication.StartAsync(data);
        var opened = await OpenDashboardAsync(application);
        await Task.Delay(Settle);
        var before = application.ProcessorTime();
        await Task.Delay(Idle);
        var busy = (application.ProcessorTime() - before) / Idle * 100;
        Print(new(Math.Round(first), Math.Round(later[Starts / 2]), Math.Round(application.ResidentMegabytes(), 1), Math.Round(busy, 2), opened));
        return 0;
    }

    private static async Task<double> StartOnceAsync(string data)
    {
        await using var application = await BuiltApplication.StartAsync(data);
        return application.UntilReady.TotalMilliseconds;
    }

    /// <summary>A real browser, so that the circuit is counted; it is gone again when the idle time is measured.</summary>
    private static async Task<string> OpenDashboardAsync(BuiltApplication application)
    {
        if (await DemoVisit.BeginAsync(application.Address) is not { } visit)
        {
            return "no: the demo owner could not sign in";
        }

        var chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        if (chromium is null)
        {
            return "first HTML only: no Chromium";
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
        await using var context = await browser.NewContextAsync();
        await context.AddCookiesAsync(visit.Cookie.Split("; ").Select(one => one.Split('=', 2))
            .Select(one => new Cookie { Name = one[0], Value = one[1], Url = application.Address.ToString() }));
        var page = await context.NewPageAsync();
        await page.GotoAsync(visit.Dashboard.ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        return "in Chromium";
    }

    private static void Print(Outcome outcome)
    {
        Console.WriteLine($"first start, empty folder     {outcome.FirstStartMs,8} ms");
        Console.WriteLine($"start, median of {Starts}            {outcome.StartMs,8} ms");
        Console.WriteLine($"idle memory (RSS)             {outcome.RssMb,8} MB");
        Console.WriteLine($"idle processor, of one core   {outcome.IdleCpuPercent,8} %");
        Console.WriteLine($"dashboard opened              {outcome.DashboardOpened}");
        Console.WriteLine(JsonSerializer.Serialize(outcome, JsonSerializerOptions.Web));
    }

    private sealed record Outcome(double FirstStartMs, double StartMs, double RssMb, double IdleCpuPercent, string DashboardOpened);
}
