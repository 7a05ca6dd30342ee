using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Channels.Tokens;

public sealed class LostRefreshTests(TokenDomain domain) : IClassFixture<TokenDomain>, IAsyncLifetime
{
    public Task InitializeAsync()
    {
        domain.Platform.RefreshIsRepeatable = false;
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_lost_answer_is_not_asked_for_again_and_the_token_is_used_up()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("lost", TimeSpan.FromMinutes(9));
        family.Fault = TokenFault.LostReply;

        await domain.Refresher.RefreshDueAsync(default);
        Assert.Equal(ChannelStatus.Active, (await TokenDomain.ChannelAsync(tenant, channelId)).Status);
        Assert.Equal([RefreshState.Unknown], (await TokenDomain.RefreshesAsync(tenant)).Select(r => r.State));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2));
        await domain.Refresher.RefreshDueAsync(default);
        Assert.Equal(ChannelStatus.Active, (await TokenDomain.ChannelAsync(tenant, channelId)).Status);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2.1));
        await domain.Refresher.RefreshDueAsync(default);

        Assert.Equal(1, family.Refreshes);
        Assert.Equal((ChannelStatus.NeedsAttention, "Channels.RefreshLost"), await TokenDomain.ChannelAsync(tenant, channelId) is var c ? (c.Status, c.LastError) : default);
    }

    [Fact]
    public async Task A_lost_answer_that_ended_the_old_token_asks_to_connect_again()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("lost-dead", TimeSpan.FromMinutes(9));
        (family.Fault, family.KeepsOldAccess) = (TokenFault.LostReply, false);

        Assert.Equal(TokenStand.Refused, (await domain.FreshAsync(tenant, channelId, minutes: 10)).Stand);

        Assert.Equal(ChannelStatus.NeedsAttention, (await TokenDomain.ChannelAsync(tenant, channelId)).Status);
    }

    [Fact]
    public async Task Connecting_again_after_a_lost_answer_renews_again()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("lost-again", TimeSpan.FromMinutes(2));
        family.Fault = TokenFault.LostReply;
        await domain.FreshAsync(tenant, channelId);
        Assert.Equal(TokenStand.Refused, (await domain.FreshAsync(tenant, channelId)).Stand);

        var again = domain.Network.Open("lost-again-2");
        await domain.StoreAsync(tenant, channelId, again, TimeSpan.FromMinutes(1));

        Assert.Equal(TokenStand.Fresh, (await domain.FreshAsync(tenant, channelId)).Stand);
        Assert.Equal((1, 1), (family.Refreshes, again.Refreshes));
    }

    [Fact]
    public async Task Where_a_network_allows_it_a_lost_answer_is_asked_for_again()
    {
        domain.Platform.RefreshIsRepeatable = true;
        var (tenant, channelId, family) = await domain.ConnectAsync("repeat", TimeSpan.FromMinutes(9));
        (family.Fault, family.Rotates) = (TokenFault.LostReply, false);
        await domain.Refresher.RefreshDueAsync(default);
        family.Fault = TokenFault.None;
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2));

        await domain.Refresher.RefreshDueAsync(default);

        Assert.Equal(2, family.Refreshes);
        Assert.Equal([RefreshState.Unknown, RefreshState.Renewed], (await TokenDomain.RefreshesAsync(tenant)).Select(r => r.State));
        Assert.Equal(ChannelStatus.Active, (await TokenDomain.ChannelAsync(tenant, channelId)).Status);
    }

    [Fact]
    public async Task A_node_that_died_asking_leaves_an_unknown_and_no_second_call()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("died", TimeSpan.FromMinutes(9));
        Assert.Equal(TokenStand.Mine, (await LedgerAsync(tenant, l => l.BeginAsync(channelId, TimeSpan.FromMinutes(10), default))).Stand);
        Assert.Equal(TokenStand.Busy, (await domain.FreshAsync(tenant, channelId, minutes: 10)).Stand);

        await domain.AdvanceAsync(TimeSpan.FromMinutes(2.1));
        Assert.Equal(TokenStand.Later, (await domain.FreshAsync(tenant, channelId, minutes: 10)).Stand);

        Assert.Equal(0, family.Refreshes);
        Assert.Equal((RefreshState.Unknown, "node_lost"), Assert.Single(await TokenDomain.RefreshesAsync(tenant)) is var r ? (r.State, r.Code) : default);
    }

    [Fact]
    public async Task An_answer_after_its_lease_is_stored_all_the_same()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("late", TimeSpan.FromMinutes(9));
        var begun = await LedgerAsync(tenant, l => l.BeginAsync(channelId, TimeSpan.FromMinutes(10), default));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2.1));
        await domain.FreshAsync(tenant, channelId, minutes: 10);

        var outcome = await domain.Platform.RefreshAsync(begun.Call!.Account, default);
        var step = await LedgerAsync(tenant, l => l.EndAsync(begun.Call, outcome));

        Assert.Equal((TokenStand.Fresh, "access-late-1"), (step.Stand, step.Account!.Secrets[AccountTokens.Access]));
        Assert.Equal(TokenStand.Fresh, (await domain.FreshAsync(tenant, channelId)).Stand);
        Assert.Equal(1, family.Refreshes);
    }

    private Task<TokenStep> LedgerAsync(TestTenant tenant, Func<TokenLedger, Task<TokenStep>> act) =>
        tenant.RunAsync(Actor.System(tenant.Id, "test"), services => act(services.GetRequiredService<TokenLedger>()));
}
