using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;

namespace ContentFactory.Tests.Publishing.Removing;

/// <summary>Who may have which posts deleted, and when.</summary>
public sealed class RemovalRightsTests(RemovalDomain domain) : IClassFixture<RemovalDomain>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        domain.Platform.Deletes = true;
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(MemberRole.Viewer)]
    [InlineData(MemberRole.Editor)]
    public async Task Who_may_not_decide_is_refused_before_anything(MemberRole role)
    {
        var rig = await domain.PublishAsync($"rights-{role}".ToLowerInvariant());

        await Assert.ThrowsAsync<NotPermittedException>(() => rig.AskAsync(role));

        Assert.Null(await rig.RowAsync());
    }

    [Fact]
    public async Task Another_tenant_finds_no_such_publication()
    {
        var (rig, other) = (await domain.PublishAsync("mine"), await domain.AddTenantAsync("theirs"));

        var asked = await other.AsAsync<PublicationRemovals, Result>(MemberRole.Owner, r => r.RemoveAsync(rig.Id, None));

        Assert.Equal(ProblemKind.NotFound, asked.Problem?.Kind);
        Assert.Null(await rig.RowAsync());
    }

    [Fact]
    public async Task Network_that_takes_no_such_call_is_not_asked()
    {
        var rig = await domain.PublishAsync("by-hand");
        domain.Platform.Deletes = false;

        Assert.Equal("Publishing.RemovalByHand", (await rig.AskAsync()).Problem?.TextKey);

        Assert.Equal((0, null), (rig.Calls, await rig.RowAsync()));
    }

    [Fact]
    public async Task Channel_that_is_disconnected_can_delete_nothing()
    {
        var rig = await domain.PublishAsync("disconnected");
        await rig.AskAsync();
        await domain.SystemSqlAsync($"update channels set status = 'disconnected' where id = '{rig.ChannelId}'");

        await rig.RunAsync();

        Assert.Equal(("Publishing.RemovalNotConnected", RemovalState.Refused), ((await rig.RowAsync())!.ReasonKey, (await rig.RowAsync())!.State));
        Assert.Equal("Publishing.RemovalNotConnected", (await rig.AskAsync()).Problem?.TextKey);
        await domain.SystemSqlAsync($"update channels set status = 'paused' where id = '{rig.ChannelId}'");
        Assert.True((await rig.AskAsync()).Ok);
        Assert.Equal(0, rig.Calls);
    }

    [Fact]
    public async Task Only_what_is_out_and_known_by_its_number_can_be_deleted()
    {
        var rig = await domain.PublishAsync("unknown-number");
        await domain.SystemSqlAsync($"update publications set external_id = null where id = '{rig.Id}'");
        var planned = rig with { Id = await domain.AddDueAsync(rig.Tenant, rig.ChannelId) };

        Assert.Equal("Publishing.RemovalNoNumber", (await rig.AskAsync()).Problem?.TextKey);
        Assert.Equal("Publishing.RemovalNotOut", (await planned.AskAsync()).Problem?.TextKey);
        Assert.Equal((null, null), (await rig.RowAsync(), await planned.RowAsync()));
    }

    [Fact]
    public async Task Stopped_publishing_goes_on_deleting_and_a_suspended_tenant_waits()
    {
        var (stopped, suspended) = (await domain.PublishAsync("stopped-deletes"), await domain.PublishAsync("suspended"));
        Assert.True((await stopped.Tenant.AsAsync<PublishingSwitch, Result>(MemberRole.Owner, s => s.StopAsync(None))).Ok);
        await stopped.AskAsync();
        await suspended.AskAsync();
        await domain.SystemSqlAsync($"update tenants set status = 'suspended' where id = '{suspended.Tenant.Id}'");

        await stopped.RunAsync();

        Assert.Equal((1, 0), (stopped.Calls, suspended.Calls));
        await domain.SystemSqlAsync($"update tenants set status = 'active' where id = '{suspended.Tenant.Id}'");
        await suspended.RunAsync();
        Assert.Equal((PublicationState.Deleted, RemovalState.Done), await suspended.StandAsync());
    }

    [Fact]
    public async Task Call_that_never_ends_is_given_up_as_unclear()
    {
        var rig = await domain.PublishAsync("endless");
        var called = new TaskCompletionSource();
        domain.Platform.Deleting[rig.Account] = async ct =>
        {
            called.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new(DeleteKind.Deleted);
        };
        await rig.AskAsync();
        var running = rig.RunAsync();
        await called.Task;

        await domain.AdvanceAsync(new PublishingOptions().LongestCall);
        await running;

        Assert.Equal((PublicationState.Published, RemovalState.Waiting), await rig.StandAsync());
    }
}
