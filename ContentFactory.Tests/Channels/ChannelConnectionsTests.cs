using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Billing;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Channels;

public sealed class ChannelConnectionsTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private static int tenants;

    [Fact]
    public async Task Connects_an_account_after_a_live_check()
    {
        var tenant = await network.AddTenantOnAsync("growth", "connects");
        var bot = await network.OpenBotAsync(tenant, "Morning news");
        var connected = (await network.ConnectedAsync(tenant, bot));
        Assert.Equal((bot.ChatId, bot.Handle, "Morning news"), (connected.AccountId, connected.Handle, connected.DisplayName));
        var row = Assert.Single(await ListAsync(tenant));
        Assert.Equal((ChannelStatus.Active, true, network.Clock.GetUtcNow()), (row.Status, row.Sandbox, row.LastCheckedAt!.Value));
        Assert.True(row.Followers > 0);
    }

    [Fact]
    public async Task Connects_a_sandbox_channel_in_one_step()
    {
        var tenant = await network.AddTenantOnAsync("single", "one-step");
        Assert.True((await SandboxStepAsync(tenant)).Ok);
        var second = await SandboxStepAsync(tenant);
        Assert.Equal("Channels.PlanFull", second.Problem!.TextKey);
        Assert.Equal(1, await tenant.DbAsync(db => db.SandboxBots.CountAsync()));
    }

    [Theory]
    [InlineData("", null, "BotToken")]
    [InlineData("not a token", null, "BotToken")]
    [InlineData("123456789:AAFakeFakeFakeFakeFakeFakeFakeFakeF", null, "BotToken")]
    [InlineData(null, "", "ChatId")]
    [InlineData(null, "-1001111111111", "ChatId")]
    [InlineData(null, "not a chat!", "ChatId")]
    public async Task Names_the_field_that_is_wrong(string? token, string? chatId, string field)
    {
        var tenant = await network.AddTenantOnAsync("growth", $"field-{Interlocked.Increment(ref tenants)}");
        var bot = await network.OpenBotAsync(tenant);
        var request = SandboxNetwork.Request(tenant, bot) with { BotToken = token ?? bot.Token, ChatId = chatId ?? bot.ChatId };
        var refused = await tenant.AsAsync<ChannelConnections, Result<ConnectedChannel>>(MemberRole.Owner, c => c.ConnectAsync(request, default));
        Assert.Equal(field, refused.Problem!.Field);
        Assert.Empty(await ListAsync(tenant));
    }

    [Fact]
    public async Task Refuses_a_bot_that_is_no_administrator()
    {
        var tenant = await network.AddTenantOnAsync("growth", "no-admin");
        var bot = await network.OpenBotAsync(tenant);
        await tenant.AsAsync<SandboxBots, Result>(MemberRole.Editor, b => b.SetAdministratorAsync(bot.Id, false, default));
        Assert.Equal(("ChatId", "Platforms.Telegram_BotNotAdministrator"), ((await network.ConnectAsync(tenant, bot)).Problem is { } p ? (p.Field!, p.TextKey) : default));
    }

    [Fact]
    public async Task Refuses_the_same_account_a_second_time()
    {
        var tenant = await network.AddTenantOnAsync("growth", "twice");
        var bot = await network.OpenBotAsync(tenant);
        Assert.True((await network.ConnectAsync(tenant, bot)).Ok);
        var again = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => network.ConnectAsync(tenant, bot)));
        Assert.All(again, r => Assert.Equal((ProblemKind.Conflict, "Channels.AlreadyConnected"), (r.Problem!.Kind, r.Problem.TextKey)));
    }

    [Fact]
    public async Task Without_a_subscription_the_smallest_plan_holds()
    {
        var tenant = await network.AddTenantAsync("no-plan");
        Assert.True((await network.ConnectAsync(tenant, await network.OpenBotAsync(tenant))).Ok);
        Assert.Equal(ProblemKind.Limit, (await network.ConnectAsync(tenant, await network.OpenBotAsync(tenant))).Problem!.Kind);
    }

    [Fact]
    public async Task Viewer_and_editor_connect_nothing()
    {
        var tenant = await network.AddTenantOnAsync("growth", "refused");
        var bot = await network.OpenBotAsync(tenant);
        foreach (var role in new[] { MemberRole.Viewer, MemberRole.Editor })
            await Assert.ThrowsAsync<NotPermittedException>(() => network.ConnectAsync(tenant, bot, role));
    }

    [Fact]
    public async Task Foreign_company_is_not_found()
    {
        var (own, other) = (await network.AddTenantOnAsync("growth", "company-own"), await network.AddTenantOnAsync("growth", "company-other"));
        var request = SandboxNetwork.Request(own, await network.OpenBotAsync(own)) with { CompanyId = other.CompanyId };
        var refused = await own.AsAsync<ChannelConnections, Result<ConnectedChannel>>(MemberRole.Owner, c => c.ConnectAsync(request, default));
        Assert.Equal(("CompanyId", ProblemKind.NotFound), (refused.Problem!.Field, refused.Problem.Kind));
    }

    [Fact]
    public async Task Sealed_token_opens_only_in_its_own_row()
    {
        var (a, b) = (await network.AddTenantOnAsync("growth", "seal-a"), await network.AddTenantOnAsync("growth", "seal-b"));
        var (first, second) = (await network.OpenBotAsync(a), await network.OpenBotAsync(a));
        var (one, two) = ((await network.ConnectedAsync(a, first)).ChannelId, (await network.ConnectedAsync(a, second)).ChannelId);
        var cipher = await a.DbAsync(db => db.ChannelSecrets.Where(s => s.ChannelId == one).Select(s => s.Cipher).SingleAsync());
        var vault = network.Services.GetRequiredService<ChannelVault>();
        Assert.Equal(first.Token, vault.Open(a.Id, one, "bot_token", cipher));
        Assert.Null(vault.Open(a.Id, two, "bot_token", cipher));
        Assert.Null(vault.Open(b.Id, one, "bot_token", cipher));
        Assert.Null(vault.Open(a.Id, one, "other", cipher));
        Assert.DoesNotContain(first.Token, System.Text.Encoding.Latin1.GetString(cipher), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_names_the_channel_and_never_the_token()
    {
        var tenant = await network.AddTenantOnAsync("growth", "audited");
        var bot = await network.OpenBotAsync(tenant);
        var id = (await network.ConnectedAsync(tenant, bot)).ChannelId;
        var lines = await network.OwnerSqlAsync<string>($"select coalesce(string_agg(a::text, '~' order by at), '') from audit_log a where tenant_id = '{tenant.Id}'");
        Assert.Contains(id.ToString(), lines, StringComparison.Ordinal);
        Assert.DoesNotContain(bot.Token.Split(':')[1], lines, StringComparison.Ordinal);
        Assert.DoesNotContain(bot.Token, SandboxNetwork.Request(tenant, bot).ToString(), StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<ChannelRow>> ListAsync(TestTenant tenant) =>
        tenant.AsAsync<ChannelQueries, IReadOnlyList<ChannelRow>>(MemberRole.Viewer, q => q.ListAsync(null, default));

    private static Task<Result<ConnectedChannel>> SandboxStepAsync(TestTenant tenant) =>
        tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default));
}
