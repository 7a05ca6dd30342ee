using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Tests.Platforms.Telegram;

namespace ContentFactory.Tests.Platforms.Proxies;

/// <summary>Telegram has two ways: the Bot API, and the public pages of a channel.</summary>
public sealed class TelegramProxyTests : TelegramRig
{
    private static readonly LostPost Lost = new(new("Hello", []), Guid.Parse("0193a000-0000-7000-8000-000000000001"), null, new(2026, 11, 27, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Every_verb_goes_through_the_proxy()
    {
        Server.On("getMe", Replies.Ok("""{"id":123456789,"is_bot":true,"first_name":"B","username":"cf_bot"}"""));
        Server.On("getChat", Replies.Ok("""{"id":-1001234567890,"type":"channel","title":"News","username":"cf_news"}"""));
        Server.On("getChatMember", Replies.Ok("""{"status":"administrator","can_post_messages":true}"""));
        Server.On("getChatMemberCount", Replies.Ok("7"));
        Server.On("deleteMessage", Replies.Ok("true"));
        Server.OnPage(Replies.Raw(200, "<html><body></body></html>", "text/html"));
        await using var proxy = TestProxy.Start(("ann", "secret"));
        var account = Account with { Proxy = proxy.As(user: "ann", password: "secret") };

        Assert.True((await ThroughAsync("check", () => Platform.CheckAsync(account, default))).Ok);
        Assert.Equal(PublishKind.Published, (await ThroughAsync("publish", () => Platform.PublishAsync(account, new("Hello", []), default))).Kind);
        await ThroughAsync("look", () => Platform.LookAsync(account, Lost, default));
        await ThroughAsync("metrics", () => Platform.ReadMetricsAsync(account, "42", default));
        Assert.Equal(DeleteKind.Deleted, (await ThroughAsync("delete", () => Platform.DeleteAsync(account, new("42", ["42"]), default))).Kind);

        async Task<T> ThroughAsync<T>(string verb, Func<Task<T>> call)
        {
            var (calls, passes) = (Server.Calls.Count + Server.Pages.Count, proxy.Passed.Count);
            var outcome = await call();
            (calls, passes) = (Server.Calls.Count + Server.Pages.Count - calls, proxy.Passed.Count - passes);
            Assert.True(calls == passes && calls > 0, $"{verb}: {calls} calls, {passes} through the proxy");
            return outcome;
        }
    }

    [Fact]
    public async Task A_refusing_proxy_is_named()
    {
        await using var proxy = TestProxy.Start();
        proxy.Refuses = 403;
        var account = AccountAt(new("https://network.example")) with { Proxy = proxy.As() };

        var published = await Platform.PublishAsync(account, new("Hello", []), default);
        Assert.Equal(PublishKind.NotSent, published.Kind);
        Problem?[] named =
        [
            (await Platform.CheckAsync(account, default)).Problem, published.Reason, (await Platform.LookAsync(account, Lost, default)).Reason,
            (await Platform.ReadMetricsAsync(account, "42", default)).Reason, (await Platform.DeleteAsync(account, new("42", ["42"]), default)).Reason,
        ];
        Assert.All(named, problem =>
        {
            ConnectorRig.AssertReadable(problem);
            Assert.Equal("Platforms.Proxy_Refused", problem!.TextKey);
        });
        Assert.All(proxy.Asked, call => Assert.Equal("CONNECT network.example:443", call.Target));
    }
}
