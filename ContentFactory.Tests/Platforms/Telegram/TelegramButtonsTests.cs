using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

public sealed class TelegramButtonsTests : TelegramRig
{
    [Fact]
    public async Task Each_line_is_a_row_of_buttons_under_the_text()
    {
        await PublishAsync(With("Buy bread | https://example.com/buy?a=1&b=2 || Prices | http://example.com\nAsk us | tg://resolve?domain=cf_news"));

        Assert.Equal(
            [[("Buy bread", "https://example.com/buy?a=1&b=2"), ("Prices", "http://example.com")], [("Ask us", "tg://resolve?domain=cf_news")]],
            Keyboard(Server.Calls[0]));
    }

    [Theory]
    [InlineData("A|https://a.example||B|https://b.example")]
    [InlineData("  A  |  https://a.example  ||  B  |  https://b.example  ")]
    [InlineData("A - https://a.example | B - https://b.example")]
    [InlineData("A – https://a.example || B — https://b.example")]
    [InlineData("A | https://a.example | B | https://b.example ||")]
    [InlineData("\n\r\nA | https://a.example || B | https://b.example\r\n\n")]
    public async Task Spaces_dashes_and_single_bars_are_understood_as_well(string typed)
    {
        await PublishAsync(With(typed));

        Assert.Equal([[("A", "https://a.example"), ("B", "https://b.example")]], Keyboard(Server.Calls[0]));
    }

    [Theory]
    [InlineData("Скидка 20% - сегодня | https://пример.рф/акция", "Скидка 20% - сегодня", "https://пример.рф/акция")]
    [InlineData("🎉 <b>&amp; \"more\" | https://a.example/?q=%7C#x", "🎉 <b>&amp; \"more\"", "https://a.example/?q=%7C#x")]
    [InlineData("Pre-order - https://a.example", "Pre-order", "https://a.example")]
    [InlineData("See https://old.example | https://a.example", "See https://old.example", "https://a.example")]
    public async Task Labels_and_addresses_arrive_as_they_were_typed(string typed, string label, string address)
    {
        await PublishAsync(With(typed));

        Assert.Equal([[(label, address)]], Keyboard(Server.Calls[0]));
    }

    [Theory]
    [InlineData(MediaKind.Image, "sendPhoto")]
    [InlineData(MediaKind.Video, "sendVideo")]
    [InlineData(MediaKind.Animation, "sendAnimation")]
    [InlineData(MediaKind.Document, "sendDocument")]
    [InlineData(MediaKind.Audio, "sendAudio")]
    public async Task Buttons_stand_under_each_kind_of_file(MediaKind kind, string method)
    {
        Server.On(method, Replies.Ok(SentMessage));

        Assert.Equal(PublishKind.Published, (await PublishAsync(With("A | https://a.example", "Hello", File(kind)))).Kind);

        Assert.Equal([[("A", "https://a.example")]], Keyboard(Server.Calls[0]));
    }

    [Fact]
    public async Task In_a_split_text_they_stand_under_the_last_part()
    {
        await PublishAsync(With("A | https://a.example", new string('x', 9000)));

        Assert.Equal([null, null, "A"], Server.Calls.Select(c => c.Json!["reply_markup"] is null ? null : Keyboard(c)[0][0].Label));
    }

    [Fact]
    public async Task An_album_takes_buttons_only_under_the_text_that_follows_it()
    {
        OutgoingMedia[] album = [File(MediaKind.Image, "1.png"), File(MediaKind.Image, "2.png")];
        Server.On("sendMediaGroup", Replies.Ok($"[{SentMessage},{SentMessage}]"));

        var fault = Assert.Single(Platform.Validate(With("A | https://a.example", "Short", album)));
        AssertReadable(fault, "ButtonsUnderAlbum");
        Assert.Equal("buttons", fault.Field);
        Assert.Equal(PublishKind.Rejected, (await PublishAsync(With("A | https://a.example", "Short", album))).Kind);
        Assert.Empty(Server.Calls);

        Assert.Equal(PublishKind.Published, (await PublishAsync(With("A | https://a.example", new string('x', 2000), album))).Kind);
        Assert.Equal(["sendMediaGroup", "sendMessage"], Server.Calls.Select(c => c.Method));
        Assert.Equal([[("A", "https://a.example")]], Keyboard(Server.Calls[1]));
    }

