using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Discord;

/// <summary>What a person enters to connect a channel: a webhook's address, or a bot and a channel.</summary>
public sealed class DiscordConnectionTests : DiscordRig
{
    [Fact]
    public async Task Knows_the_channel_of_a_webhook_and_of_a_bot()
    {
        var webhook = await CheckAsync(Webhook());
        Assert.True(webhook.Ok, webhook.Problem?.TextKey);
        Assert.Contains("Contract Webhook", webhook.Value.DisplayName, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, webhook.Value.ToString(), StringComparison.Ordinal);

        var bot = await CheckAsync(Bot());
        Assert.True(bot.Ok, bot.Problem?.TextKey);
        Assert.Contains("bread", bot.Value.DisplayName, StringComparison.Ordinal);
        Assert.Equal(FakeDiscord.BotId, bot.Value.AppKey);
        Assert.DoesNotContain(Secret, bot.Value.ToString(), StringComparison.Ordinal);
        Assert.Null(bot.Value.TokenValidUntil);
        Assert.Empty(Server.Messages);
    }

    [Theory]
    [InlineData("https://discord.com/api/v10/webhooks/")]
    [InlineData("https://discordapp.com/api/webhooks/")]
    [InlineData("https://ptb.discord.com/api/webhooks/")]
    [InlineData("https://canary.discord.com/api/webhooks/")]
    public async Task Takes_a_webhook_by_any_address_of_discord(string start)
    {
        var check = await CheckAsync(Webhook($"{start}{FakeDiscord.WebhookId}/{FakeDiscord.WebhookToken}"));

        Assert.True(check.Ok, check.Problem?.TextKey);
    }

    [Theory]
    [InlineData("")]
    [InlineData("bread")]
    [InlineData("http://discord.com/api/webhooks/{0}")]
    [InlineData("https://discord.com.evil.example/api/webhooks/{0}")]
    [InlineData("https://evil.example/api/webhooks/{0}")]
    [InlineData("https://discord.com@evil.example/api/webhooks/{0}")]
    [InlineData("https://evildiscord.com/api/webhooks/{0}")]
    [InlineData("https://evil.discord.com/api/webhooks/{0}")]
    [InlineData("https://discord.com:8443/api/webhooks/{0}")]
    [InlineData("https://127.0.0.1/api/webhooks/{0}")]
    [InlineData("https://discord.com/api/webhooks/{0}/../../users/@me")]
    [InlineData("https://discord.com/api/webhooks/{0}/github")]
    [InlineData("https://discord.com/api/webhooks/223704706495545344")]
    [InlineData("https://discord.com/api/webhooks/abc/def")]
    [InlineData("https://discord.com/channels/81384788765712384/199737254929760256")]
    [InlineData("https://hooks.slack.com/services/{0}")]
    public async Task Sends_nothing_to_an_address_that_is_no_webhook_of_discord(string address)
    {
        var entered = Webhook(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, $"{FakeDiscord.WebhookId}/{FakeDiscord.WebhookToken}"));

        var check = await CheckAsync(entered);
        Account = entered;
        var outcome = await Run().OnceAsync(Post("Bread"));

        Assert.False(check.Ok);
        AssertReadable(check.Problem);
        AssertOutcome(PublishKind.AccountRefused, outcome);
        Assert.Empty(Server.Calls);
    }

    [Theory]
    [InlineData("", FakeDiscord.ChannelId)]
    [InlineData("bread\r\nX-Evil: 1", FakeDiscord.ChannelId)]
    [InlineData(FakeDiscord.BotToken, "")]
    [InlineData(FakeDiscord.BotToken, "#bread")]
    [InlineData(FakeDiscord.BotToken, "1/../../users/@me")]
    public async Task Sends_nothing_for_a_bot_or_a_channel_that_is_none(string token, string channel)
    {
        var check = await CheckAsync(Bot(token, channel));
        Account = Bot(token, channel);

        Assert.False(check.Ok);
        AssertReadable(check.Problem);
        AssertOutcome(PublishKind.AccountRefused, await Run().OnceAsync(Post("Bread")));
        Assert.All(Server.Calls, c => Assert.Equal("/api/v10/users/@me", c.Path));
    }

    [Fact]
    public async Task Says_what_is_wrong_with_a_webhook_or_a_bot()
    {
        AssertReadable((await CheckAsync(Webhook($"https://discord.com/api/webhooks/{FakeDiscord.WebhookId}/wrongwrongwrongwrong"))).Problem);
        AssertReadable((await CheckAsync(Bot("ODAzNTExMTAyMjQ2Nzg5MTI.GWrong.abcdefghijklmnopqrstuvwxyz0123456789"))).Problem);
        AssertReadable((await CheckAsync(Bot(channel: "1"))).Problem);
        (Server.HasWebhook, Server.BotMayWrite) = (false, false);
        AssertReadable((await CheckAsync(Webhook())).Problem);
        AssertReadable((await CheckAsync(Bot())).Problem);
    }

    [Theory]
    [InlineData("get_webhook_by_token")]
    [InlineData("get_channel")]
    public async Task Says_so_when_checking_breaks(string step)
    {
        foreach (var fault in new[] { Faults.ResetsAfter, Faults.TimesOutAfter, Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.Answers(new(500)), Faults.Answers(DiscordErrors.RateLimited(3)) })
        {
            Server.Fail(step, fault);
            var check = await CheckAsync(step == "get_channel" ? Bot() : Webhook());
            Assert.False(check.Ok);
            AssertReadable(check.Problem);
        }
    }

    [Fact]
    public async Task Needs_no_renewal_and_has_nothing_to_give_back()
    {
        Assert.False(Platform.Refreshes);
        Assert.Empty(Platform.SignIns);
        Assert.True(await CallAsync(() => Platform.RevokeAsync(Account, CancellationToken.None)));
    }
}
