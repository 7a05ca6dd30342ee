using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

/// <summary>Pinning is a second call: whatever becomes of it, the post is out and is sent once.</summary>
public sealed class TelegramPinTests : TelegramRig
{
    private static readonly OutgoingPost Post = new("Hello", []) { Options = new Dictionary<string, string> { ["pin"] = "true" } };

    private readonly List<string> remembered = [];

    [Fact]
    public async Task Pins_the_message_after_it_is_out()
    {
        Server.On("pinChatMessage", Replies.Ok("true"));

        var outcome = await PublishAsync(Post);

        Assert.Equal((PublishKind.Published, "42", null), (outcome.Kind, outcome.ExternalId, outcome.Reason));
        Assert.Equal(["sendMessage", "pinChatMessage"], Server.Calls.Select(c => c.Method));
        Assert.Equal(("-1001234567890", "42"), (Server.Calls[1].Text("chat_id"), Server.Calls[1].Text("message_id")));
        Assert.Null(Server.Calls[1].Json!["disable_notification"]);
    }

    [Fact]
    public async Task Pins_without_a_sound_what_is_sent_without_one()
    {
        Server.On("pinChatMessage", Replies.Ok("true"));

        await PublishAsync(Post with { Options = new Dictionary<string, string> { ["pin"] = "true", ["silent"] = "true" } });

        Assert.All(Server.Calls, c => Assert.True((bool)c.Json!["disable_notification"]!));
    }

    [Fact]
    public async Task Pins_the_first_of_several_messages()
    {
        var number = 41;
        Server.On("sendMessage", context => Replies.Ok(SentMessage.Replace("42", $"{++number}", StringComparison.Ordinal))(context));
        Server.On("pinChatMessage", Replies.Ok("true"));

        Assert.Equal(["42", "43", "44"], (await PublishAsync(Post with { Text = new string('x', 9000) })).PartIds!);
        Assert.Equal("42", Assert.Single(Server.Calls, c => c.Method == "pinChatMessage").Text("message_id"));
    }

    [Fact]
    public async Task Pins_nothing_that_was_not_chosen_or_not_sent()
    {
        await PublishAsync(Post with { Options = new Dictionary<string, string>() });
        Server.On("sendMessage", Replies.Refused(400, "Bad Request: chat not found"));
        await PublishAsync(Post);

        Assert.Equal(["sendMessage", "sendMessage"], Server.Calls.Select(c => c.Method));
    }

    [Theory]
    [InlineData(400, "Bad Request: not enough rights to manage pinned messages in the chat", "PinForbidden")]
    [InlineData(400, "Bad Request: not enough rights to pin a message", "PinForbidden")]
    [InlineData(400, "Bad Request: CHAT_ADMIN_REQUIRED", "PinForbidden")]
    [InlineData(403, "Forbidden: bot was kicked from the channel chat", "PinForbidden")]
    [InlineData(400, "Bad Request: message to pin not found", "PinRefused")]
    [InlineData(400, "Bad Request: something never seen", "PinRefused")]
    [InlineData(401, "Unauthorized", "PinRefused")]
    [InlineData(404, "Not Found", "PinRefused")]
    [InlineData(429, "Too Many Requests: retry after 14", "PinRefused")]
    [InlineData(500, "Internal Server Error", "PinUnclear")]
    public async Task Unconfirmed_descriptions_say_why_the_post_is_out_but_not_pinned(int code, string words, string key)
    {
        Server.On("pinChatMessage", Replies.Refused(code, words));

        var outcome = await PublishAsync(Post);

        Assert.Equal((PublishKind.Published, "42", $"{code}", words), (outcome.Kind, outcome.ExternalId, outcome.Code, outcome.Message));
        Assert.Null(outcome.RetryAfter);
        AssertReadable(outcome.Reason, key);
        Assert.Equal(words, outcome.Reason!.Args[0]);
        Assert.Equal(["sendMessage", "pinChatMessage"], Server.Calls.Select(c => c.Method));
    }

    [Fact]
    public async Task A_pin_without_a_clear_answer_leaves_the_post_published()
    {
        Server.On("pinChatMessage", Replies.Reset);
        await OutAsync(PublishAsync(Post));
        Server.On("pinChatMessage", Replies.Raw(502, "<html>nginx</html>", "text/html"));
        await OutAsync(PublishAsync(Post));
        var accepted = new TaskCompletionSource();
        Server.On("pinChatMessage", Replies.Never(accepted));
        var publishing = PublishAsync(Post);
        await accepted.Task;
        Time.Advance(TimeSpan.FromSeconds(30));
        await OutAsync(publishing);

        static async Task OutAsync(Task<PublishOutcome> publishing)
        {
            var outcome = await publishing;
            Assert.Equal(PublishKind.Published, outcome.Kind);
            AssertReadable(outcome.Reason, "PinUnclear");
        }
    }

    [Fact]
    public async Task A_stop_while_pinning_does_not_hide_that_the_post_is_out()
    {
        var accepted = new TaskCompletionSource();
        Server.On("pinChatMessage", Replies.Never(accepted));
        using var cancel = new CancellationTokenSource();

        var publishing = Platform.PublishAsync(Account, Post, cancel.Token);
        await accepted.Task;
        await cancel.CancelAsync();

        var outcome = await publishing;
        Assert.Equal((PublishKind.Published, "42"), (outcome.Kind, outcome.ExternalId));
        AssertReadable(outcome.Reason, "PinUnclear");
    }

    [Fact]
    public async Task After_a_death_while_pinning_the_post_is_known_and_never_sent_again()
    {
        Server.On("pinChatMessage", Replies.Ok("true"));
        await PublishAsync(Ticketed(Post));
        Assert.Equal(["42"], remembered);

        // as if the process had died before the outcome was stored
        var look = await Platform.LookAsync(AccountAt(Server.Address, handle: null), new(Post, Guid.Empty, remembered[^1], Time.GetUtcNow()), CancellationToken.None);
        var again = await PublishAsync(Ticketed(Post, remembered[^1]));

        Assert.Equal((LookKind.Found, "42", $"{Server.Address}c/1234567890/42"), (look.Kind, look.ExternalId, look.Url));
        Assert.Equal((PublishKind.Published, "42"), (again.Kind, again.ExternalId));
        Assert.Empty(Server.Pages);
        Assert.Equal(["sendMessage", "pinChatMessage", "pinChatMessage"], Server.Calls.Select(c => c.Method));
    }

    [Fact]
    public async Task A_lost_lease_leaves_the_post_published_and_unpinned()
    {
        var outcome = await PublishAsync(Post with { Ticket = new(Guid.Empty, null, _ => Task.FromResult(false)) });

        Assert.Equal(PublishKind.Published, outcome.Kind);
        AssertReadable(outcome.Reason, "PinLeft");
        Assert.Single(Server.Calls);
    }

    private OutgoingPost Ticketed(OutgoingPost post, string? handle = null) => post with
    {
        Ticket = new(Guid.Empty, handle, h =>
        {
            remembered.Add(h);
            return Task.FromResult(true);
        }),
    };
}
