using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContentFactory.Tests.Publishing;

/// <summary>Attempts that are committed ahead of their calls, and what becomes of them when the call does not come.</summary>
public sealed class CallPlacesTests(PublishingDomain domain) : IClassFixture<PublishingDomain>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    public Task InitializeAsync() => domain.SystemSqlAsync("update publications set state = 'cancelled' where state = 'scheduled'");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void No_more_is_begun_than_the_last_moment_took()
    {
        var clock = new ManualTime(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        using var places = new CallPlaces(2, clock);
        var turns = Enumerable.Range(0, 8).Select(_ => places.TurnAsync()).ToList();
        Assert.Equal(2, turns.Count(t => t.IsCompleted));

        places.End();
        Assert.Equal(4, turns.Count(t => t.IsCompleted));
        places.End();
        Assert.Equal(6, turns.Count(t => t.IsCompleted));
        clock.Advance(TimeSpan.FromSeconds(1));
        places.End();

        Assert.Equal(6, turns.Count(t => t.IsCompleted));
    }

    [Fact]
    public async Task Begun_attempt_whose_place_came_late_is_not_called()
    {
        var run = await BeginTwoAsync("place-late", None);

        domain.Clock.Advance(TimeSpan.FromSeconds(50));
        run.Answer.SetResult(new(PublishKind.Published, "1"));
        await run.Publishing;

        await AssertNotCalledAsync(run);
    }

    [Fact]
    public async Task Stop_gives_back_what_was_begun_and_not_called()
    {
        using var stop = new CancellationTokenSource();
        var run = await BeginTwoAsync("stop-begun", stop.Token);

        await stop.CancelAsync();
        await Eventually.BecomesAsync(() => StateAsync(run), s => s == PublicationState.Scheduled);
        run.Answer.SetResult(new(PublishKind.Published, "1"));
        await run.Publishing;

        await AssertNotCalledAsync(run);
    }

    private async Task AssertNotCalledAsync(Run run)
    {
        Assert.Equal((PublicationState.Scheduled, 0), (await StateAsync(run), domain.Platform.CallsTo(run.Tenant, run.Second)));
        var attempt = Assert.Single(await domain.AttemptsAsync(run.Tenant, run.SecondId));
        Assert.Equal((AttemptState.Rejected, "not_called", false), (attempt.State, attempt.Code, attempt.Counted));
    }

    private async Task<PublicationState> StateAsync(Run run) => (await domain.PublicationAsync(run.Tenant, run.SecondId)).State;

    /// <summary>The only place is taken by a call without an answer; the second attempt is begun and waits for it.</summary>
    private async Task<Run> BeginTwoAsync(string slug, CancellationToken stop)
    {
        var tenant = await domain.AddTenantAsync(slug);
        var publisher = ActivatorUtilities.CreateInstance<Publisher>(domain.Services, Options.Create(new PublishingOptions { CallsPerPlatform = 1 }));
        // what has just ended lets one more be begun
        await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, "Quick"));
        await publisher.PublishDueAsync(None);
        var ids = new Dictionary<string, Guid>();
        foreach (var name in new[] { "A", "B" })
            ids[name] = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, name));
        var (answer, called) = (new TaskCompletionSource<PublishOutcome>(), new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        foreach (var name in ids.Keys)
            domain.Platform.Script[$"{name}@{slug}"] = _ => called.TrySetResult(name) ? answer.Task : Task.FromResult(new PublishOutcome(PublishKind.Published, "2"));
        var publishing = publisher.RunAsync(await domain.Queue.ClaimAsync(100, None), stop);
        var second = await called.Task == "A" ? "B" : "A";
        var run = new Run(tenant, answer, publishing, second, ids[second]);
        await Eventually.BecomesAsync(() => StateAsync(run), s => s == PublicationState.Sending);
        return run;
    }

    private sealed record Run(TestTenant Tenant, TaskCompletionSource<PublishOutcome> Answer, Task Publishing, string Second, Guid SecondId);
}
