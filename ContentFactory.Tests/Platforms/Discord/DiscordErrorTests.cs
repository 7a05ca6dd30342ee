using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Discord;

/// <summary>Every error of Discord as the engine sees it, by webhook and by bot.</summary>
public sealed class DiscordErrorTests : DiscordRig
{
    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Unconfirmed_codes_turn_refusals_into_plain_words(string way)
    {
        await UseAsync(way);
        foreach (var (answer, kind) in new[]
                 {
                     (DiscordErrors.Unauthorized, PublishKind.AccountRefused), (DiscordErrors.MissingAccess, PublishKind.AccountRefused), (DiscordErrors.MissingPermissions, PublishKind.AccountRefused),
                     (DiscordErrors.UnknownChannel, PublishKind.AccountRefused), (DiscordErrors.UnknownWebhook, PublishKind.AccountRefused),
                     (DiscordErrors.BadForm("content", "Must be 2000 or fewer in length."), PublishKind.Rejected), (DiscordErrors.TooLarge, PublishKind.Rejected), (DiscordErrors.Of(400, 50006, "Cannot send an empty message"), PublishKind.Rejected),
                 })
        {
            Server.Fail(StepOf(way), Faults.Answers(answer));
            AssertOutcome(kind, await Run().ToTheEndAsync(Post("Bread")));
        }
        Assert.Empty(Server.Messages);
    }

