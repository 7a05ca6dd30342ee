using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Channels.Entering;

public sealed class ChannelEntriesTests : IAsyncLifetime
{
    private readonly PublishingDomain domain = new();

    public async Task InitializeAsync()
    {
        await domain.InitializeAsync();
        domain.Platform.Entries = [new("webhook", [new("Address", "webhook_url")]), new("bot", [new("Token", "bot_token"), new("Room")])];
        // a webhook says itself whose it is
        domain.Platform.Check = account => account switch
        {
            { AccountId: "" or "hook-1" } when account.Secrets["webhook_url"] is ['h', ..] => new ConnectedAccount("hook-1", null, "Hook", null, null, null),
            { AccountId: "" } => Problem.Invalid("Address", "Channels.EntryMissing"),
            _ => new ConnectedAccount(account.AccountId, null, "News", null, 10, null),
        };
    }

    public Task DisposeAsync() => domain.DisposeAsync();

    [Fact]
    public async Task A_webhook_becomes_a_channel_under_the_id_that_the_network_names()
    {
        var tenant = await domain.AddTenantAsync("hook");

        var connected = (await ConnectAsync(tenant, "webhook", ("Address", " https://hooks.example/1 "))).Value;

        Assert.Equal(("hook-1", "Hook"), (connected.AccountId, connected.DisplayName));
        Assert.Equal(["webhook_url=https://hooks.example/1"], await SecretsAsync(tenant, connected.ChannelId));
        var masked = (await tenant.AsAsync<ChannelQueries, ChannelDetails?>(MemberRole.Owner, q => q.OneAsync(connected.ChannelId, default)))!.MaskedToken;
        Assert.DoesNotContain("hooks.example", masked!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entered_again_it_gives_the_channel_its_new_secrets()
    {
        var tenant = await domain.AddTenantAsync("again");
        var first = (await ConnectAsync(tenant, "webhook", ("Address", "https://hooks.example/1"))).Value;

        var second = (await ConnectAsync(tenant, "webhook", ("Address", "https://hooks.example/2"))).Value;

        Assert.Equal(first.ChannelId, second.ChannelId);
        Assert.Equal(["webhook_url=https://hooks.example/2"], await SecretsAsync(tenant, first.ChannelId));
        Assert.Equal(1, await tenant.DbAsync(db => db.Channels.CountAsync()));
    }

    [Fact]
    public async Task A_field_without_a_secret_is_the_accounts_id()
    {
        var tenant = await domain.AddTenantAsync("bot");

        var connected = (await ConnectAsync(tenant, "bot", ("Token", "t0ken"), ("Room", "room-7"))).Value;

        Assert.Equal("room-7", connected.AccountId);
        Assert.Equal(["bot_token=t0ken"], await SecretsAsync(tenant, connected.ChannelId));
    }

    [Theory]
    [InlineData("bot", "Token", "t0ken", "Room")]
    [InlineData("bot", "Room", "room-7", "Token")]
    [InlineData("webhook", "Address", "nonsense", "Address")]
    public async Task What_is_missing_or_refused_is_named_at_its_field(string way, string name, string value, string field)
    {
        var tenant = await domain.AddTenantAsync($"missing-{name}-{value}".ToLowerInvariant());

        Assert.Equal((field, "Channels.EntryMissing"), await ConnectAsync(tenant, way, (name, value)) is var r ? (r.Problem!.Field, r.Problem.TextKey) : default);
        Assert.Equal(0, await tenant.DbAsync(db => db.Channels.CountAsync()));
    }

    [Fact]
    public async Task What_is_too_long_is_refused_before_the_network_is_asked()
    {
        domain.Platform.Check = _ => throw new InvalidOperationException("asked");
        var tenant = await domain.AddTenantAsync("long");

        Assert.Equal(("Address", "Channels.EntryTooLong"), await ConnectAsync(tenant, "webhook", ("Address", new string('h', 501))) is var r ? (r.Problem!.Field, r.Problem.TextKey) : default);
    }

    [Fact]
    public async Task Who_may_not_connect_may_not_enter()
    {
        var tenant = await domain.AddTenantAsync("viewer");

        await Assert.ThrowsAsync<NotPermittedException>(() => ConnectAsync(tenant, "webhook", MemberRole.Viewer, ("Address", "https://hooks.example/1")));
    }

    [Fact]
    public async Task A_network_that_the_company_did_not_activate_is_not_offered()
    {
        var tenant = await domain.AddTenantAsync("inactive");
        await tenant.DbAsync(db => db.Database.ExecuteSqlAsync($"update tenants set platforms = array['x'] where id = {tenant.Id}"));

        var offers = (await tenant.AsAsync<ConnectOffers, IReadOnlyDictionary<Guid, CompanyOffers>>(MemberRole.Owner, o => o.ReadAsync(default)))[tenant.CompanyId];
        Assert.Empty(offers.Entries);
        Assert.Equal(["x"], offers.Practices);
        Assert.Equal("Channels.PlatformInactive", (await ConnectAsync(tenant, "webhook", ("Address", "https://hooks.example/1"))).Problem!.TextKey);
    }

    private static Task<Result<ConnectedChannel>> ConnectAsync(TestTenant tenant, string way, params (string Name, string Value)[] values) => ConnectAsync(tenant, way, MemberRole.Owner, values);

    private static Task<Result<ConnectedChannel>> ConnectAsync(TestTenant tenant, string way, MemberRole role, params (string Name, string Value)[] values) =>
        tenant.AsAsync<ChannelEntries, Result<ConnectedChannel>>(role, e => e.ConnectAsync(new(tenant.CompanyId, ScriptedPlatform.Name, way, values.ToDictionary(v => v.Name, v => v.Value)), default));

    private Task<List<string>> SecretsAsync(TestTenant tenant, Guid channelId) => tenant.DbAsync(async db =>
    {
        var vault = domain.Services.GetRequiredService<ChannelVault>();
        var secrets = await db.ChannelSecrets.AsNoTracking().Where(s => s.ChannelId == channelId).OrderBy(s => s.Kind).ToListAsync();
        return secrets.ConvertAll(s => $"{s.Kind}={vault.Open(tenant.Id, channelId, s.Kind, s.Cipher)}");
    });
}
