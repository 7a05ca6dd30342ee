using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

public sealed class TelegramRefusalTests : TelegramRig
{
    [Theory]
    [InlineData(400, "Bad Request: message is too long", PublishKind.Rejected, "TextRefused")]
    [InlineData(400, "Bad Request: message caption is too long", PublishKind.Rejected, "CaptionRefused")]
    [InlineData(400, "Bad Request: can't parse entities: Unsupported start tag", PublishKind.Rejected, "MarkupRefused")]
    [InlineData(400, "Bad Request: wrong file identifier/HTTP URL specified", PublishKind.Rejected, "FileRefused")]
    [InlineData(400, "Bad Request: PHOTO_INVALID_DIMENSIONS", PublishKind.Rejected, "PhotoRefused")]
    [InlineData(400, "Bad Request: something never seen", PublishKind.Rejected, "Refused")]
    [InlineData(400, "Bad Request: chat not found", PublishKind.AccountRefused, "ChatNotFound")]
    [InlineData(400, "Bad Request: need administrator rights in the channel chat", PublishKind.AccountRefused, "BotMayNotPost")]
    [InlineData(401, "Unauthorized", PublishKind.AccountRefused, "TokenRefused")]
    [InlineData(403, "Forbidden: bot is not a member of the channel chat", PublishKind.AccountRefused, "BotMayNotPost")]
    [InlineData(404, "Not Found", PublishKind.AccountRefused, "TokenRefused")]
    [InlineData(413, "Request Entity Too Large", PublishKind.Rejected, "UploadTooLarge")]
    public async Task Unconfirmed_descriptions_turn_refusals_into_plain_words(int code, string description, PublishKind kind, string key)
    {
        Server.On("sendMessage", Replies.Refused(code, description));

        var outcome = await PublishAsync();

        Assert.Equal((kind, code.ToString(null, null), description), (outcome.Kind, outcome.Code, outcome.Message));
        AssertReadable(outcome.Reason, key);
        Assert.Single(Server.Calls);
    }

    [Fact]
    public async Task Names_the_new_chat_when_a_group_moved()
    {
        Server.On("sendMessage", Replies.Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", """{"migrate_to_chat_id":-1009}"""));

        var outcome = await PublishAsync();

        Assert.Equal(PublishKind.AccountRefused, outcome.Kind);
        AssertReadable(outcome.Reason, "ChatMoved");
        Assert.Equal("-1009", outcome.Reason!.Args[0]);
    }

    [Theory]
    [InlineData("Too Many Requests: retry after 14", """{"retry_after":14}""", 14)]
    [InlineData("Too Many Requests: retry after 21", null, 21)]
    [InlineData("Too Many Requests", null, 60)]
    [InlineData("Too Many Requests", """{"retry_after":"soon"}""", 60)]
    [InlineData("Too Many Requests", """{"retry_after":999999999999}""", 86_400)]
    public async Task Unconfirmed_retry_text_waits_as_long_as_telegram_asks(string description, string? parameters, int seconds)
    {
        Server.On("sendMessage", Replies.Refused(429, description, parameters));

        var outcome = await PublishAsync();

        Assert.Equal((PublishKind.RateLimited, TimeSpan.FromSeconds(seconds)), (outcome.Kind, outcome.RetryAfter));
        AssertReadable(outcome.Reason, "RateLimited");
    }

    [Theory]
    [InlineData(413, PublishKind.Rejected)]
    [InlineData(429, PublishKind.RateLimited)]
    [InlineData(400, PublishKind.Unknown)]
    [InlineData(404, PublishKind.Unknown)]
    [InlineData(302, PublishKind.Unknown)]
    [InlineData(502, PublishKind.Unknown)]
    public async Task Unconfirmed_gateway_pages_count_for_size_and_rate(int status, PublishKind kind)
    {
        Server.On("sendMessage", Replies.Raw(status, "<html><h1>nginx</h1></html>", "text/html"));

        Assert.Equal(kind, (await PublishAsync()).Kind);
        Assert.Single(Server.Calls);
    }

    [Theory]
    [InlineData(500, """{"ok":false,"error_code":500,"description":"Internal Server Error"}""")]
    [InlineData(500, """{"ok":true,"result":{"message_id":1}}""")]
    [InlineData(200, """{"ok":true,"result":{"message_id":""")]
    [InlineData(200, """{"ok":true}""")]
    [InlineData(200, """{"ok":true,"result":true}""")]
    [InlineData(200, """{"ok":true,"result":{"message_id":"42"}}""")]
    [InlineData(200, """{"ok":true,"result":[]}""")]
    [InlineData(200, """{"ok":"yes"}""")]
    [InlineData(200, "[1]")]
    [InlineData(200, "null")]
    [InlineData(200, "hello")]
    [InlineData(200, "")]
    public async Task Calls_every_unclear_reply_unknown(int status, string body)
    {
        Server.On("sendMessage", Replies.Raw(status, body));

        var outcome = await PublishAsync();

        Assert.Equal(PublishKind.Unknown, outcome.Kind);
        AssertReadable(outcome.Reason, "Unclear");
        Assert.Single(Server.Calls);
    }
}
