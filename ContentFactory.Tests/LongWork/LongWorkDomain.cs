using System.Collections.Concurrent;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.LongWork;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.LongWork;

/// <summary>A domain with kinds of work that do what a test says.</summary>
public sealed class LongWorkDomain : TestDomain
{
    public const string Plain = "test_plain";
    public const string Alone = "test_alone";
    public const string Fair = "test_fair";

    private static int tenants;

    internal LongWorkQueue Queue => Services.GetRequiredService<LongWorkQueue>();
    internal LongWorker Worker => Services.GetRequiredService<LongWorker>();
    internal ConcurrentDictionary<string, Func<LongProgress, CancellationToken, Task<Result<LongOutcome>>>> Script { get; } = new();

    protected override void Configure(IServiceCollection collection)
    {
        collection.AddSingleton(this);
        collection.AddLongWork<ScriptedRun>(Plain, "Trends.CollectSources", Permission.CollectTrends);
        collection.AddLongWork<ScriptedRun>(Alone, "Trends.CollectSources", Permission.CollectTrends, alone: true);
        collection.AddLongWork<ScriptedRun>(Fair, "Trends.CollectSources", Permission.CollectTrends);
    }

    public Task<TestTenant> TenantAsync() => AddTenantAsync($"long-{Interlocked.Increment(ref tenants)}");

    /// <summary>A task that follows the script.</summary>
    internal async Task<Guid> StartAsync(TestTenant tenant, Func<LongProgress, CancellationToken, Task<Result<LongOutcome>>> work, string kind = Plain)
    {
        var name = $"script-{Ids.New(TimeProvider.System)}";
        Script[name] = work;
        return await tenant.AsAsync<LongTasks, Guid>(MemberRole.Editor, t => t.StartAsync(kind, new ScriptName(name)));
    }

    /// <summary>As one node would; null when there was nothing to take.</summary>
    internal async Task<ClaimedTask?> ClaimAsync(Guid taskId) =>
        (await Worker.ClaimAsync(100, CancellationToken.None)).SingleOrDefault(t => t.Id == taskId);

    internal async Task RunAsync(Guid taskId, CancellationToken stop = default) =>
        await Worker.RunAsync(await ClaimAsync(taskId) ?? throw new InvalidOperationException("Nothing was claimed."), stop);

    public Task<LongTask> TaskAsync(TestTenant tenant, Guid id) => tenant.DbAsync(db => db.LongTasks.AsNoTracking().SingleAsync(t => t.Id == id));
}

public sealed record ScriptName(string Name);

public sealed class ScriptedRun(LongWorkDomain domain) : LongRun<ScriptName>
{
    public override Task<Result<LongOutcome>> RunAsync(ScriptName input, LongProgress progress, CancellationToken ct) => domain.Script[input.Name](progress, ct);
}
