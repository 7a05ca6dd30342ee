using ContentFactory.Domain.Platforms;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

/// <summary>Every refusal of the contract, as an answer to a pin and to a removal of several messages.</summary>
public sealed class TelegramErrorTests : TelegramRig
{
    private const string Moved = """{"migrate_to_chat_id":-1009999999999}""";
    private const string Wait = """{"retry_after":14}""";

    private readonly Lazy<FakeTelegramChat> chat;

    public TelegramErrorTests() => chat = new(() => new(Server));

    private FakeTelegramChat Chat => chat.Value;

    [Theory]
    [InlineData(400, "Bad Request: message to pin not found")]
    [InlineData(400, "Bad Request: not enough rights to manage pinned messages in the chat")]
    [InlineData(400, "Bad Request: chat not found")]
    [InlineData(400, "Bad Request: group chat was upgraded to a supergroup chat", Moved)]
    [InlineData(400, "")]
    [InlineData(401, "Unauthorized")]
    [InlineData(403, "Forbidden: bot was blocked by the user")]
    [InlineData(403, "Forbidden: bot is not a member of the channel chat")]
    [InlineData(404, "Not Found")]
    [InlineData(409, "Conflict: terminated by other getUpdates request")]
    [InlineData(413, "Request Entity Too Large")]
    [InlineData(429, "Too Many Requests: retry after 14", Wait)]
    [InlineData(500, "Internal Server Error")]
    [InlineData(504, "Gateway Timeout")]
    public async Task A_refused_pin_leaves_the_post_published_with_a_reason(int code, string words, string? parameters = null)
    {
        _ = Chat;
        var plain = await PublishAsync();
        Server.On("pinChatMessage", Replies.Refused(code, words, parameters));

        var outcome = await PublishAsync(new("Hello", []) { Options = new Dictionary<string, string> { ["pin"] = "true" } });

        Assert.Equal((PublishKind.Published, "43", plain.Url!.Replace("/42", "/43", StringComparison.Ordinal)), (outcome.Kind, outcome.ExternalId, outcome.Url));
        Assert.Equal(["43"], outcome.PartIds!);
        // neither the publication nor its channel or its app waits for anything
        Assert.Equal((null, false), (outcome.RetryAfter, outcome.AppLimited));
        AssertWhy(outcome.Reason, "Pin");
        Assert.Contains(words.Length > 0 ? words : $"{code}", outcome.Reason!.Args);
        AssertNoToken(outcome);
        Assert.Equal(["sendMessage", "sendMessage", "pinChatMessage"], Server.Calls.Select(c => c.Method));
    }

    [Theory]
    [InlineData(400, "Bad Request: message can't be deleted", DeleteKind.Refused)]
    [InlineData(400, "Bad Request: message can't be deleted for everyone", DeleteKind.Refused)]
    [InlineData(400, "Bad Request: chat not found", DeleteKind.Refused)]
    [InlineData(400, "Bad Request: group chat was upgraded to a supergroup chat", DeleteKind.Refused, Moved)]
    [InlineData(400, "", DeleteKind.Refused)]
    [InlineData(401, "Unauthorized", DeleteKind.Refused)]
    [InlineData(403, "Forbidden: bot is not a member of the channel chat", DeleteKind.Refused)]
    [InlineData(404, "Not Found", DeleteKind.Refused)]
    [InlineData(429, "Too Many Requests: retry after 14", DeleteKind.RateLimited, Wait)]
    [InlineData(429, "Too Many Requests", DeleteKind.RateLimited, Wait)]
    [InlineData(429, "Too Many Requests: retry after 14", DeleteKind.RateLimited)]
    [InlineData(500, "Internal Server Error", DeleteKind.Unknown)]
    [InlineData(504, "Gateway Timeout", DeleteKind.Unknown)]
    public async Task A_removal_that_is_refused_at_any_of_its_messages_says_why_and_can_be_asked_for_again(int code, string words, DeleteKind kind, string? parameters = null)
    {
        for (var at = 1; at <= 3; at++)
        {
            var asked = 0;
            var post = new PublishedPost($"{Chat.Foreign()}", [$"{Chat.Messages[^1]}", $"{Chat.Foreign()}", $"{Chat.Foreign()}"]);
            Server.On("deleteMessage", context => ++asked == at ? Replies.Refused(code, words, parameters)(context) : Chat.Delete(context));

            var outcome = await Platform.DeleteAsync(Account, post, CancellationToken.None);

            Assert.Equal((kind, kind is DeleteKind.RateLimited ? TimeSpan.FromSeconds(14) : null), (outcome.Kind, outcome.RetryAfter));
            AssertWhy(outcome.Reason);
            Assert.Equal((at, 4 - at), (asked, Chat.Messages.Count));
            Assert.Equal(DeleteKind.Deleted, (await Platform.DeleteAsync(Account, post, CancellationToken.None)).Kind);
            Assert.Empty(Chat.Messages);
        }
    }

    [Theory]
    [InlineData("""{"ok":false,"error_code":429,"description":"Too Many Requests"}""", "application/json")]
    [InlineData("<html><h1>429 Too Many Requests</h1></html>", "text/html")]
    public async Task A_wait_that_stands_in_a_header_alone_is_kept(string body, string type)
    {
        Server.On("deleteMessage", context =>
        {
            context.Response.Headers.RetryAfter = "14";
            return Replies.Raw(429, body, type)(context);
        });

        var outcome = await Platform.DeleteAsync(Account, new("42", ["42", "43"]), CancellationToken.None);

        Assert.Equal((DeleteKind.RateLimited, TimeSpan.FromSeconds(14)), (outcome.Kind, outcome.RetryAfter));
        Assert.Single(Server.Calls);
    }

    [Fact]
    public async Task Only_a_message_that_is_not_there_counts_as_removed()
    {
        // the same words with another code, and other things that are not found
        foreach (var (code, words) in new[] { (500, "message to delete not found"), (403, "Forbidden: message author not found"), (400, "Bad Request: user not found"), (404, "Not Found: method not found") })
        {
            Server.On("deleteMessage", Replies.Refused(code, words));
            Assert.NotEqual(DeleteKind.Deleted, (await Platform.DeleteAsync(Account, new("42", ["42"]), CancellationToken.None)).Kind);
        }
    }

    private static void AssertWhy(ContentFactory.Domain.Problem? reason, string prefix = "")
    {
        var key = reason?.TextKey["Platforms.Telegram_".Length..] ?? "";
        Assert.StartsWith(prefix, key, StringComparison.Ordinal);
        AssertReadable(reason, key);
    }
}
