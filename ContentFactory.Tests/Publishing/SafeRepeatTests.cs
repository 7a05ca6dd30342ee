using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing;

/// <summary>Repeats that cannot double: by key where the network accepts one, by a remembered handle where it tells its status.</summary>
public sealed class SafeRepeatTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PublishingDomain domain = new();

    [Fact]
    public async Task Accepted_key_is_repeated_by_the_system_and_stays_the_same()
    {
        await domain.InitializeAsync();
        domain.Platform.Effect = EffectClass.B;
        var (tenant, id) = await LoseAsync("by-key");

        await domain.AdvanceAsync(new PublishingOptions().CallWindow + TimeSpan.FromMinutes(1));
        await SettleAsync();
        domain.Platform.Script.Clear();
        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, id)).State);
        Assert.Equal([id, id], domain.Platform.Tickets.Select(t => t.Key));
        Assert.Empty(domain.Platform.Looked);
    }

    [Fact]
    public async Task Key_that_may_be_forgotten_is_not_repeated()
    {
        await domain.InitializeAsync();
        domain.Platform.Effect = EffectClass.B;
        var (tenant, id) = await LoseAsync("old-key");

        await domain.AdvanceAsync(TimeSpan.FromMinutes(51));
        await SettleAsync();
        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal(PublicationState.Unknown, (await domain.PublicationAsync(tenant, id)).State);
        Assert.Single(domain.Platform.Tickets);
    }

    [Fact]
    public async Task Repeat_that_had_to_wait_beyond_the_life_of_its_key_is_not_made()
    {
        await domain.InitializeAsync();
        domain.Platform.Effect = EffectClass.B;
        var (tenant, id) = await LoseAsync("waited");
        await domain.AdvanceAsync(new PublishingOptions().CallWindow + TimeSpan.FromMinutes(1));
        await SettleAsync();
        Assert.Equal(PublicationState.Scheduled, (await domain.PublicationAsync(tenant, id)).State);

        await domain.AdvanceAsync(TimeSpan.FromMinutes(50));
        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal(PublicationState.Unknown, (await domain.PublicationAsync(tenant, id)).State);
        Assert.Equal(1, domain.Platform.CallsTo(tenant));
        // a person who looked may send it all the same
        await domain.AdvanceAsync(new PublishingOptions().CallWindow + TimeSpan.FromMinutes(1));
        domain.Platform.Script.Clear();
        Assert.True((await tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.PublishAgainAsync(id, None))).Ok);
        await domain.Publisher.PublishDueAsync(None);
        Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Blind_call_is_never_repeated_by_the_system()
    {
        await domain.InitializeAsync();
        var (tenant, id) = await LoseAsync("blind");

        for (var i = 0; i < 5; i++)
        {
            await domain.AdvanceAsync(TimeSpan.FromHours(1));
            await SettleAsync();
            await domain.Publisher.PublishDueAsync(None);
        }

        Assert.Equal(PublicationState.Unknown, (await domain.PublicationAsync(tenant, id)).State);
        Assert.Equal(1, domain.Platform.CallsTo(tenant));
    }

    [Fact]
    public async Task Handle_of_a_lost_call_is_looked_up_and_handed_to_the_next_call()
    {
        await domain.InitializeAsync();
        domain.Platform.Effect = EffectClass.C;
        domain.Platform.Handle = "container-1";
        var (tenant, id) = await LoseAsync("by-status");
        domain.Platform.Looks["News@by-status"] = new(LookKind.Absent, Source: "status");

        await domain.AdvanceAsync(new PublishingOptions().CallWindow + TimeSpan.FromMinutes(1));
        await SettleAsync();
        domain.Platform.Script.Clear();
        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal("container-1", Assert.Single(domain.Platform.Looked).Lost.Handle);
        Assert.Equal([null, "container-1"], domain.Platform.Tickets.Select(t => t.Handle));
        Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Handle_is_not_kept_once_the_lease_is_lost()
    {
        await domain.InitializeAsync();
        domain.Platform.Effect = EffectClass.C;
        domain.Platform.Handle = "late";
        domain.Platform.BeforeRemember = () => domain.SystemSqlAsync("update publications set lease_until = app_now() - interval '1 second' where state = 'sending'");
        var (tenant, id) = await LoseAsync("late-handle");

        Assert.False(domain.Platform.Remembered);
        Assert.Null((await domain.PublicationAsync(tenant, id)).Handle);
    }

    public void Dispose() => domain.DisposeAsync().GetAwaiter().GetResult();

    private Task SettleAsync() => domain.Services.GetRequiredService<Settler>().SettleDueAsync(None);

    private async Task<(TestTenant Tenant, Guid Publication)> LoseAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        var channel = await domain.AddChannelAsync(tenant);
        domain.Platform.Answer(tenant, "News", new(PublishKind.Unknown, Code: "Timeout"));
        var id = await domain.AddDueAsync(tenant, channel);
        await domain.Publisher.PublishDueAsync(None);
        return (tenant, id);
    }
}
