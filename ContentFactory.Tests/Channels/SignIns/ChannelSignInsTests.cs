using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static ContentFactory.Tests.Channels.SignIns.SignInDomain;

namespace ContentFactory.Tests.Channels.SignIns;

public sealed class ChannelSignInsTests(SignInDomain domain) : IClassFixture<SignInDomain>
{
    [Fact]
    public async Task Signing_in_connects_the_chosen_account_with_its_tokens()
    {
        var tenant = await domain.TenantAsync("chosen");
        var id = await domain.SignInAsync(tenant, "code-chosen", new([SignInPlatform.Offer("one", "token-one"), SignInPlatform.Offer("two", "token-two")], []));
        var offer = (await OfferAsync(tenant, id)).Value;
        Assert.Equal(["one", "two"], offer.Accounts.Select(a => a.AccountId));
        var connected = (await ConnectAsync(tenant, id, "two")).Value;
        Assert.Equal("token-two", await domain.TokenAsync(tenant, connected.ChannelId));
        var channel = await tenant.DbAsync(db => db.Channels.AsNoTracking().SingleAsync());
        Assert.Equal(("two", true), (channel.AccountId, channel.MayPublish));
        Assert.Equal([false, true], (await OfferAsync(tenant, id)).Value.Accounts.Select(a => a.IsConnected));
    }

    [Fact]
    public async Task The_return_sends_the_verifier_of_the_challenge_and_the_registered_callback()
    {
        var tenant = await domain.TenantAsync("pkce");
        var address = (await BeginAsync(tenant)).Value;
        domain.Platform.Codes["code-pkce"] = new SignedIn([], []);
        await ReturnAsync(tenant, StateOf(address), "code-pkce");
        var exchange = domain.Platform.Exchanges.Single(e => e.Code == "code-pkce");
        Assert.Contains($"code_challenge={SignInState.Challenge(exchange.Verifier)}&", address.Query, StringComparison.Ordinal);
        Assert.Equal("https://factory.example/connect/threads/callback", exchange.Callback.AbsoluteUri);
        Assert.Contains($"client_id={exchange.App.Id}&", address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_is_good_for_one_return_only()
    {
        var tenant = await domain.TenantAsync("once");
        var state = StateOf((await BeginAsync(tenant)).Value);
        domain.Platform.Codes["code-once"] = new SignedIn([SignInPlatform.Offer("once", "t")], []);
        var returns = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReturnAsync(tenant, state, "code-once")));
        Assert.Single(returns, r => r.Ok);
        Assert.All(returns.Where(r => !r.Ok), r => Assert.Equal("Channels.SignInOver", r.Problem!.TextKey));
        Assert.Single(domain.Platform.Exchanges, e => e.Code == "code-once");
    }

    [Fact]
    public async Task Beginning_anew_ends_the_former_way_out_and_leaves_an_open_choice()
    {
        var tenant = await domain.TenantAsync("two-tabs");
        var chosen = await domain.SignInAsync(tenant, "code-tabs", new([SignInPlatform.Offer("tab", "t")], []));
        var (first, second) = (StateOf((await BeginAsync(tenant)).Value), StateOf((await BeginAsync(tenant)).Value));
        Assert.Equal("Channels.SignInOver", (await ReturnAsync(tenant, first, "code-tabs")).Problem!.TextKey);
        Assert.True((await ReturnAsync(tenant, second, "code-tabs")).Ok);
        Assert.True((await ConnectAsync(tenant, chosen, "tab")).Ok);
    }

    [Fact]
    public async Task A_state_counts_in_its_own_session_person_and_tenant_only()
    {
        var (tenant, other) = (await domain.TenantAsync("own"), await domain.TenantAsync("other"));
        var state = StateOf((await BeginAsync(tenant)).Value);
        foreach (var foreign in new[]
                 {
                     await ReturnAsync(tenant, state, "code", session: Ids.New(domain.Clock)), await ReturnAsync(other, state, "code"),
                     await ReturnAsync(tenant, state[..^1] + (state[^1] == 'A' ? 'E' : 'A'), "code"), await ReturnAsync(tenant, null, "code"), await ReturnAsync(tenant, "own~short", "code"),
                 })
            Assert.Equal("Channels.SignInOver", foreign.Problem!.TextKey);
        Assert.True((await ReturnAsync(tenant, state, "code")).Ok);
    }

    [Fact]
    public async Task A_state_is_over_after_a_quarter_of_an_hour()
    {
        var tenant = await domain.TenantAsync("late");
        var state = StateOf((await BeginAsync(tenant)).Value);
        domain.Clock.Advance(ChannelSignIn.Patience);
        Assert.Equal("Channels.SignInOver", (await ReturnAsync(tenant, state, "code")).Problem!.TextKey);
    }

