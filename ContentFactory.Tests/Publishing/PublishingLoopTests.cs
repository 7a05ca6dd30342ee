using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing;

public sealed class PublishingLoopTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    [Fact]
    public async Task Loop_wakes_for_new_work_and_for_due_times()
    {
        var tenant = await domain.AddTenantAsync("loop");
        var changes = domain.Services.GetRequiredService<Changes>();
        using var loop = ActivatorUtilities.CreateInstance<PublishingLoop>(domain.Services);
        await changes.StartAsync(CancellationToken.None);
        await loop.StartAsync(CancellationToken.None);
        domain.Services.GetRequiredService<Started>().Open();

        var now = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));
        await UntilAsync(tenant, now, PublicationState.Published, TimeSpan.FromMilliseconds(200));
        var later = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, "Later"));
        domain.Platform.Answer(tenant, "Later", new(PublishKind.RateLimited, RetryAfter: TimeSpan.FromMinutes(10)));
        await UntilAsync(tenant, later, PublicationState.Scheduled, TimeSpan.FromSeconds(5));
        domain.Platform.Script.Clear();
        await UntilAsync(tenant, later, PublicationState.Published, TimeSpan.FromSeconds(5));

        await loop.StopAsync(CancellationToken.None);
        await changes.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Call_that_outlives_the_stop_ends_unknown()
    {
        var tenant = await domain.AddTenantAsync("outlives");
        var called = new TaskCompletionSource();
        domain.Platform.Script["News@outlives"] = async ct =>
        {
            called.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new(PublishKind.Published);
        };
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));
        var claimed = (await domain.Queue.ClaimAsync(100, CancellationToken.None)).Where(c => c.Id == id).ToList();
        using var stop = new CancellationTokenSource();

        var running = domain.Publisher.RunAsync(claimed, stop.Token);
        await called.Task;
        await stop.CancelAsync();
        domain.Clock.Advance(TimeSpan.FromSeconds(24));
        var early = running.IsCompleted;
        domain.Clock.Advance(TimeSpan.FromSeconds(2));
        await running;

        Assert.False(early);
        Assert.Equal((PublicationState.Unknown, "Publishing.Interrupted"), (await domain.PublicationAsync(tenant, id) is var p ? (p.State, p.ReasonKey) : default));
    }

    [Fact]
    public async Task Process_that_slept_after_the_commit_does_not_send()
    {
        var tenant = await domain.AddTenantAsync("slept");
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));
        var sleepy = new SleepyTime(domain.Clock.GetUtcNow());
        var publisher = ActivatorUtilities.CreateInstance<Publisher>(domain.Services, (TimeProvider)sleepy);
        var claimed = (await domain.Queue.ClaimAsync(100, CancellationToken.None)).Where(c => c.Id == id).ToList();

        await publisher.RunAsync(claimed, CancellationToken.None);

        Assert.Equal((PublicationState.Scheduled, 0), ((await domain.PublicationAsync(tenant, id)).State, domain.Platform.CallsTo(tenant)));
    }

    private async Task UntilAsync(TestTenant tenant, Guid id, PublicationState state, TimeSpan step)
    {
        for (var i = 0; i < 2000; i++)
        {
            var publication = await domain.PublicationAsync(tenant, id);
            if (publication.State == state && (state is not PublicationState.Scheduled || publication.Fence > 0))
                return;
            await domain.AdvanceAsync(step);
        }
        Assert.Fail($"Never became {state}");
    }

    /// <summary>A clock that has moved a minute whenever it is asked again.</summary>
    private sealed class SleepyTime(DateTimeOffset now) : TimeProvider
    {
        private int asked;

        public override DateTimeOffset GetUtcNow() => now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => 60L * Interlocked.Increment(ref asked);
    }
}
