using System.Globalization;
using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Platforms.Sandbox;

public sealed class SandboxIsolationTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    [Fact]
    public async Task Feed_and_picture_show_only_to_their_tenant()
    {
        var (a, b) = (await network.AddTenantAsync("feed-a"), await network.AddTenantAsync("feed-b"));
        var bot = await network.OpenBotAsync(a);
        await network.SendFormAsync(bot.Token, "sendPhoto", [("chat_id", bot.ChatId), ("caption", "own")], [("photo", "a.png", SandboxNetwork.Png())]);
        var item = Assert.Single(await FeedAsync(a, bot.ChatId));
        Assert.True(item.HasPicture);
        Assert.Empty(await FeedAsync(b, bot.ChatId));
        Assert.NotNull(await PictureAsync(a, item.Id));
        Assert.Null(await PictureAsync(b, item.Id));
        Assert.Null(await b.AsAsync<SandboxBots, SandboxState?>(MemberRole.Owner, s => s.OfChatAsync(Chat(bot.ChatId), default)));
    }

    [Fact]
    public async Task Token_of_one_tenant_reaches_no_chat_of_another()
    {
        var (a, b) = (await network.OpenBotAsync(await network.AddTenantAsync("token-a"), "Title of A"), await network.OpenBotAsync(await network.AddTenantAsync("token-b"), "Title of B"));
        foreach (var chat in new[] { b.ChatId, "@" + b.Handle })
        {
            var answer = await network.CallAsync(a.Token, "getChat", new { chat_id = chat });
            Assert.Equal("Bad Request: chat not found", (string)answer["description"]!);
            Assert.DoesNotContain("Title of B", answer.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Fault_of_a_foreign_bot_cannot_be_set()
    {
        var (a, b) = (await network.AddTenantAsync("break-a"), await network.AddTenantAsync("break-b"));
        var bot = await network.OpenBotAsync(a);
        var broken = await b.AsAsync<SandboxBots, Result>(MemberRole.Owner, s => s.SetFaultAsync(bot.Id, SandboxFault.TokenExpired, 5, default));
        Assert.Equal(ProblemKind.NotFound, broken.Problem!.Kind);
        Assert.True((bool)(await network.CallAsync(bot.Token, "getMe", new { }))["ok"]!);
    }

    [Fact]
    public async Task Viewer_sets_no_faults_and_opens_no_bots()
    {
        var tenant = await network.AddTenantAsync("viewer-faults");
        var bot = await network.OpenBotAsync(tenant);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<SandboxBots, Result>(MemberRole.Viewer, s => s.SetFaultAsync(bot.Id, SandboxFault.Slow, 1, default)));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<SandboxBots, Result<OpenedSandbox>>(MemberRole.Viewer, s => s.OpenAsync("telegram", "x", default)));
    }

    private static long Chat(string chatId) => long.Parse(chatId, CultureInfo.InvariantCulture);

    private static Task<IReadOnlyList<SandboxFeedItem>> FeedAsync(TestTenant tenant, string chatId) =>
        tenant.AsAsync<SandboxFeed, IReadOnlyList<SandboxFeedItem>>(MemberRole.Viewer, f => f.ReadAsync(Chat(chatId), null, default));

    private static Task<SandboxPicture?> PictureAsync(TestTenant tenant, Guid id) =>
        tenant.AsAsync<SandboxFeed, SandboxPicture?>(MemberRole.Viewer, f => f.PictureAsync(id, default));
}

public sealed class SandboxOffTests(SandboxOffTests.Off network) : IClassFixture<SandboxOffTests.Off>
{
    [Fact]
    public async Task Is_not_there_where_it_is_off()
    {
        var tenant = await network.AddTenantAsync("off");
        var opened = await tenant.AsAsync<SandboxBots, Result<OpenedSandbox>>(MemberRole.Owner, b => b.OpenAsync("telegram", "x", default));
        Assert.Equal("Channels.SandboxOff", opened.Problem!.TextKey);
        using var unknown = await network.PostAsync("123456789:AAFakeFakeFakeFakeFakeFakeFakeFakeF", "getMe", new { });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Empty(await unknown.Content.ReadAsStringAsync());
        using var page = await network.Http.GetAsync("/sandbox/telegram/nobody/1");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    [Fact]
    public async Task Demo_tenants_have_it_all_the_same()
    {
        var tenant = await network.AddTenantAsync("demo-tenant");
        await network.OwnerSqlAsync<object>($"update tenants set is_demo = true where id = '{tenant.Id}' returning 1");
        var bot = await network.OpenBotAsync(tenant);
        Assert.True((bool)(await network.CallAsync(bot.Token, "getMe", new { }))["ok"]!);
    }

    public sealed class Off : SandboxNetwork
    {
        protected override bool Enabled => false;
    }
}