    [Theory]
    [InlineData("access_denied", null, "Channels.SignInDenied")]
    [InlineData("server_error", null, "Channels.SignInFailed")]
    [InlineData(null, "unknown-code", "Channels.SignInFailed")]
    public async Task A_refusal_of_the_network_is_told_in_place_of_accounts(string? error, string? code, string key)
    {
        var tenant = await domain.TenantAsync($"refused-{(error ?? code)!.Replace('_', '-')}");
        var id = (await ReturnAsync(tenant, StateOf((await BeginAsync(tenant)).Value), code, error)).Value;
        Assert.Equal(key, (await OfferAsync(tenant, id)).Value.Fault!.TextKey);
        Assert.Equal("Channels.SignInOver", (await ConnectAsync(tenant, id, "any")).Problem!.TextKey);
    }

    [Fact]
    public async Task An_account_that_is_connected_gets_its_new_tokens()
    {
        var tenant = await domain.TenantAsync("renew");
        var first = await domain.SignInAsync(tenant, "code-renew-1", new([SignInPlatform.Offer("same", "old")], []));
        var connected = (await ConnectAsync(tenant, first, "same")).Value;
        var second = await domain.SignInAsync(tenant, "code-renew-2", new([SignInPlatform.Offer("same", "new")], []));
        Assert.Equal(connected.ChannelId, (await ConnectAsync(tenant, second, "same")).Value.ChannelId);
        Assert.Equal("new", await domain.TokenAsync(tenant, connected.ChannelId));
        Assert.Equal(1, await tenant.DbAsync(db => db.Channels.CountAsync()));
    }

    [Fact]
    public async Task Renewing_leaves_a_pause_and_nothing_of_the_former_way()
    {
        var tenant = await domain.TenantAsync("paused");
        var first = await domain.SignInAsync(tenant, "code-paused-1", new([SignInPlatform.Offer("same", "old") with { Secrets = new Dictionary<string, string> { [AccountTokens.Access] = "old", [AccountTokens.Refresh] = "r" } }], []));
        var id = (await ConnectAsync(tenant, first, "same")).Value.ChannelId;
        Assert.True((await tenant.AsAsync<ChannelCare, Result>(MemberRole.Owner, c => c.PauseAsync(id, default))).Ok);
        var second = await domain.SignInAsync(tenant, "code-paused-2", new([SignInPlatform.Offer("same", "new")], []));
        Assert.True((await ConnectAsync(tenant, second, "same")).Ok);
        var channel = await tenant.DbAsync(db => db.Channels.AsNoTracking().SingleAsync());
        Assert.Equal(ChannelStatus.Paused, channel.Status);
        Assert.Equal([AccountTokens.Access], await tenant.DbAsync(db => db.ChannelSecrets.Select(s => s.Kind).ToListAsync()));
        Assert.NotNull(channel.AppKey);
        Assert.True((await tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(MemberRole.Owner, c => c.CheckNowAsync(id, default))).Ok);
        Assert.Equal(channel.AppKey, await tenant.DbAsync(db => db.Channels.Select(c => c.AppKey).SingleAsync()));
    }

    [Fact]
    public async Task Renewing_needs_the_right_to_replace_credentials()
    {
        var tenant = await domain.TenantAsync("approver");
        var first = await domain.SignInAsync(tenant, "code-approver-1", new([SignInPlatform.Offer("same", "old")], []));
        var id = (await ConnectAsync(tenant, first, "same")).Value.ChannelId;
        var state = StateOf((await BeginAsync(tenant, role: MemberRole.Approver)).Value);
        domain.Platform.Codes["code-approver-2"] = new SignedIn([SignInPlatform.Offer("same", "new"), SignInPlatform.Offer("other", "t")], []);
        var second = (await ReturnAsync(tenant, state, "code-approver-2", role: MemberRole.Approver)).Value;
        await Assert.ThrowsAsync<NotPermittedException>(() => ConnectAsync(tenant, second, "same", MemberRole.Approver));
        Assert.Equal("old", await domain.TokenAsync(tenant, id));
        Assert.True((await ConnectAsync(tenant, second, "other", MemberRole.Approver)).Ok);
    }

