using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Channels.Proxies;

public sealed class ChannelProxyTests(ProxyDomain domain) : IClassFixture<ProxyDomain>
{
    private const string Password = "SeCrEt0-of-the-proxy";

    private static readonly EnteredProxy Good = new("socks5://proxy.example:1080", "ann", Password);
    private static int tenants;

    [Fact]
    public async Task A_proxy_that_works_is_kept_for_all_calls()
    {
        var (tenant, id) = await ChannelAsync();
        Assert.True((await SetAsync(tenant, id)).Ok);

        Assert.Equal("proxy.example:1080", domain.Network.Calls[^1].Account.Proxy!.Host);
        var account = (await domain.AccountAsync(tenant, id))!;
        Assert.Equal(("ann", Password, "socks5"), (account.Proxy!.User, account.Proxy.Password, account.Proxy.Address.Scheme));
        Assert.Equal(["bot_token"], account.Secrets.Keys);
        Assert.Equal("proxy.example:1080", (await OneAsync(tenant, id)).ProxyHost);
        Assert.True((await CheckAsync(tenant, id)).Ok);
        Assert.NotNull(domain.Network.Calls[^1].Account.Proxy);
    }

    [Fact]
    public async Task What_is_kept_is_sealed_and_shown_nowhere()
    {
        var (tenant, id) = await ChannelAsync();
        await SetAsync(tenant, id);
        var secret = await tenant.DbAsync(db => db.ChannelSecrets.AsNoTracking().SingleAsync(s => s.ChannelId == id && s.Kind == "proxy"));
        Assert.DoesNotContain(Password, Encoding.UTF8.GetString(secret.Cipher), StringComparison.Ordinal);
        Assert.Equal("••••", secret.Masked);
        Assert.EndsWith("eFak", (await OneAsync(tenant, id)).MaskedToken, StringComparison.Ordinal);
        var audited = await domain.OwnerSqlAsync<string>($"select string_agg(a::text, ' ') from audit_log a where tenant_id = '{tenant.Id}' and entity_id = '{id}'");
        Assert.Contains("proxy.example:1080", audited, StringComparison.Ordinal);
        Assert.DoesNotContain("SeCrEt0", audited, StringComparison.Ordinal);
        Assert.DoesNotContain("SeCrEt0", $"{Good} {(await domain.AccountAsync(tenant, id))!.Proxy}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_fails_the_check_is_not_kept()
    {
        var (tenant, id) = await ChannelAsync();
        domain.Network.Trouble = Problem.Unavailable("Platforms.Proxy_Refused", "proxy.example:1080", "403");
        Assert.Equal(("Address", "Platforms.Proxy_Refused"), Named(await SetAsync(tenant, id)));
        domain.Network.Trouble = Problem.Invalid("BotToken", "Platforms.Telegram_TokenRefused", "Unauthorized");
        Assert.Equal((null, "Platforms.Telegram_TokenRefused"), Named(await SetAsync(tenant, id)));
        domain.Network.Trouble = null;
        Assert.Null((await domain.AccountAsync(tenant, id))!.Proxy);
        Assert.Equal((null, ChannelStatus.Active), ((await OneAsync(tenant, id)).ProxyHost, (await OneAsync(tenant, id)).Row.Status));
    }

    [Theory]
    [InlineData("", null, null, "Address", "Channels.ProxyMissing")]
    [InlineData("socks4://proxy.example:1080", null, null, "Address", "Channels.ProxyMalformed")]
    [InlineData("http://proxy.example:8080/path", null, null, "Address", "Channels.ProxyMalformed")]
    [InlineData("ann:secret@proxy.example:8080", null, null, "Address", "Channels.ProxyUserInfo")]
    [InlineData("proxy.example:8080", "a:b", "x", "User", "Channels.ProxyUserMalformed")]
    [InlineData("proxy.example:8080", null, "x", "User", "Channels.ProxyUserMalformed")]
    [InlineData("proxy.example:8080", "ann", "x\n", "Password", "Channels.ProxyPasswordMalformed")]
    [InlineData("http://10.0.0.7:8080", null, null, "Address", "Outgoing.NotPublic")]
    [InlineData("http://[::1]:8080", null, null, "Address", "Outgoing.NotPublic")]
    [InlineData("socks5://169.254.169.254:8080", null, null, "Address", "Outgoing.NotPublic")]
    [InlineData("http://localhost:8080", null, null, "Address", "Outgoing.NotPublic")]
    [InlineData("http://proxy.example:25", null, null, "Address", "Outgoing.ProxyPort")]
    public async Task Wrong_entries_are_named_and_nothing_is_called(string address, string? user, string? password, string field, string key)
    {
        var (tenant, id) = await ChannelAsync();
        var calls = domain.Network.Calls.Count;
        Assert.Equal((field, key), Named(await SetAsync(tenant, id, new(address, user, password))));
        Assert.Equal(calls, domain.Network.Calls.Count);
    }

    [Theory]
    [InlineData("proxy.example:8080", "proxy.example:8080")]
    [InlineData("https://proxy.example", "proxy.example:443")]
    [InlineData("socks5://proxy.example", "proxy.example:1080")]
    [InlineData("http://203.0.114.9:3128/", "203.0.114.9:3128")]
    public async Task An_address_is_read_as_people_write_it(string address, string host)
    {
        var (tenant, id) = await ChannelAsync();
        Assert.True((await SetAsync(tenant, id, new($" {address} "))).Ok);
        Assert.Equal(host, (await OneAsync(tenant, id)).ProxyHost);
    }

    [Fact]
    public async Task A_removed_proxy_leaves_nothing_behind()
    {
        var (tenant, id) = await ChannelAsync();
        await SetAsync(tenant, id);
        Assert.True((await tenant.AsAsync<ChannelCare, Result>(MemberRole.Approver, c => c.RemoveProxyAsync(id, default))).Ok);
        Assert.Null((await OneAsync(tenant, id)).ProxyHost);
        Assert.Equal(["bot_token"], await KindsAsync(tenant, id));
        Assert.Null((await domain.AccountAsync(tenant, id))!.Proxy);
    }

    [Fact]
    public async Task A_new_token_goes_the_same_way()
    {
        var (tenant, id) = await ChannelAsync();
        await SetAsync(tenant, id);
        Assert.True((await tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(MemberRole.Owner, c => c.ReplaceTokenAsync(id, "987654321:AAother", default))).Ok);
        var (verb, account) = domain.Network.Calls[^1];
        Assert.Equal(("check", "987654321:AAother", "proxy.example:1080"), (verb, account.Secrets["bot_token"], account.Proxy!.Host));
        Assert.Equal(["bot_token", "proxy"], await KindsAsync(tenant, id));
    }

    [Fact]
    public async Task Giving_the_token_back_goes_the_same_way_and_ends_it()
    {
        var (tenant, id) = await ChannelAsync();
        await SetAsync(tenant, id);
        Assert.True((await tenant.AsAsync<ChannelCare, Result>(MemberRole.Approver, c => c.DisconnectAsync(id, default))).Ok);
        Assert.Equal(("revoke", "proxy.example:1080"), (domain.Network.Calls[^1].Verb, domain.Network.Calls[^1].Account.Proxy!.Host));
        Assert.Null((await OneAsync(tenant, id)).ProxyHost);
        Assert.Empty(await KindsAsync(tenant, id));
    }

    [Fact]
    public async Task A_proxy_that_does_not_open_lets_no_call_go_directly()
    {
        var (tenant, id) = await ChannelAsync();
        await SetAsync(tenant, id);
        await domain.OwnerSqlAsync<object>($"update channel_secrets set cipher = '\\x00' where channel_id = '{id}' and kind = 'proxy' returning 1");
        Assert.Null(await domain.AccountAsync(tenant, id));
        Assert.Equal("Channels.ProxyLost", (await tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(MemberRole.Owner, c => c.ReplaceTokenAsync(id, "987654321:AAother", default))).Problem!.TextKey);
        Assert.True((await SetAsync(tenant, id)).Ok);
        Assert.NotNull(await domain.AccountAsync(tenant, id));
    }

    [Fact]
    public async Task A_sandbox_channel_uses_none()
    {
        var tenant = await TenantAsync();
        var id = await domain.ChannelAsync(tenant, sandbox: true);
        Assert.Equal("Channels.ProxySandbox", (await SetAsync(tenant, id)).Problem!.TextKey);
    }

    [Fact]
    public async Task Only_those_who_connect_channels_set_it()
    {
        var (tenant, id) = await ChannelAsync();
        foreach (var role in new[] { MemberRole.Viewer, MemberRole.Editor })
        {
            await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(role, c => c.SetProxyAsync(id, Good, default)));
            await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<ChannelCare, Result>(role, c => c.RemoveProxyAsync(id, default)));
        }
        var (other, _) = await ChannelAsync();
        Assert.Equal(ProblemKind.NotFound, (await SetAsync(other, id)).Problem!.Kind);
    }

