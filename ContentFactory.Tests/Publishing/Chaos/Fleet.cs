using System.Collections.Concurrent;
using System.Globalization;

namespace ContentFactory.Tests.Publishing.Chaos;

internal enum FleetEventKind { Ready, Killed, Terminated, Frozen }

/// <summary>What befell a node; a freeze and a termination last until <paramref name="Until"/>.</summary>
internal sealed record FleetEvent(FleetEventKind Kind, string Node, DateTimeOffset At, DateTimeOffset Until);

/// <summary>The nodes of a run. For each that ends a new one is started; the clocks of three in turn are half a minute early, right and late.</summary>
internal sealed class Fleet(string folder, Func<string, Dictionary<string, string>> settingsOf, TimeProvider clock) : IDisposable
{
    private const double SkewSeconds = 30;

    private readonly ConcurrentDictionary<string, ChildProcess> nodes = new();
    private readonly ConcurrentDictionary<string, byte> ready = new();
    private readonly ConcurrentDictionary<string, byte> frozen = new();
    private readonly ConcurrentQueue<FleetEvent> events = new();
    private readonly ConcurrentQueue<ChildProcess> started = new();
    private int last;

    public IReadOnlyList<FleetEvent> Events => [.. events];

    /// <summary>Who works now: alive, ready and not frozen.</summary>
    public IReadOnlyList<string> Working =>
        [.. nodes.Where(n => ready.ContainsKey(n.Key) && !frozen.ContainsKey(n.Key) && !n.Value.HasExited).Select(n => n.Key).Order(StringComparer.Ordinal)];

    public ChildProcess Start()
    {
        var number = Interlocked.Increment(ref last);
        var name = string.Create(CultureInfo.InvariantCulture, $"node-{number:00}");
        var settings = settingsOf(name);
        settings[NodeProgram.Skew] = (((number % 3) - 1) * SkewSeconds).ToString(CultureInfo.InvariantCulture);
        var node = nodes[name] = ChildProcess.Start(folder, name, settings, "node", folder, name);
        started.Enqueue(node);
        _ = NoteReadyAsync(name, node);
        return node;
    }

    /// <summary>May be called from within a proxy's connection: it does not wait.</summary>
    public void Kill(string name)
    {
        if (!nodes.TryRemove(name, out var node))
            return;
        node.Kill();
        Note(FleetEventKind.Killed, name, clock.GetUtcNow());
        Start();
    }

    public async Task TerminateAsync(string name)
    {
        if (!nodes.TryRemove(name, out var node))
            return;
        var at = clock.GetUtcNow();
        node.Signal("TERM");
        Start();
        await node.EndedAsync();
        Note(FleetEventKind.Terminated, name, at);
    }

    public async Task FreezeAsync(string name, TimeSpan time)
    {
        if (!nodes.TryGetValue(name, out var node) || !frozen.TryAdd(name, 0))
            return;
        node.Signal("STOP");
        var at = clock.GetUtcNow();
        await Task.Delay(time, clock);
        node.Signal("CONT");
        Note(FleetEventKind.Frozen, name, at);
        frozen.TryRemove(name, out _);
    }

    public void Dispose()
    {
        foreach (var node in started)
            node.Dispose();
    }

    private async Task NoteReadyAsync(string name, ChildProcess node)
    {
        try
        {
            await node.ReadyAsync();
            Note(FleetEventKind.Ready, name, clock.GetUtcNow());
            ready[name] = 0;
        }
        catch (InvalidOperationException)
        {
            // it was ended before: its end is noted by whoever did that
        }
    }

    private void Note(FleetEventKind kind, string node, DateTimeOffset at) => events.Enqueue(new(kind, node, at, clock.GetUtcNow()));
}