    [Fact]
    public async Task Names_the_field_that_discord_minds()
    {
        await UseAsync("webhook");
        Server.Fail("execute_webhook", Faults.Answers(DiscordErrors.BadForm("content", "Must be 2000 or fewer in length.")));

        var outcome = await Run().ToTheEndAsync(Post("Bread"));

        Assert.Contains("Must be 2000 or fewer", $"{outcome.Message} {string.Join(' ', outcome.Reason!.Args)}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Calls_for_attention_when_the_right_is_gone(string way)
    {
        await UseAsync(way);
        (Server.HasWebhook, Server.BotIsKnown) = (false, false);
        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Post("Bread")));
        (Server.BotIsKnown, Server.BotMayWrite) = (true, false);
        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Post("Bread")));
        (Server.BotMayWrite, Server.HasChannel) = (true, false);
        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Post("Bread")));
        Assert.Empty(Server.Messages);
    }

    [Theory]
    [InlineData("webhook", false, 0.65)]
    [InlineData("webhook", true, 64.57)]
    [InlineData("bot", false, 1336.57)]
    [InlineData("bot", true, 3.5)]
    public async Task Waits_as_long_as_discord_asks(string way, bool isGlobal, double seconds)
    {
        await UseAsync(way);
        Server.Fail(StepOf(way), Faults.Answers(DiscordErrors.RateLimited(seconds, isGlobal)));
        var run = Run();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind("files", "Bread")));

        var limited = Assert.Single(run.Outcomes, o => o.Kind is PublishKind.RateLimited);
        AssertOutcome(PublishKind.RateLimited, limited);
        Assert.InRange(limited.RetryAfter!.Value.TotalSeconds, seconds - 0.001, seconds + 5);
        Assert.Equal(isGlobal, limited.AppLimited);
        Assert.Single(Server.Messages);
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Unconfirmed_block_of_the_address_is_a_page_that_says_how_long(string way)
    {
        await UseAsync(way);
        Server.Fail(StepOf(way), Faults.Answers(new Answer(429, "<html>You are being rate limited</html>", "text/html").With("Retry-After", "540")));

        var outcome = await Run().OnceAsync(Post("Bread"));

        AssertOutcome(PublishKind.RateLimited, outcome);
        Assert.Equal(TimeSpan.FromSeconds(540), outcome.RetryAfter);
    }

    [Theory]
    [InlineData("webhook", "get_webhook_by_token")]
    [InlineData("bot", "get_channel")]
    public async Task Loses_at_most_the_link_where_the_place_can_not_be_read(string way, string read)
    {
        await UseAsync(way);
        foreach (var fault in new[] { Faults.Answers(new(503)), Faults.TimesOutBefore, Faults.ResetsAfter, Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.Answers(DiscordErrors.RateLimited(4)) })
        {
            var before = Server.Messages.Count;
            Server.Fail(read, fault);
            AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post($"Bread {before}")));
            Assert.Equal(before + 1, Server.Messages.Count);
        }
    }

    [Theory]
    [InlineData("webhook", 500)]
    [InlineData("webhook", 502)]
    [InlineData("webhook", 302)]
    [InlineData("webhook", 204)]
    [InlineData("bot", 503)]
    [InlineData("bot", 504)]
    [InlineData("bot", 408)]
    public async Task Calls_an_answer_that_proves_nothing_unknown(string way, int status)
    {
        await UseAsync(way);
        Server.Fail(StepOf(way), Faults.DoesAndAnswers(new(status)));

        AssertOutcome(PublishKind.Unknown, await Run().OnceAsync(Post("Bread")));
        Assert.Single(Server.Of(StepOf(way)));
    }

    [Theory]
    [InlineData("webhook", "get_webhook_by_token", 401)]
    [InlineData("webhook", "get_webhook_by_token", 404)]
    [InlineData("bot", "get_channel", 403)]
    [InlineData("bot", "get_channel", 404)]
    public async Task Blames_no_account_for_the_page_of_a_gateway(string way, string read, int status)
    {
        await UseAsync(way);
        var page = Faults.Answers(new(status, "<html>denied</html>", "text/html"));
        Server.Fail(StepOf(way), page);
        AssertOutcome(PublishKind.Unknown, await Run().OnceAsync(Post("Bread")));

        Server.Fail(read, page);
        AssertOutcome(PublishKind.NotSent, await Run().OnceAsync(Post("Bread")));
        Assert.Single(Server.Of(StepOf(way)));
        Server.Fail(read, page);
        Assert.Equal(ContentFactory.Domain.ProblemKind.Unavailable, (await CheckAsync(Account)).Problem?.Kind);
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Names_the_file_that_can_not_be_read(string way)
    {
        await UseAsync(way);

        var outcome = await Run().OnceAsync(Post("Bread", File(), File(name: "хлеб.jpg") with { Open = _ => throw new IOException("gone") }));

        AssertOutcome(PublishKind.NotSent, outcome);
        Assert.Equal("хлеб.jpg", Assert.Single(outcome.Reason!.Args));
        Assert.Empty(Server.Of(StepOf(way)));
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Says_only_what_discord_said_about_secrets(string way)
    {
        await UseAsync(way);
        var secret = way == "bot" ? FakeDiscord.BotToken : FakeDiscord.WebhookToken;
        Server.Fail(StepOf(way), Faults.Answers(DiscordErrors.BadForm("content", $"Bad {secret}")));
        AssertNoSecret(await Run().ToTheEndAsync(Post("Bread")));
        Server.Fail(StepOf(way), Faults.Answers(DiscordErrors.Of(403, 1, $"Bad https://discord.com/api/webhooks/{FakeDiscord.WebhookId}/{secret} {secret.ToUpperInvariant()}")));
        AssertNoSecret(await Run().ToTheEndAsync(Post("Bread")));
        Server.Fail(StepOf(way), Faults.Answers(new(502, $"<html>POST /api/webhooks/{FakeDiscord.WebhookId}/{secret}</html>", "text/html")));
        AssertNoSecret(await Run().OnceAsync(Post("Bread")));
        Assert.DoesNotContain(Secret, Account.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData(";;,;")]
    [InlineData("!|x")]
    public async Task Never_throws_for_a_memory_that_it_can_not_read(string handle)
    {
        foreach (var way in new[] { "webhook", "bot" })
        {
            await UseAsync(way);
            var run = Run();
            run.Handle = handle;
            await run.OnceAsync(Post(way));
            await run.LookAsync(Post(way));
        }
        AssertNoTwins();
    }
}