    private static (string? Field, string Key) Named(Result<ConnectedChannel> set) => (set.Problem!.Field, set.Problem.TextKey);

    private async Task<TestTenant> TenantAsync() => await domain.AddTenantAsync($"proxy{Interlocked.Increment(ref tenants)}");

    private async Task<(TestTenant Tenant, Guid Id)> ChannelAsync()
    {
        var tenant = await TenantAsync();
        return (tenant, await domain.ChannelAsync(tenant));
    }

    private static Task<Result<ConnectedChannel>> SetAsync(TestTenant tenant, Guid id, EnteredProxy? proxy = null) =>
        tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(MemberRole.Approver, c => c.SetProxyAsync(id, proxy ?? Good, default));

    private static Task<Result<ConnectedChannel>> CheckAsync(TestTenant tenant, Guid id) =>
        tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(MemberRole.Approver, c => c.CheckNowAsync(id, default));

    private static async Task<ChannelDetails> OneAsync(TestTenant tenant, Guid id) =>
        (await tenant.AsAsync<ChannelQueries, ChannelDetails?>(MemberRole.Owner, q => q.OneAsync(id, default)))!;

    private static Task<List<string>> KindsAsync(TestTenant tenant, Guid id) =>
        tenant.DbAsync(db => db.ChannelSecrets.Where(s => s.ChannelId == id).Select(s => s.Kind).Order().ToListAsync());
}
