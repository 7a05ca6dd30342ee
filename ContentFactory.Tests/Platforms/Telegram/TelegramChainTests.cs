using System.Text.Json;
using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

/// <summary>The calls of a post from its first message over its pin to its removal, beside a chat that remembers.</summary>
public sealed class TelegramChainTests : TelegramRig
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("Каждое утро мы печём хлеб, и к девяти часам его уже нет. ", 160)).Trim();

    private readonly Lazy<FakeTelegramChat> chat;

    public TelegramChainTests() => chat = new(() => new(Server));

    private FakeTelegramChat Chat => chat.Value;

    [Theory]
    [InlineData("sendMessage", 0, false)]
    [InlineData("sendMessage,sendMessage,sendMessage", 0, true)]
    [InlineData("sendPhoto", 1, false)]
    [InlineData("sendPhoto,sendMessage,sendMessage,sendMessage", 1, true)]
    [InlineData("sendMediaGroup", 3, false)]
    public async Task One_pin_follows_when_all_messages_are_out_and_names_the_first(string sends, int files, bool isLong)
    {
        var foreign = Chat.Foreign();
        OutgoingMedia[] media = [.. Enumerable.Range(0, files).Select(n => File(MediaKind.Image, $"{n}.png"))];

        var outcome = await PublishAsync(Pinned(isLong ? Long : "Hello") with { Media = media });

        Assert.Equal((PublishKind.Published, null), (outcome.Kind, outcome.Reason));
        Assert.Equal([.. sends.Split(','), "pinChatMessage"], Server.Calls.Select(c => c.Method));
        Assert.Equal([foreign + 1], Chat.Pinned);
        Assert.Equal($"{foreign + 1}", outcome.ExternalId);
        Assert.Equal(Chat.Ids.Skip(1), outcome.PartIds!);
    }

    [Theory]
    [InlineData("-1001234567890", JsonValueKind.Number, false)]
    [InlineData("@cf_news", JsonValueKind.String, false)]
    [InlineData("@cf_news", JsonValueKind.String, true)]
    public async Task A_pin_has_the_chat_of_its_message_and_a_whole_number(string id, JsonValueKind kind, bool silent)
    {
        _ = Chat;
        var options = new Dictionary<string, string> { ["pin"] = "true", ["silent"] = silent ? "true" : "false", ["protect"] = "true", ["buttons"] = "A | https://a.example" };

        await Platform.PublishAsync(AccountAt(Server.Address, id), new("Hello", []) { Options = options }, CancellationToken.None);

        var (message, pin) = (Server.Calls[0].Json!, Server.Calls[1].Json!);
        Assert.Equal((kind, id), (pin["chat_id"]!.GetValueKind(), pin["chat_id"]!.ToString()));
        Assert.Equal(message["chat_id"]!.ToString(), pin["chat_id"]!.ToString());
        Assert.Equal("42", pin["message_id"]!.ToJsonString());
        Assert.Equal(silent ? ["chat_id", "disable_notification", "message_id"] : ["chat_id", "message_id"], pin.Select(f => f.Key).Order());
    }

    [Fact]
    public async Task A_post_goes_with_all_its_messages_and_nothing_else_goes()
    {
        var before = Chat.Foreign();
        var outcome = await PublishAsync(new(Long, [File(MediaKind.Image, "1.png"), File(MediaKind.Image, "2.png")]));
        var after = Chat.Foreign();

        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(outcome)).Kind);

        Assert.Equal([before, after], Chat.Messages);
        var asked = Server.Calls.Where(c => c.Method == "deleteMessage").ToList();
        Assert.Equal(outcome.PartIds!.Order(), asked.Select(c => c.Text("message_id")!).Order());
        Assert.All(asked, c => Assert.Equal(["chat_id", "message_id"], c.Json!.Select(f => f.Key).Order()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_somebody_deleted_before_counts_as_removed(int lost)
    {
        _ = Chat;
        var outcome = await PublishAsync(new(Long, []));
        Chat.Lose(Chat.Messages[lost]);

        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(outcome)).Kind);
        Assert.Empty(Chat.Messages);
        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(outcome)).Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_removal_that_stopped_in_the_middle_goes_on_and_leaves_nothing(int at)
    {
        _ = Chat;
        var (outcome, asked) = (await PublishAsync(new(Long, [])), 0);
        Server.On("deleteMessage", context => ++asked == at ? Replies.Refused(429, "Too Many Requests", """{"retry_after":14}""")(context) : Chat.Delete(context));

        var stopped = await DeleteAsync(outcome);

        Assert.Equal((DeleteKind.RateLimited, TimeSpan.FromSeconds(14)), (stopped.Kind, stopped.RetryAfter));
        // nothing is asked for in the time that Telegram wants to itself, and what is left can be read from its beginning
        Assert.Equal(at, asked);
        Assert.Equal(outcome.PartIds!.Take(4 - at), Chat.Ids);
        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(outcome)).Kind);
        Assert.Empty(Chat.Messages);
    }

    private static OutgoingPost Pinned(string text) => new(text, []) { Options = new Dictionary<string, string> { ["pin"] = "true" } };

    private Task<DeleteOutcome> DeleteAsync(PublishOutcome outcome) => Platform.DeleteAsync(Account, new(outcome.ExternalId!, outcome.PartIds!), CancellationToken.None);
}
