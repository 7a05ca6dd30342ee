using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>The fake networks as a process of their own: <c>network FOLDER SEED FACTOR</c>. Says where it listens, ends by a signal.</summary>
internal static class NetworkProgram
{
    public const string LedgerName = "ledger.jsonl";

    public static async Task<int> RunAsync(string folder, string seed, string factor)
    {
        var clock = TimeProvider.System;
        using var ledger = new Ledger(Path.Combine(folder, LedgerName), clock);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var script = new FaultScript(int.Parse(seed, CultureInfo.InvariantCulture));
        new FakeNetworks(new(clock), script, ledger, new(double.Parse(factor, CultureInfo.InvariantCulture)), clock).Map(app);
        await app.StartAsync();
        Console.WriteLine($"{ChildProcess.Ready}{app.Urls.Single()}");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
