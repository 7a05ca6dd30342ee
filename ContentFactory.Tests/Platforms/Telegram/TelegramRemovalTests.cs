using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

public sealed class TelegramRemovalTests : TelegramRig
{
    [Fact]
    public async Task Deletes_every_message_from_the_last_one_on()
    {
        Server.On("deleteMessage", Replies.Ok("true"));

        var outcome = await Platform.DeleteAsync(Account, new("42", ["42", "43", "44"]), CancellationToken.None);

        Assert.True(Platform.Deletes);
        Assert.Equal((DeleteKind.Deleted, null), (outcome.Kind, outcome.Reason));
        Assert.Equal(["44", "43", "42"], Server.Calls.Select(c => c.Text("message_id")));
        Assert.All(Server.Calls, c => Assert.Equal(("deleteMessage", "-1001234567890"), (c.Method, c.Text("chat_id"))));
    }

    [Theory]
    [InlineData("Bad Request: message to delete not found")]
    [InlineData("Bad Request: MESSAGE_ID_INVALID")]
    public async Task Unconfirmed_words_say_that_a_message_is_gone_already(string words)
    {
        Server.On("deleteMessage", context => Server.Calls.Count == 1 ? Replies.Refused(400, words)(context) : Replies.Ok("true")(context));

        Assert.Equal(DeleteKind.Deleted, (await Platform.DeleteAsync(Account, new("42", ["42", "43"]), CancellationToken.None)).Kind);
        Assert.Equal(2, Server.Calls.Count);
    }

    [Theory]
    [InlineData(400, "Bad Request: message can't be deleted", DeleteKind.Refused, "DeleteForbidden")]
    [InlineData(400, "Bad Request: message can't be deleted for everyone", DeleteKind.Refused, "DeleteForbidden")]
    [InlineData(400, "Bad Request: MESSAGE_DELETE_FORBIDDEN", DeleteKind.Refused, "DeleteForbidden")]
    [InlineData(400, "Bad Request: not enough rights to delete a message", DeleteKind.Refused, "DeleteForbidden")]
    [InlineData(403, "Forbidden: bot was kicked from the channel chat", DeleteKind.Refused, "DeleteForbidden")]
    [InlineData(400, "Bad Request: something never seen", DeleteKind.Refused, "DeleteRefused")]
    [InlineData(400, "Bad Request: chat not found", DeleteKind.Refused, "ChatNotFound")]
    [InlineData(401, "Unauthorized", DeleteKind.Refused, "TokenRefused")]
    [InlineData(429, "Too Many Requests: retry after 7", DeleteKind.RateLimited, "RateLimited")]
    [InlineData(502, "Bad Gateway", DeleteKind.Unknown, "Unavailable")]
    public async Task Unconfirmed_descriptions_say_why_a_post_stays(int code, string words, DeleteKind kind, string key)
    {
        Server.On("deleteMessage", Replies.Refused(code, words));

        var outcome = await Platform.DeleteAsync(Account, new("42", ["42", "43"]), CancellationToken.None);

        Assert.Equal((kind, code == 429 ? TimeSpan.FromSeconds(7) : null), (outcome.Kind, outcome.RetryAfter));
        AssertReadable(outcome.Reason, key);
        Assert.Single(Server.Calls);
    }

    [Fact]
    public async Task A_call_that_never_left_or_lost_its_answer_deletes_nothing_for_certain()
    {
        var unsent = await Platform.DeleteAsync(AccountAt(new("http://no-such-host.invalid")), new("42", ["42"]), CancellationToken.None);
        Server.On("deleteMessage", Replies.Reset);
        var lost = await Platform.DeleteAsync(Account, new("42", ["42"]), CancellationToken.None);

        Assert.Equal((DeleteKind.Unknown, DeleteKind.Unknown), (unsent.Kind, lost.Kind));
        AssertReadable(unsent.Reason, "Unavailable");
        AssertReadable(lost.Reason, "Unavailable");
    }

    [Theory]
    [InlineData("no-token", "-1001234567890", "42", "TokenMalformed")]
    [InlineData(Token, "not a chat", "42", "ChatIdMalformed")]
    [InlineData(Token, "-1001234567890", "42/../x", "DeleteRefused")]
    public async Task Asks_nobody_for_what_can_be_no_message(string token, string chat, string id, string key)
    {
        var outcome = await Platform.DeleteAsync(AccountAt(Server.Address, chat, token: token), new(id, []), CancellationToken.None);

        Assert.Equal(DeleteKind.Refused, outcome.Kind);
        AssertReadable(outcome.Reason, key);
        Assert.Empty(Server.Calls);
    }
}
