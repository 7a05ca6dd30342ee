using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

/// <summary>Buttons as the Bot API describes InlineKeyboardMarkup and InlineKeyboardButton, under each message that takes reply_markup.</summary>
public sealed class TelegramMetadataTests : TelegramRig
{
    private const string Typed = "Купить «хлеб» & <b>соль</b> | https://пример.рф/?a=1&b=\"2\" || 👩‍👩‍👧‍👦 \\ | tg://user?id=5\nB | http://example.com/%7B%7D";

    private static readonly JsonNode Keyboard = new JsonObject
    {
        ["inline_keyboard"] = new JsonArray(
            new JsonArray(Button("Купить «хлеб» & <b>соль</b>", "https://пример.рф/?a=1&b=\"2\""), Button("👩‍👩‍👧‍👦 \\", "tg://user?id=5")),
            new JsonArray(Button("B", "http://example.com/%7B%7D"))),
    };

    private readonly Lazy<FakeTelegramChat> chat;

    public TelegramMetadataTests() => chat = new(() => new(Server));

    public static TheoryData<string, MediaKind?> Messages => new()
    {
        { "sendMessage", null }, { "sendPhoto", MediaKind.Image }, { "sendAnimation", MediaKind.Animation },
        { "sendVideo", MediaKind.Video }, { "sendAudio", MediaKind.Audio }, { "sendDocument", MediaKind.Document },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_message_carries_the_keyboard_and_nothing_else_of_it(string method, MediaKind? kind)
    {
        _ = chat.Value;

        Assert.Equal(PublishKind.Published, (await PublishAsync(Post(kind, ("buttons", Typed), ("silent", "true"), ("protect", "true")))).Kind);

        var call = Assert.Single(Server.Calls);
        Assert.Equal(method, call.Method);
        Assert.True(JsonNode.DeepEquals(Keyboard, JsonNode.Parse(call.Text("reply_markup")!)), call.Text("reply_markup"));
        Assert.Equal(("true", "true"), (call.Text("disable_notification"), call.Text("protect_content")));
    }

    [Fact]
    public async Task In_json_the_keyboard_is_an_object_and_in_a_form_its_text()
    {
        _ = chat.Value;

        await PublishAsync(Post(null, ("buttons", Typed)));
        await PublishAsync(Post(MediaKind.Image, ("buttons", Typed)));

        Assert.Equal(JsonValueKind.Object, Server.Calls[0].Json!["reply_markup"]!.GetValueKind());
        Assert.Null(Server.Calls[1].Json);
        Assert.StartsWith("{", Server.Calls[1].Form["reply_markup"], StringComparison.Ordinal);
        Assert.Equal(["photo"], Server.Calls[1].Files.Keys);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Without_buttons_there_is_no_keyboard(string method, MediaKind? kind)
    {
        _ = chat.Value;

        await PublishAsync(Post(kind));
        await PublishAsync(Post(kind, ("buttons", "\n \n")));

        Assert.All(Server.Calls, c => Assert.Equal((method, null), (c.Method, c.Text("reply_markup"))));
        Assert.Equal(2, Server.Calls.Count);
    }

    [Theory]
    [InlineData(2, MediaKind.Image, MediaKind.Image)]
    [InlineData(10, MediaKind.Image, MediaKind.Video)]
    [InlineData(3, MediaKind.Document, MediaKind.Document)]
    [InlineData(3, MediaKind.Audio, MediaKind.Audio)]
    public async Task Neither_an_album_nor_one_of_its_items_carries_a_keyboard(int count, MediaKind first, MediaKind rest)
    {
        _ = chat.Value;
        OutgoingMedia[] album = [.. Enumerable.Range(0, count).Select(n => File(n == 0 ? first : rest, $"{n}.bin"))];
        var post = Post(null, ("buttons", Typed)) with { Media = album, Text = string.Concat(Enumerable.Repeat("Sentence. ", 150)) };

        Assert.Equal(PublishKind.Published, (await PublishAsync(post)).Kind);

        Assert.Equal(["sendMediaGroup", "sendMessage"], Server.Calls.Select(c => c.Method));
        Assert.DoesNotContain("reply_markup", Server.Calls[0].Form.Keys);
        Assert.DoesNotContain("inline_keyboard", string.Concat(Server.Calls[0].Form.Values), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(Keyboard, Server.Calls[1].Json!["reply_markup"]));
    }

    [Theory]
    [InlineData("A | tg:resolve?domain=x")]
    [InlineData("A | t.me/cf_news")]
    [InlineData("A | @cf_news")]
    [InlineData("A | tel:+491")]
    public async Task What_is_neither_http_nor_tg_is_refused_before_anything_is_sent(string typed)
    {
        Assert.Equal(PublishKind.Rejected, (await PublishAsync(Post(null, ("buttons", typed)))).Kind);
        Assert.Empty(Server.Calls);
    }

    private static OutgoingPost Post(MediaKind? kind, params (string Name, string Value)[] options) =>
        new("Hello", kind is { } file ? [File(file)] : []) { Options = options.ToDictionary(o => o.Name, o => o.Value) };

    private static JsonObject Button(string label, string address) => new() { ["text"] = label, ["url"] = address };
}
