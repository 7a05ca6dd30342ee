using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Platforms.Sandbox;

public sealed partial class SandboxFaultTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private static int tenants;

    [Theory]
    [InlineData(SandboxFault.RateLimit, 429)]
    [InlineData(SandboxFault.TokenExpired, 401)]
    [InlineData(SandboxFault.ServerError, 502)]
    public async Task Fault_lasts_its_calls_and_keeps_nothing(SandboxFault fault, int status)
    {
        var (tenant, bot) = await BrokenAsync(fault, 2);
        Assert.Equal([status, status, 200], [await SendAsync(bot), await SendAsync(bot), await SendAsync(bot)]);
        Assert.Single(await FeedAsync(tenant, bot));
    }

    [Fact]
    public async Task Rate_limit_says_when_to_come_back()
    {
        var (_, bot) = await BrokenAsync(SandboxFault.RateLimit, 1);
        var answer = await network.CallAsync(bot.Token, "sendMessage", new { chat_id = bot.ChatId, text = "x" });
        Assert.Equal(3, (int)answer["parameters"]!["retry_after"]!);
    }

    [Fact]
    public async Task Time_out_keeps_the_message_and_never_answers()
    {
        var (tenant, bot) = await BrokenAsync(SandboxFault.TimeoutAfterAccepting, 1);
        Assert.True((bool)(await network.CallAsync(bot.Token, "getMe", new { }))["ok"]!);
        using var patience = new CancellationTokenSource();
        var call = network.Http.PostAsync($"/sandbox/telegram/bot{bot.Token}/sendMessage?chat_id={bot.ChatId}&text=late", null, patience.Token);
        while ((await FeedAsync(tenant, bot)).Count == 0)
            await Task.Yield();
        Assert.False(call.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal("late", Assert.Single(await FeedAsync(tenant, bot)).Text);
        Assert.Equal(200, await SendAsync(bot));
    }

    [Fact]
    public async Task Slow_answer_comes_when_its_seconds_passed()
    {
        var (tenant, bot) = await BrokenAsync(SandboxFault.Slow, 1);
        var call = SendAsync(bot);
        while ((await StateAsync(tenant, bot))!.Fault is not SandboxFault.None)
            await Task.Yield();
        Assert.Empty(await FeedAsync(tenant, bot));
        while (!call.IsCompleted)
        {
            network.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        Assert.Equal(200, await call);
    }

    [Fact]
    public async Task Public_page_shows_views_that_only_grow()
    {
        var (_, bot) = await BrokenAsync(SandboxFault.None, 1);
        await SendAsync(bot);
        var seen = new List<string> { await ViewsAsync(bot) };
        foreach (var hours in new[] { 1, 24, 24 * 10, 24 * 20 })
        {
            await network.AdvanceAsync(TimeSpan.FromHours(hours));
            seen.Add(await ViewsAsync(bot));
        }
        Assert.Equal("1", seen[0]);
        Assert.NotEqual(seen[0], seen[1]);
        Assert.NotEqual(seen[1], seen[2]);
    }

    [Fact]
    public void Views_never_fall_and_stay_under_a_ceiling()
    {
        for (var message = 1; message <= 200; message++)
        {
            var views = Enumerable.Range(0, 500).Select(h => SandboxNumbers.Views(-1001234567890, message, TimeSpan.FromHours(h))).ToList();
            Assert.Equal(views.Order(), views);
            Assert.InRange(views[^1], 100, 5001);
        }
    }

    [Theory]
    [InlineData(999, "999")]
    [InlineData(1234, "1.23K")]
    [InlineData(12_999, "12.9K")]
    [InlineData(999_999, "999K")]
    [InlineData(1_200_000, "1.2M")]
    public void Large_numbers_are_short_and_never_rounded_up(long number, string words) => Assert.Equal(words, SandboxNumbers.Short(number));

    [Fact]
    public async Task Deleted_message_is_gone_from_its_page()
    {
        var (tenant, bot) = await BrokenAsync(SandboxFault.None, 1);
        await SendAsync(bot);
        Assert.True((bool)(await network.CallAsync(bot.Token, "deleteMessage", new { chat_id = bot.ChatId, message_id = 1 }))["result"]!);
        Assert.Contains("Post not found", await network.Http.GetStringAsync($"/sandbox/telegram/{bot.Handle}/1?embed=1"), StringComparison.Ordinal);
        Assert.True(Assert.Single(await FeedAsync(tenant, bot)).Removed);
        Assert.False((bool)(await network.CallAsync(bot.Token, "deleteMessage", new { chat_id = bot.ChatId, message_id = 1 }))["ok"]!);
    }

    [Fact]
    public async Task Edited_message_shows_its_new_text()
    {
        var (tenant, bot) = await BrokenAsync(SandboxFault.None, 1);
        await SendAsync(bot);
        var answer = await network.CallAsync(bot.Token, "editMessageText", new { chat_id = $"@{bot.Handle}", message_id = 1, text = "better" });
        Assert.Equal("better", (string)answer["result"]!["text"]!);
        Assert.Equal("better", Assert.Single(await FeedAsync(tenant, bot)).Text);
    }

    [Fact]
    public async Task Public_page_writes_text_as_text()
    {
        var (_, bot) = await BrokenAsync(SandboxFault.None, 1);
        await network.CallAsync(bot.Token, "sendMessage", new { chat_id = bot.ChatId, text = "<script>alert(1)</script>" });
        Assert.DoesNotContain("<script>", await network.Http.GetStringAsync($"/sandbox/telegram/{bot.Handle}/1"), StringComparison.Ordinal);
    }

    private async Task<(TestTenant, OpenedSandbox)> BrokenAsync(SandboxFault fault, int calls)
    {
        var tenant = await network.AddTenantAsync($"fault{Interlocked.Increment(ref tenants)}");
        var bot = await network.OpenBotAsync(tenant);
        var state = await StateAsync(tenant, bot);
        Assert.True((await tenant.AsAsync<SandboxBots, Result>(MemberRole.Editor, b => b.SetFaultAsync(state!.BotId, fault, calls, default))).Ok);
        return (tenant, bot);
    }

    private async Task<int> SendAsync(OpenedSandbox bot)
    {
        using var answer = await network.PostAsync(bot.Token, "sendMessage", new { chat_id = bot.ChatId, text = "x" });
        return (int)answer.StatusCode;
    }

    private async Task<string> ViewsAsync(OpenedSandbox bot)
    {
        var page = await network.Http.GetStringAsync($"/sandbox/telegram/{bot.Handle}/1?embed=1");
        return Views().Match(page).Groups[1].Value;
    }

    private static long Chat(OpenedSandbox bot) => long.Parse(bot.ChatId, CultureInfo.InvariantCulture);

    private static Task<SandboxState?> StateAsync(TestTenant tenant, OpenedSandbox bot) =>
        tenant.AsAsync<SandboxBots, SandboxState?>(MemberRole.Viewer, b => b.OfChatAsync(Chat(bot), default));

    private static Task<IReadOnlyList<SandboxFeedItem>> FeedAsync(TestTenant tenant, OpenedSandbox bot) =>
        tenant.AsAsync<SandboxFeed, IReadOnlyList<SandboxFeedItem>>(MemberRole.Viewer, f => f.ReadAsync(Chat(bot), null, default));

    [GeneratedRegex("""class="tgme_widget_message_views">([^<]+)<""")]
    private static partial Regex Views();
}
