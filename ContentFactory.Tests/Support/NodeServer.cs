using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ContentFactory.Tests.Support;

/// <summary>A server of the tests written for Node, in a process of its own. It says its port first; it ends when the tests do.</summary>
internal sealed class NodeServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeServer(Process process) => this.process = process;

    public int Port => port.Task.Result;

    /// <summary>The lines after the port.</summary>
    public IReadOnlyList<string> Said => [.. said];

    /// <param name="script">Path in the project of the tests, where its packages are.</param>
    public static async Task<NodeServer> StartAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(SourceTree.Root, "ContentFactory.Tests", script), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var server = new NodeServer(Process.Start(start)!);
        server.process.OutputDataReceived += (_, e) => server.Hear(e.Data);
        server.process.ErrorDataReceived += (_, e) => server.errors.Enqueue(e.Data ?? "");
        server.process.Exited += (_, _) => server.port.TrySetException(new InvalidOperationException($"{script} ended: {string.Join('\n', server.errors)}"));
        server.process.EnableRaisingEvents = true;
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        await server.port.Task.WaitAsync(Patience);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        if (!port.Task.IsCompleted && int.TryParse(line, CultureInfo.InvariantCulture, out var number))
            port.TrySetResult(number);
        else
            said.Enqueue(line);
    }
}
