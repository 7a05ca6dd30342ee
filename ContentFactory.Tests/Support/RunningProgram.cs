using System.Collections.Concurrent;
using System.Diagnostics;

namespace ContentFactory.Tests.Support;

/// <summary>The built program in a process of its own, which may be killed. Uses the data folder's embedded PostgreSQL.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningProgram(Process process) => this.process = process;

    public Uri Address => listening.Task.IsCompletedSuccessfully ? listening.Task.Result : throw new InvalidOperationException("Not listening yet.");

    /// <summary>What it said and logged so far, the last lines.</summary>
    public string Log => string.Join('\n', lines.TakeLast(40));

    public static async Task<RunningProgram> StartAsync(string dataFolder, IReadOnlyDictionary<string, string> settings)
    {
        var program = Start(dataFolder, settings);
        await program.listening.Task.WaitAsync(Patience);
        return program;
    }

    /// <summary>For commands, and starts that are meant to fail: the exit code and what was said.</summary>
    public static async Task<(int Code, string Said)> RunToEndAsync(string dataFolder, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var program = Start(dataFolder, settings, arguments);
        await program.process.WaitForExitAsync().WaitAsync(Patience);
        return (program.process.ExitCode, program.Log);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed. Only this process; its PostgreSQL stays.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: false);
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        process.Dispose();
    }

    public static RunningProgram Start(string dataFolder, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var folder = AppContext.BaseDirectory.Replace("ContentFactory.Tests", "ContentFactory.Web", StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "ContentFactory.Web.dll"), "--data", dataFolder, "--port", "0", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var program = new RunningProgram(Process.Start(start)!);
        program.process.OutputDataReceived += (_, e) => program.Said(e.Data);
        program.process.ErrorDataReceived += (_, e) => program.lines.Enqueue(e.Data ?? "");
        program.process.Exited += (_, _) => program.listening.TrySetException(new InvalidOperationException($"The program ended: {program.Log}"));
        program.process.EnableRaisingEvents = true;
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        return program;
    }

    private void Said(string? line)
    {
        lines.Enqueue(line ?? "");
        if (line?.StartsWith("Listening on ", StringComparison.Ordinal) is true)
            listening.TrySetResult(new Uri(line["Listening on ".Length..]));
    }
}