    [Fact]
    public async Task A_network_switched_off_meanwhile_connects_nothing()
    {
        var tenant = await domain.TenantAsync("switched");
        var id = await domain.SignInAsync(tenant, "code-switched", new([SignInPlatform.Offer("acc", "t")], []));
        await using (var owner = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner")))
            await Sql.RunAsync(owner, "update tenants set platforms = array['telegram'] where slug = 'switched'");
        Assert.Equal("Channels.PlatformInactive", (await ConnectAsync(tenant, id, "acc")).Problem!.TextKey);
        Assert.All((await tenant.AsAsync<ConnectOffers, IReadOnlyDictionary<Guid, CompanyOffers>>(MemberRole.Owner, o => o.ReadAsync(default))).Values, offers => Assert.Empty(offers.SignIns));
    }

    [Fact]
    public async Task A_grant_that_other_channels_live_from_is_not_given_back()
    {
        var tenant = await domain.TenantAsync("fellows");
        var id = await domain.SignInAsync(tenant, "code-fellows", new([SignInPlatform.Offer("f-one", "t"), SignInPlatform.Offer("f-two", "t")], []));
        var (one, two) = ((await ConnectAsync(tenant, id, "f-one")).Value.ChannelId, (await ConnectAsync(tenant, id, "f-two")).Value.ChannelId);
        var app = await tenant.DbAsync(db => db.Channels.Where(c => c.Id == one).Select(c => c.AppKey).SingleAsync());
        Assert.True((await tenant.AsAsync<ChannelCare, Result>(MemberRole.Owner, c => c.DisconnectAsync(one, default))).Ok);
        Assert.DoesNotContain("f-one", domain.Platform.Revoked);
        Assert.Contains("Channels.NotRevoked", await tenant.DbAsync(db => db.ChannelChecks.Where(c => c.ChannelId == one).Select(c => c.Fault!).SingleAsync()), StringComparison.Ordinal);
        // all that other tests of this class connected
        await domain.SystemSqlAsync($"update channels set status = 'disconnected' where id <> '{two}' and app_key = '{app}'");
        Assert.True((await tenant.AsAsync<ChannelCare, Result>(MemberRole.Owner, c => c.DisconnectAsync(two, default))).Ok);
        Assert.Contains("f-two", domain.Platform.Revoked);
    }

    [Fact]
    public async Task An_account_with_an_obstacle_is_shown_and_refused()
    {
        var tenant = await domain.TenantAsync("obstacle");
        var id = await domain.SignInAsync(tenant, "code-obstacle", new([SignInPlatform.Offer("private", "t", Problem.Conflict("Channels.OtherAccount"))], ["post"]));
        var offer = (await OfferAsync(tenant, id)).Value;
        Assert.Equal(("Channels.OtherAccount", "post"), (offer.Accounts[0].Obstacle!.TextKey, offer.MissingScopes.Single()));
        Assert.Equal("Channels.OtherAccount", (await ConnectAsync(tenant, id, "private")).Problem!.TextKey);
    }

    [Fact]
    public async Task Offers_are_for_the_session_that_signed_in_and_end()
    {
        var tenant = await domain.TenantAsync("offers");
        var id = await domain.SignInAsync(tenant, "code-offers", new([SignInPlatform.Offer("acc", "t")], []));
        Assert.Equal(ProblemKind.NotFound, (await OfferAsync(tenant, id, session: Ids.New(domain.Clock))).Problem!.Kind);
        await domain.AdvanceAsync(ChannelSignIn.Patience + TimeSpan.FromMinutes(1));
        Assert.Equal(ProblemKind.NotFound, (await OfferAsync(tenant, id)).Problem!.Kind);
        await domain.Services.GetRequiredService<SignInSweep>().SweepAsync(default);
        Assert.Equal(0, await tenant.DbAsync(db => db.ChannelSignIns.CountAsync()));
    }

    [Fact]
    public async Task Tokens_on_offer_lie_sealed_in_the_database()
    {
        var tenant = await domain.TenantAsync("sealed");
        var id = await domain.SignInAsync(tenant, "code-sealed", new([SignInPlatform.Offer("acc", "token-in-the-clear")], []));
        var row = await tenant.DbAsync(db => db.ChannelSignIns.AsNoTracking().SingleAsync(s => s.Id == id));
        Assert.DoesNotContain("token-in-the-clear", Encoding.Latin1.GetString(row.Offer!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tenants_are_spread_over_the_apps_and_keep_theirs()
    {
        var apps = new List<string>();
        foreach (var slug in new[] { "spread-a", "spread-b", "spread-c", "spread-d" })
        {
            var tenant = await domain.TenantAsync(slug);
            var (first, again) = (AppOf((await BeginAsync(tenant)).Value), AppOf((await BeginAsync(tenant)).Value));
            Assert.Equal(first, again);
            apps.Add(first);
        }
        Assert.Equal(2, apps.Count(a => a == "app-one"));
        Assert.Equal(2, apps.Count(a => a == "app-two"));
    }

    [Fact]
    public async Task Whoever_may_not_connect_channels_can_not_begin()
    {
        var tenant = await domain.TenantAsync("viewer");
        await Assert.ThrowsAsync<NotPermittedException>(() => BeginAsync(tenant, role: MemberRole.Viewer));
    }

    private static string AppOf(Uri address) => System.Web.HttpUtility.ParseQueryString(address.Query)["client_id"]!;
}
