using System.Diagnostics;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>This assembly in a process of its own. What it says goes to a file beside its process id, by which <see cref="Guard"/> finds it.</summary>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>How a child says that it is ready; the rest of the line is for its parent.</summary>
    public const string Ready = "ready ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StreamWriter log;
    private readonly TaskCompletionSource<string> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool disposed;

    private ChildProcess(Process process, StreamWriter log) => (this.process, this.log) = (process, log);

    public bool HasExited => process.HasExited;

    public static ChildProcess Start(string folder, string name, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // a killed process leaves its diagnostic sockets behind in the machine's temporary folder
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        var log = new StreamWriter(Path.Combine(folder, $"{name}.log"), append: true) { AutoFlush = true };
        var child = new ChildProcess(Process.Start(start)!, log);
        File.WriteAllText(Path.Combine(folder, $"{name}.pid"), $"{child.process.Id}");
        child.process.OutputDataReceived += (_, e) => child.Hear(e.Data);
        child.process.ErrorDataReceived += (_, e) => child.Hear(e.Data);
        child.process.Exited += (_, _) => child.ready.TrySetException(new InvalidOperationException($"{name} ended before it was ready."));
        child.process.EnableRaisingEvents = true;
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    public Task<string> ReadyAsync() => ready.Task.WaitAsync(Patience);

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        if (!process.HasExited)
            process.Kill();
    }

    /// <summary>STOP, CONT or TERM.</summary>
    public void Signal(string signal)
    {
        if (process.HasExited)
            return;
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    public Task EndedAsync() => process.WaitForExitAsync().WaitAsync(Patience);

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        Kill();
        process.WaitForExit();
        process.Dispose();
        log.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (log)
            log.WriteLine(line);
        if (line.StartsWith(Ready, StringComparison.Ordinal))
            ready.TrySetResult(line[Ready.Length..]);
    }
}
