using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Bench;

/// <summary>The Release build as <c>./run</c> starts it, in a process of its own on a free port.</summary>
internal sealed class BuiltApplication : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process process;
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BuiltApplication(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public TimeSpan UntilReady { get; private set; }

    /// <summary>Starts it with a demo tenant and waits for /health/ready; a build without that address counts as ready when it answers.</summary>
    public static async Task<BuiltApplication> StartAsync(string data, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var top = Repository();
        var web = Path.Combine(top, "ContentFactory.Web");
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(web, "bin/Release/net10.0/ContentFactory.Web.dll"), "--demo", "--data", data, "--port", $"{port}"])
        {
            WorkingDirectory = top,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_CONTENTROOT"] = web;
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        var application = new BuiltApplication(process, new($"http://127.0.0.1:{port}"));
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("Listening on ", StringComparison.Ordinal) is true)
                application.listening.TrySetResult();
        };
        process.BeginOutputReadLine();
        await application.ReadyAsync();
        application.UntilReady = watch.Elapsed;
        // the demo's content comes after readiness and is no part of it
        await application.listening.Task.WaitAsync(Patience);
        return application;
    }

    public static async Task<T> WithFolderAsync<T>(Func<string, Task<T>> measure)
    {
        var data = TemporaryFolder.NewPath();
        try
        {
            return await measure(data);
        }
        finally
        {
            TemporaryFolder.Delete(data);
        }
    }

    public double ResidentMegabytes() => Megabytes("VmRSS");

    /// <summary>The most it ever had.</summary>
    public double PeakMegabytes() => Megabytes("VmHWM");

    /// <summary>As a machine ends it that loses its current: at once.</summary>
    public Task KillAsync()
    {
        process.Kill();
        return process.WaitForExitAsync();
    }

    private double Megabytes(string name)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").Single(one => one.StartsWith($"{name}:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public TimeSpan ProcessorTime()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            using var patience = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(patience.Token);
        }

        process.Dispose();
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var patience = Stopwatch.StartNew();
        while (!await AnswersAsync(client))
        {
            if (process.HasExited || patience.Elapsed > Patience)
            {
                await DisposeAsync();
                throw new InvalidOperationException("The application did not become ready.");
            }

            await Task.Delay(10);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ContentFactory.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run it from inside the repository.");
        }

        return folder.FullName;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
