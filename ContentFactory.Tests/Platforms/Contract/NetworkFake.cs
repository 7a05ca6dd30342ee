using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>
/// A network with a memory behind real HTTP. Each request is kept and held to the network's own description before it is answered, and
/// each answer too, so that the fake can't drift from it either. Faults are scripted for the n-th call of a step.
/// </summary>
internal abstract class NetworkFake : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly ConcurrentQueue<(string Step, ContractCall Call)> calls = new();
    private readonly ConcurrentQueue<string> violations = new();
    private readonly ConcurrentDictionary<string, int> counts = new();
    private readonly ConcurrentDictionary<(string Step, int Call), Fault> faults = new();
    private TaskCompletionSource hung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected NetworkFake(TimeProvider clock)
    {
        Clock = clock;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        app = builder.Build();
        app.Run(ServeAsync);
    }

    public Uri Address => new(app.Urls.Single());

    public IReadOnlyList<ContractCall> Calls => [.. calls.Select(c => c.Call)];

    public IReadOnlyList<string> Steps => [.. calls.Select(c => c.Step)];

    public IReadOnlyList<string> Violations => [.. violations];

    /// <summary>Called with each step before the network does anything; false where the request never arrives.</summary>
    public Func<string, bool>? Arrives { get; set; }

    /// <summary>Called with each step when the network has done it and before it answers.</summary>
    public Action<string>? Done { get; set; }

    /// <summary>Ends when a request is kept waiting.</summary>
    public Task Hung => hung.Task;

    protected TimeProvider Clock { get; }

    public Task StartAsync() => app.StartAsync();

    public IReadOnlyList<ContractCall> Of(string step) => [.. calls.Where(c => c.Step == step).Select(c => c.Call)];

    public void Fail(string step, Fault fault, int call = 1, int times = 1)
    {
        var done = counts.GetValueOrDefault(step);
        for (var i = 0; i < times; i++)
            faults[(step, done + call + i)] = fault;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>The name of the step; null where the network has no such address.</summary>
    protected abstract string? StepOf(ContractCall call);

    protected abstract IEnumerable<string> Check(string step, ContractCall call);

    protected abstract IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer);

    /// <summary>Does what was asked. Called by one request at a time.</summary>
    protected abstract Answer Do(string step, ContractCall call);

    protected void Violate(string words) => violations.Enqueue(words);

    private async Task ServeAsync(HttpContext context)
    {
        var call = await ContractCall.ReadAsync(context);
        var step = StepOf(call);
        calls.Enqueue((step ?? "", call));
        if (step is null)
        {
            Violate($"{call}: the description knows no such address");
            await new Answer(404).WriteAsync(context);
            return;
        }
        foreach (var violation in Check(step, call))
            Violate($"{step}: {violation}");
        if (Arrives?.Invoke(step) == false)
        {
            context.Abort();
            return;
        }
        var fault = faults.GetValueOrDefault((step, counts.AddOrUpdate(step, 1, (_, n) => n + 1)));
        await (fault is null ? Accept(step, call).WriteAsync(context) : fault(context, () => Accept(step, call), Hang));
    }

    private Answer Accept(string step, ContractCall call)
    {
        Answer answer;
        lock (gate)
            answer = Do(step, call);
        foreach (var violation in CheckAnswer(step, call, answer))
            Violate($"{step}, the fake's own answer: {violation}");
        Done?.Invoke(step);
        return answer;
    }

    private void Hang() => Interlocked.Exchange(ref hung, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