    [Theory]
    [InlineData("Just words", "ButtonMalformed", 1)]
    [InlineData("A | https://a.example\n\nhttps://b.example", "ButtonMalformed", 3)]
    [InlineData("A | https://a.example\n| https://b.example", "ButtonMalformed", 2)]
    [InlineData("A | B | https://b.example", "ButtonMalformed", 1)]
    [InlineData("A | https://a.example and more", "ButtonMalformed", 1)]
    [InlineData("A - example.com", "ButtonMalformed", 1)]
    [InlineData("A | example.com", "ButtonAddress", 1)]
    [InlineData("A | https://a.example\nB | ftp://b.example", "ButtonAddress", 2)]
    [InlineData("A | javascript:alert(1)", "ButtonAddress", 1)]
    [InlineData("A | mailto:a@b.example", "ButtonAddress", 1)]
    [InlineData("A | http://localhost:5000/x", "ButtonAddress", 1)]
    [InlineData("A | https://", "ButtonAddress", 1)]
    [InlineData("A | tg:", "ButtonAddress", 1)]
    public void A_line_that_is_no_button_is_named_by_its_number(string typed, string key, int line)
    {
        var fault = Assert.Single(Platform.Validate(With(typed)));

        AssertReadable(fault, key);
        Assert.Equal(("buttons", line), (fault.Field, fault.Args[0]));
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, "ButtonLabelTooLong")]
    public void A_label_holds_64_characters(int length, string? key) => AssertFault($"{new string('x', length)} | https://a.example", key);

    [Theory]
    [InlineData(8, null)]
    [InlineData(9, "TooManyButtonRows")]
    public void There_are_eight_rows_at_most(int rows, string? key) => AssertFault(string.Join("\n\n", Enumerable.Repeat("A | https://a.example", rows)), key);

    [Theory]
    [InlineData(8, null)]
    [InlineData(9, "TooManyButtonsInRow")]
    public void Unconfirmed_row_holds_eight_buttons_at_most(int buttons, string? key) => AssertFault(string.Join(" || ", Enumerable.Repeat("A | https://a.example", buttons)), key);

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    public async Task Nothing_typed_makes_no_keyboard(string typed)
    {
        await PublishAsync(With(typed));

        Assert.Null(Server.Calls[0].Json!["reply_markup"]);
    }

    [Theory]
    [InlineData("Bad Request: inline keyboard button URL 'https://a.example' is invalid: Wrong HTTP URL")]
    [InlineData("Bad Request: BUTTON_URL_INVALID")]
    public async Task Unconfirmed_words_say_that_telegram_does_not_take_a_button(string words)
    {
        Server.On("sendMessage", Replies.Refused(400, words));

        var outcome = await PublishAsync(With("A | https://a.example"));

        Assert.Equal(PublishKind.Rejected, outcome.Kind);
        AssertReadable(outcome.Reason, "ButtonRefused");
    }

    private void AssertFault(string typed, string? key)
    {
        var faults = Platform.Validate(With(typed));
        Assert.Equal(key is null ? [] : [$"Platforms.Telegram_{key}"], faults.Select(f => f.TextKey));
        Assert.All(faults, f => AssertReadable(f, key!));
    }

    private static OutgoingPost With(string typed, string text = "Hello", params OutgoingMedia[] media) =>
        new(text, media) { Options = new Dictionary<string, string> { ["buttons"] = typed } };

    private static List<List<(string Label, string Address)>> Keyboard(RecordedCall call) =>
        [.. JsonNode.Parse(call.Text("reply_markup")!)!["inline_keyboard"]!.AsArray().Select(row => row!.AsArray().Select(b => ((string)b!["text"]!, (string)b["url"]!)).ToList())];
}
