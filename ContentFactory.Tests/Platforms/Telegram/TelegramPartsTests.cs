using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

public sealed class TelegramPartsTests : TelegramRig
{
    private const string Sentence = "Каждое утро мы печём хлеб, и к девяти часам его уже нет. ";

    private readonly List<string> remembered = [];

    [Fact]
    public async Task A_long_text_goes_out_in_messages_that_end_with_sentences()
    {
        var text = string.Concat(Enumerable.Repeat(Sentence, 160)).Trim();
        var outcome = await PublishAsync(Ticketed(new(text, [])));
        var sent = Server.Calls.Select(c => c.Text("text")!).ToList();
        Assert.Equal(3, sent.Count);
        Assert.All(sent, t => Assert.True(t.Length <= 4096 && t.EndsWith("нет.", StringComparison.Ordinal)));
        Assert.Equal(text, string.Join(' ', sent));
        Assert.Equal((PublishKind.Published, 3), (outcome.Kind, outcome.PartIds!.Count));
        Assert.Equal(outcome.PartIds[0], outcome.ExternalId);
    }

    [Fact]
    public async Task Unconfirmed_text_counts_utf16_units_before_escaping()
    {
        await PublishAsync(Ticketed(new(new string('<', 4096), [])));
        Assert.Single(Server.Calls);
        await PublishAsync(Ticketed(new(string.Concat(Enumerable.Repeat("🎉", 2049)), [])));
        Assert.Equal([4096, 2], Server.Calls.Skip(1).Select(c => c.Text("text")!.Length));
    }

    [Fact]
    public async Task A_break_never_goes_through_an_emoji_of_several_parts()
    {
        const string family = "👩‍👩‍👧‍👦";
        await PublishAsync(Ticketed(new(string.Concat(Enumerable.Repeat(family, 400)), [])));
        Assert.All(Server.Calls, c => Assert.Equal(0, c.Text("text")!.Length % family.Length));
        Assert.Equal(400 * family.Length, Server.Calls.Sum(c => c.Text("text")!.Length));
    }

    [Fact]
    public async Task A_long_caption_goes_on_below_the_picture()
    {
        Server.On("sendPhoto", Replies.Ok(SentMessage));
        var text = string.Concat(Enumerable.Repeat(Sentence, 30)).Trim();
        await PublishAsync(Ticketed(new(text, [File(MediaKind.Image)])));
        Assert.Equal(["sendPhoto", "sendMessage"], Server.Calls.Select(c => c.Method));
        Assert.True(Server.Calls[0].Text("caption")!.Length is > 512 and <= 1024);
        Assert.Equal(text, $"{Server.Calls[0].Text("caption")} {Server.Calls[1].Text("text")}");
    }

    [Fact]
    public async Task The_link_stands_in_the_last_message_with_its_preview()
    {
        await PublishAsync(Ticketed(new(new string('x', 4096), [], "https://example.com/a")));
        Assert.Null(Server.Calls[0].Json!["link_preview_options"]);
        Assert.Equal("https://example.com/a", Server.Calls[1].Text("text"));
        Assert.Equal("https://example.com/a", (string)Server.Calls[1].Json!["link_preview_options"]!["url"]!);
    }

    [Fact]
    public async Task After_a_stop_between_messages_the_rest_follows_alone()
    {
        var post = new OutgoingPost(string.Concat(Enumerable.Repeat(Sentence, 160)).Trim(), []);
        await PublishAsync(Ticketed(post));
        var whole = Server.Calls.Select(c => c.Text("text")).ToList();
        // as if the process had died after the second was out and before the third went
        var again = await PublishAsync(Ticketed(post, remembered[^1]));
        Assert.Equal(whole[2], Assert.Single(Server.Calls.Skip(3)).Text("text"));
        Assert.Equal((PublishKind.Published, 3), (again.Kind, again.PartIds!.Count));
    }

    [Theory]
    [InlineData(429, "Too Many Requests: retry after 5", PublishKind.RateLimited, "Part_Waits")]
    [InlineData(400, "Bad Request: chat not found", PublishKind.AccountRefused, "ChatNotFound")]
    [InlineData(400, "Bad Request: something else", PublishKind.Rejected, "Part_Refused")]
    [InlineData(502, "Bad Gateway", PublishKind.Unknown, "Part_Unclear")]
    public async Task What_stops_in_the_middle_says_what_is_out_and_goes_on_there(int code, string words, PublishKind kind, string key)
    {
        var post = new OutgoingPost(string.Concat(Enumerable.Repeat(Sentence, 160)).Trim(), []);
        Server.On("sendMessage", context => Server.Calls.Count == 1 ? Replies.Ok(SentMessage)(context) : Replies.Refused(code, words)(context));
        var outcome = await PublishAsync(Ticketed(post));
        Assert.Equal((kind, "42"), (outcome.Kind, outcome.ExternalId));
        AssertReadable(outcome.Reason, key);
        // what the account needs outweighs how far the post is
        Assert.Equal(kind is PublishKind.AccountRefused ? [words] : [1, 3], outcome.Reason!.Args.Take(2));
        Assert.StartsWith("1/3: ", outcome.Message, StringComparison.Ordinal);

        Server.On("sendMessage", Replies.Ok(SentMessage));
        Assert.Equal(PublishKind.Published, (await PublishAsync(Ticketed(post, remembered[^1]))).Kind);
        Assert.Equal(4, Server.Calls.Count);
    }

    [Fact]
    public async Task A_lost_lease_stops_before_the_next_message()
    {
        var post = new OutgoingPost(string.Concat(Enumerable.Repeat(Sentence, 160)), []);
        var outcome = await PublishAsync(post with { Ticket = new(Guid.Empty, null, _ => Task.FromResult(false)) });
        Assert.Single(Server.Calls);
        Assert.Equal(PublishKind.Unknown, outcome.Kind);
        AssertReadable(outcome.Reason, "Part_Lost");
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
