using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Channels.Tokens;

/// <summary>What a network says of a token that is not the stored one any more, or of one at its end.</summary>
public sealed class OvertakenTests(TokenDomain domain) : IClassFixture<TokenDomain>, IAsyncLifetime
{
    private static readonly TimeSpan Lead = TimeSpan.FromMinutes(10);

    public Task InitializeAsync()
    {
        domain.Platform.RefreshIsRepeatable = false;
        domain.Platform.Checked = () => Task.CompletedTask;
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_refusal_of_the_old_token_does_not_blame_the_new_one()
    {
        var (tenant, channelId, _) = await domain.ConnectAsync("asked", TimeSpan.FromHours(2));
        await domain.StoreAsync(tenant, channelId, new Family("gone"));
        var again = domain.Network.Open("asked-again");
        var answers = 0;
        domain.Platform.Checked = async () =>
        {
            if (answers++ == 0)
                await domain.StoreAsync(tenant, channelId, again, TimeSpan.FromHours(2));
        };

        var asked = await tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(MemberRole.Owner, c => c.CheckNowAsync(channelId, default));

        Assert.Equal((true, 2), (asked.Ok, answers));
        Assert.Equal(ChannelStatus.Active, (await TokenDomain.ChannelAsync(tenant, channelId)).Status);
        Assert.Equal([CheckResult.Fine], await ChecksAsync(tenant));
    }

    [Fact]
    public async Task A_check_after_a_lost_answer_does_not_blame_what_was_connected_meanwhile()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("lost-race", TimeSpan.FromMinutes(9));
        (family.Fault, family.KeepsOldAccess) = (TokenFault.LostReply, false);
        var again = domain.Network.Open("lost-race-again");
        domain.Platform.Checked = () => domain.StoreAsync(tenant, channelId, again, TimeSpan.FromHours(2));

        var step = await domain.FreshAsync(tenant, channelId, minutes: 10);

        Assert.Equal((TokenStand.Later, ChannelStatus.Active), (step.Stand, (await TokenDomain.ChannelAsync(tenant, channelId)).Status));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_about_to_end_is_renewed_before_the_daily_check(bool limited)
    {
        var (tenant, channelId, family) = await domain.ConnectAsync(limited ? "watched-later" : "watched", TimeSpan.FromHours(30));
        family.Fault = limited ? TokenFault.RateLimit : TokenFault.None;
        await domain.AdvanceAsync(TimeSpan.FromHours(30) - TimeSpan.FromSeconds(30));

        await domain.Services.GetRequiredService<ChannelWatch>().CheckDueAsync(default);

        Assert.Equal((1, limited ? 0 : 1), (family.Refreshes, (await ChecksAsync(tenant)).Count));
        Assert.Equal(ChannelStatus.Active, (await TokenDomain.ChannelAsync(tenant, channelId)).Status);
    }

    [Fact]
    public async Task An_answer_that_was_stored_already_is_told_as_it_stands()
    {
        var (tenant, channelId, _) = await domain.ConnectAsync("stored-twice", TimeSpan.FromMinutes(9));
        var begun = await LedgerAsync(tenant, l => l.BeginAsync(channelId, Lead, default));
        var refused = new TokenOutcome(TokenKind.Refused, Code: "invalid_grant");

        var (first, second) = (await LedgerAsync(tenant, l => l.EndAsync(begun.Call!, refused)), await LedgerAsync(tenant, l => l.EndAsync(begun.Call!, refused)));

        Assert.Equal((TokenStand.Refused, TokenStand.Refused), (first.Stand, second.Stand));
    }

    [Fact]
    public async Task A_token_that_nothing_renews_is_left_alone_until_its_end()
    {
        var (tenant, channelId, _) = await domain.ConnectAsync("no-refresh", TimeSpan.FromMinutes(9));
        await tenant.DbAsync(db => db.ChannelSecrets.Where(s => s.ChannelId == channelId && s.Kind == AccountTokens.Refresh).ExecuteDeleteAsync());
        Assert.DoesNotContain(channelId, await DueAsync());

        await domain.AdvanceAsync(TimeSpan.FromMinutes(4.1));
        Assert.Contains(channelId, await DueAsync());
        await domain.Refresher.RefreshDueAsync(default);

        Assert.Equal("Channels.TokenEnded", (await TokenDomain.ChannelAsync(tenant, channelId)).LastError);
        Assert.DoesNotContain(channelId, await DueAsync());
    }

    [Fact]
    public async Task Renewals_are_kept_for_90_days()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("kept", TimeSpan.FromMinutes(1));
        await domain.FreshAsync(tenant, channelId);
        await domain.AdvanceAsync(TimeSpan.FromDays(89));
        await domain.FreshAsync(tenant, channelId);
        Assert.Equal(2, (await TokenDomain.RefreshesAsync(tenant)).Count);
        await domain.AdvanceAsync(TimeSpan.FromDays(2));
        await domain.FreshAsync(tenant, channelId);

        Assert.Equal((3, 2), (family.Refreshes, (await TokenDomain.RefreshesAsync(tenant)).Count));
    }

    private async Task<List<Guid>> DueAsync() =>
        [.. (await domain.Services.GetRequiredService<DueTokens>().ReadAsync([domain.Platform], default)).Select(d => d.ChannelId)];

    private static Task<List<CheckResult>> ChecksAsync(TestTenant tenant) => tenant.DbAsync(db => db.ChannelChecks.OrderBy(c => c.At).Select(c => c.Result).ToListAsync());

    private static Task<TokenStep> LedgerAsync(TestTenant tenant, Func<TokenLedger, Task<TokenStep>> act) =>
        tenant.RunAsync(Actor.System(tenant.Id, "test"), services => act(services.GetRequiredService<TokenLedger>()));
}
