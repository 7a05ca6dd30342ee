using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Channels.Tokens;

public sealed class TokenRefreshTests(TokenDomain domain) : IClassFixture<TokenDomain>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Fifty_publishes_at_the_end_of_a_token_renew_it_once()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("fifty", Minute);
        for (var i = 0; i < 50; i++)
            await domain.PublishNowAsync(tenant, channelId, $"post {i}");

        await PublishAllAsync(tenant);

        Assert.Equal(1, family.Refreshes);
        Assert.Equal(50, family.Posts.Select(p => p.Text).Distinct().Count());
        Assert.Equal(50, family.Posts.Count(p => p.Token == "access-fifty-1"));
        Assert.Equal([RefreshState.Renewed], (await TokenDomain.RefreshesAsync(tenant)).Select(r => r.State));
    }

    [Fact]
    public async Task Fifty_who_ask_at_once_on_two_nodes_are_one_call()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("at-once", Minute);
        var others = new TaskCompletionSource();
        family.BeforeAnswer = () => others.Task;

        var asking = Enumerable.Range(0, 50).Select(i => domain.FreshAsync(tenant, channelId, i % 2)).ToList();
        while (asking.Count(a => a.IsCompleted) < 49)
            await Task.WhenAny(asking.Where(a => !a.IsCompleted));
        others.SetResult();
        var steps = await Task.WhenAll(asking);

        Assert.Equal(1, family.Refreshes);
        Assert.Equal(49, steps.Count(s => s.Stand is TokenStand.Busy));
        Assert.Equal("access-at-once-1", Assert.Single(steps, s => s.Stand is TokenStand.Fresh).Account!.Secrets[AccountTokens.Access]);
        Assert.Equal(TokenStand.Fresh, (await domain.FreshAsync(tenant, channelId, 1)).Stand);
        Assert.Equal(1, family.Refreshes);
    }

    [Fact]
    public async Task A_new_token_is_stored_sealed_with_its_end()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("stored", Minute);

        Assert.Equal(TokenStand.Fresh, (await domain.FreshAsync(tenant, channelId)).Stand);

        Assert.Equal((family.Access, family.Refresh), await StoredAsync(tenant, channelId));
        var until = (await TokenDomain.ChannelAsync(tenant, channelId)).TokenValidUntil;
        Assert.InRange(until!.Value - domain.Clock.GetUtcNow(), TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }

    [Fact]
    public async Task An_empty_refresh_token_leaves_the_old_one()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("empty", Minute);
        family.Rotates = false;

        await domain.FreshAsync(tenant, channelId);
        Assert.Equal(("access-empty-1", "refresh-empty-0"), await StoredAsync(tenant, channelId));

        await domain.FreshAsync(tenant, channelId, minutes: 90);
        Assert.Equal(("access-empty-2", "refresh-empty-0"), await StoredAsync(tenant, channelId));
    }

    [Fact]
    public async Task A_refusal_that_a_new_connection_overtook_changes_nothing()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("race", Minute);
        var again = domain.Network.Open("race-again");
        family.Fault = TokenFault.Refuse;
        family.BeforeAnswer = () => domain.StoreAsync(tenant, channelId, again, TimeSpan.FromHours(2));

        var step = await domain.FreshAsync(tenant, channelId);

        Assert.Equal((TokenStand.Fresh, again.Access), (step.Stand, step.Account!.Secrets[AccountTokens.Access]));
        Assert.Equal(ChannelStatus.Active, (await TokenDomain.ChannelAsync(tenant, channelId)).Status);
        Assert.Equal([RefreshState.Superseded], (await TokenDomain.RefreshesAsync(tenant)).Select(r => r.State));
    }

    [Fact]
    public async Task A_new_token_does_not_overwrite_what_was_connected_meanwhile()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("overtaken", Minute);
        var again = domain.Network.Open("overtaken-again");
        family.BeforeAnswer = () => domain.StoreAsync(tenant, channelId, again, TimeSpan.FromHours(2));

        await domain.FreshAsync(tenant, channelId);

        Assert.Equal((again.Access, again.Refresh), await StoredAsync(tenant, channelId));
    }

    [Fact]
    public async Task A_refused_refresh_stops_the_channel_and_tells_those_who_decide()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("refused", Minute);
        family.Fault = TokenFault.Refuse;
        var id = await domain.PublishNowAsync(tenant, channelId, "x");

        await Publisher(0).PublishDueAsync(default);
        await domain.Services.GetRequiredService<PublishingQueue>().SweepAsync(default);
        await PublishAllAsync(tenant);

        var (channel, held) = (await TokenDomain.ChannelAsync(tenant, channelId), await TokenDomain.PublicationAsync(tenant, id));
        Assert.Equal((ChannelStatus.NeedsAttention, "Channels.RefreshRefused"), (channel.Status, channel.LastError));
        Assert.Equal((PublicationState.Held, HeldReason.Channel, 0), (held.State, held.HeldReason, held.AttemptsUsed));
        Assert.Equal((1, 0), (family.Refreshes, family.Posts.Count));
        Assert.Equal(2, await tenant.DbAsync(db => db.Notifications.CountAsync(n => n.TextKey == "Channels.Notice_NeedsAttention" && n.Link == $"channels/{channelId}")));
    }

    [Fact]
    public async Task The_token_is_renewed_when_a_fifth_of_its_life_is_left()
    {
        var (tenant, _, family) = await domain.ConnectAsync("ahead", TimeSpan.FromHours(10));
        await domain.AdvanceAsync(TimeSpan.FromHours(7.9));
        await domain.Refresher.RefreshDueAsync(default);
        Assert.Equal(0, family.Refreshes);

        await domain.AdvanceAsync(TimeSpan.FromHours(0.2));
        await Task.WhenAll(domain.Nodes.Select(n => n.GetRequiredService<TokenRefresher>().RefreshDueAsync(default)));

        Assert.Equal(1, family.Refreshes);
        Assert.Equal([RefreshState.Renewed], (await TokenDomain.RefreshesAsync(tenant)).Select(r => r.State));
    }

    [Fact]
    public async Task A_token_that_was_renewed_since_it_was_found_ending_is_not_renewed_again()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("since", TimeSpan.FromHours(10));
        await domain.AdvanceAsync(TimeSpan.FromHours(8.1));
        var found = Assert.Single(await domain.Services.GetRequiredService<DueTokens>().ReadAsync([domain.Platform], default), d => d.ChannelId == channelId);
        await domain.Refresher.RefreshDueAsync(default);

        // the new token lives for an hour, less than a fifth of the old one's life
        var step = await domain.Services.GetRequiredService<Tenants>().RunAsync(tenant.Id, Actor.System(tenant.Id, "test"), services =>
            services.GetRequiredService<TokenLedger>().BeginAsync(channelId, found.Lead, default, found.Ends));

        Assert.Equal((TokenStand.Fresh, family.Access), (step.Stand, step.Account!.Secrets[AccountTokens.Access]));
    }

    [Fact]
    public async Task While_the_network_does_not_renew_the_post_waits_at_no_cost()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("limited", Minute);
        family.Fault = TokenFault.RateLimit;
        var id = await domain.PublishNowAsync(tenant, channelId, "x");

        await Publisher(0).PublishDueAsync(default);
        var waiting = await TokenDomain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Scheduled, 0, "Publishing.TokenWaits"), (waiting.State, waiting.AttemptsUsed, waiting.ReasonKey));
        family.Fault = TokenFault.None;
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2));
        await Publisher(1).PublishDueAsync(default);

        Assert.Equal((PublicationState.Published, 1), await TokenDomain.PublicationAsync(tenant, id) is var p ? (p.State, p.AttemptsUsed) : default);
        Assert.Equal(2, family.Refreshes);
    }

    private async Task PublishAllAsync(TestTenant tenant)
    {
        for (var quiet = 0; quiet < 2;)
        {
            var claimed = await Task.WhenAll(Publisher(0).PublishDueAsync(default), Publisher(1).PublishDueAsync(default));
            quiet = claimed.Sum() == 0 ? quiet + 1 : 0;
            if (quiet == 1)
                await domain.AdvanceAsync(TimeSpan.FromSeconds(3));
        }
        Assert.Equal(0, await tenant.DbAsync(db => db.Publications.CountAsync(p => p.State == PublicationState.Scheduled)));
    }

    private Publisher Publisher(int node) => domain.Nodes[node].GetRequiredService<Publisher>();

    private Task<(string, string)> StoredAsync(TestTenant tenant, Guid channelId) => tenant.DbAsync(async db =>
    {
        var vault = domain.Services.GetRequiredService<ChannelVault>();
        var secrets = await db.ChannelSecrets.Where(s => s.ChannelId == channelId).ToDictionaryAsync(s => s.Kind, s => vault.Open(tenant.Id, channelId, s.Kind, s.Cipher)!);
        return (secrets[AccountTokens.Access], secrets[AccountTokens.Refresh]);
    });
}
