using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Telegram;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Platforms.Sandbox;

public sealed class SandboxReplyTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private static int tenants;

    [Theory]
    [InlineData("getMe", "User")]
    [InlineData("getChat", "ChatFullInfo")]
    [InlineData("getChatMember", "ChatMember")]
    [InlineData("sendMessage", "Message")]
    public async Task Replies_as_the_description_of_the_platform_says(string method, string type)
    {
        var (_, bot) = await BotAsync();
        var answer = await network.CallAsync(bot.Token, method, new { chat_id = bot.ChatId, user_id = bot.Token.Split(':')[0], text = "<b>Hi</b> &amp; bye", parse_mode = "HTML" });
        Assert.True((bool)answer["ok"]!, answer.ToJsonString());
        Assert.Empty(BotApiDescription.Current.ReplyViolations(answer["result"], type));
    }

    [Theory]
    [InlineData("sendPhoto", "photo")]
    [InlineData("sendVideo", "video")]
    [InlineData("sendAnimation", "animation")]
    [InlineData("sendDocument", "document")]
    public async Task Accepts_a_file_as_the_description_says(string method, string part)
    {
        var (_, bot) = await BotAsync();
        var answer = await network.SendFormAsync(bot.Token, method, [("chat_id", bot.ChatId), ("caption", "<i>Look</i>"), ("parse_mode", "HTML")], [(part, "a.png", SandboxNetwork.Png())]);
        Assert.True((bool)answer["ok"]!, answer.ToJsonString());
        Assert.Empty(BotApiDescription.Current.ReplyViolations(answer["result"], "Message"));
        Assert.Equal("Look", (string)answer["result"]!["caption"]!);
        Assert.NotNull(answer["result"]![part]);
    }

    [Fact]
    public async Task Keyboard_comes_back_with_the_message_and_bad_ones_are_refused()
    {
        var (_, bot) = await BotAsync();
        Task<JsonObject> SendAsync(object markup) => network.CallAsync(bot.Token, "sendMessage", new { chat_id = bot.ChatId, text = "x", reply_markup = markup });

        var answer = await SendAsync(new { inline_keyboard = new[] { new[] { new { text = "A", url = "https://a.example" } } } });
        Assert.Empty(BotApiDescription.Current.ReplyViolations(answer["result"], "Message"));
        Assert.Equal("https://a.example", (string)answer["result"]!["reply_markup"]!["inline_keyboard"]![0]![0]!["url"]!);
        Assert.Contains("Wrong HTTP URL", (string)(await SendAsync(new { inline_keyboard = new[] { new[] { new { text = "A", url = "javascript:alert(1)" } } } }))["description"]!, StringComparison.Ordinal);
        Assert.Equal(400, (int)(await SendAsync(new { inline_keyboard = new[] { new[] { new { text = "A" } } } }))["error_code"]!);
        Assert.Equal(400, (int)(await SendAsync("[1]"))["error_code"]!);
        Assert.Equal(400, (int)(await SendAsync("{"))["error_code"]!);
    }

    [Fact]
    public async Task Pins_and_deletes_only_messages_that_are_there()
    {
        var (_, bot) = await BotAsync();
        await network.CallAsync(bot.Token, "sendMessage", new { chat_id = bot.ChatId, text = "x" });
        Assert.True((bool)(await network.CallAsync(bot.Token, "pinChatMessage", new { chat_id = bot.ChatId, message_id = 1 }))["result"]!);
        Assert.Equal("Bad Request: message to pin not found", (string)(await network.CallAsync(bot.Token, "pinChatMessage", new { chat_id = bot.ChatId, message_id = 2 }))["description"]!);
        Assert.True((bool)(await network.CallAsync(bot.Token, "deleteMessages", new { chat_id = bot.ChatId, message_ids = new[] { 1, 9 } }))["result"]!);
        Assert.Equal(400, (int)(await network.CallAsync(bot.Token, "deleteMessages", new { chat_id = bot.ChatId, message_ids = Array.Empty<int>() }))["error_code"]!);
        Assert.Equal("Bad Request: message to delete not found", (string)(await network.CallAsync(bot.Token, "deleteMessage", new { chat_id = bot.ChatId, message_id = 1 }))["description"]!);
    }

    [Theory]
    [InlineData("123456:AAxxxxxxxxBotxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("123456:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxbot")]
    public async Task A_token_may_hold_the_letters_of_the_address(string token) =>
        Assert.Equal("Unauthorized", (string)(await network.CallAsync(token, "getMe", new { }))["description"]!);

    [Fact]
    public async Task Album_answers_one_message_per_file()
    {
        var (_, bot) = await BotAsync();
        var answer = await AlbumAsync(bot.Token, bot.ChatId, 3);
        var messages = answer["result"]!.AsArray();
        Assert.Equal([1, 2, 3], messages.Select(m => (int)m!["message_id"]!));
        Assert.Single(messages.Select(m => (string)m!["media_group_id"]!).Distinct());
        Assert.All(messages, m => Assert.Empty(BotApiDescription.Current.ReplyViolations(m, "Message")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    public async Task Refuses_albums_outside_two_to_ten(int count)
    {
        var (_, bot) = await BotAsync();
        Assert.Equal(400, (int)(await AlbumAsync(bot.Token, bot.ChatId, count))["error_code"]!);
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public async Task Counts_text_after_its_markup_was_read(int length, bool taken)
    {
        var (_, bot) = await BotAsync();
        var answer = await network.CallAsync(bot.Token, "sendMessage", new { chat_id = bot.ChatId, text = $"<b>{new string('x', length)}</b>", parse_mode = "HTML" });
        Assert.Equal(taken, (bool)answer["ok"]!);
        if (!taken)
            Assert.Equal("Bad Request: message is too long", (string)answer["description"]!);
    }

    [Theory]
    [InlineData("<b>open", "Can't find end tag")]
    [InlineData("<b><i>x</b></i>", "Unmatched end tag")]
    [InlineData("<script>x</script>", "Unsupported start tag \"script\"")]
    [InlineData("1 < 2 > 0", "Unsupported start tag")]
    [InlineData("x</b>", "Unexpected end tag")]
    public async Task Refuses_markup_that_cannot_be_parsed(string text, string words)
    {
        var (_, bot) = await BotAsync();
        var answer = await network.CallAsync(bot.Token, "sendMessage", new { chat_id = bot.ChatId, text, parse_mode = "HTML" });
        Assert.Equal(400, (int)answer["error_code"]!);
        Assert.StartsWith("Bad Request: can't parse entities: ", (string)answer["description"]!, StringComparison.Ordinal);
        Assert.Contains(words, (string)answer["description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entity_offsets_count_utf16_code_units()
    {
        var (_, bot) = await BotAsync();
        var answer = await network.CallAsync(bot.Token, "sendMessage", new { chat_id = bot.ChatId, text = "😀 <a href=\"https://a.b/?x=1&amp;y=2\">link</a> a < b".Replace(" < ", " &lt; ", StringComparison.Ordinal), parse_mode = "HTML" });
        Assert.Equal("😀 link a < b", (string)answer["result"]!["text"]!);
        var entity = answer["result"]!["entities"]!.AsArray().Single()!;
        Assert.Equal((3, 4, "https://a.b/?x=1&y=2"), ((int)entity["offset"]!, (int)entity["length"]!, (string)entity["url"]!));
    }

    [Theory]
    [InlineData("getMe", 401, "Unauthorized")]
    [InlineData("nothing", 401, "Unauthorized")]
    public async Task Refuses_a_token_that_nobody_has(string method, int code, string description)
    {
        using var answer = await network.PostAsync("123456789:AAFakeFakeFakeFakeFakeFakeFakeFakeF", method, new { });
        Assert.Equal(code, (int)answer.StatusCode);
        Assert.Equal(description, (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["description"]!);
    }

    [Fact]
    public async Task Refuses_unknown_chats_methods_and_strangers()
    {
        var (tenant, bot) = await BotAsync();
        Assert.Equal("Bad Request: chat not found", (string)(await network.CallAsync(bot.Token, "sendMessage", new { chat_id = -100123, text = "x" }))["description"]!);
        Assert.Equal("Not Found", (string)(await network.CallAsync(bot.Token, "fly", new { }))["description"]!);
        await RemoveRightsAsync(tenant, bot.ChatId);
        Assert.Equal(403, (int)(await network.CallAsync(bot.Token, "sendMessage", new { chat_id = bot.ChatId, text = "x" }))["error_code"]!);
        Assert.Equal("left", (string)(await network.CallAsync(bot.Token, "getChatMember", new { chat_id = bot.ChatId, user_id = bot.Token.Split(':')[0] }))["result"]!["status"]!);
    }

    [Theory]
    [InlineData(10, "IMAGE_PROCESS_FAILED", 0)]
    [InlineData(6000, "PHOTO_INVALID_DIMENSIONS", 5000)]
    [InlineData(2100, "PHOTO_INVALID_DIMENSIONS", 100)]
    public async Task Refuses_photos_that_the_platform_refuses(int width, string words, int height)
    {
        var (_, bot) = await BotAsync();
        var answer = await network.SendFormAsync(bot.Token, "sendPhoto", [("chat_id", bot.ChatId)], [("photo", "a.png", SandboxNetwork.Png(width, height))]);
        Assert.Equal($"Bad Request: {words}", (string)answer["description"]!);
    }

    [Fact]
    public async Task Refuses_a_photo_above_ten_megabytes()
    {
        var (_, bot) = await BotAsync();
        var answer = await network.SendFormAsync(bot.Token, "sendPhoto", [("chat_id", bot.ChatId)], [("photo", "a.png", SandboxNetwork.Png(length: 10 * 1024 * 1024 + 1))]);
        Assert.Contains("too big for a photo", (string)answer["description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_numbers_rise_without_gaps_under_load()
    {
        var (_, bot) = await BotAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => network.CallAsync(bot.Token, "sendMessage", new { chat_id = bot.ChatId, text = $"m{i}" })));
        Assert.Equal(Enumerable.Range(1, 20), answers.Select(a => (int)a["result"]!["message_id"]!).Order());
    }

    private async Task<(TestTenant, Domain.Platforms.Sandbox.OpenedSandbox)> BotAsync()
    {
        var tenant = await network.AddTenantAsync($"reply{Interlocked.Increment(ref tenants)}");
        return (tenant, await network.OpenBotAsync(tenant));
    }

    private static Task<Domain.Result> RemoveRightsAsync(TestTenant tenant, string chatId) =>
        tenant.AsAsync<Domain.Platforms.Sandbox.SandboxBots, Domain.Result>(Domain.Access.MemberRole.Editor, async bots =>
        {
            var state = await bots.OfChatAsync(long.Parse(chatId, System.Globalization.CultureInfo.InvariantCulture), default);
            return await bots.SetAdministratorAsync(state!.BotId, false, default);
        });

    private Task<JsonObject> AlbumAsync(string token, string chatId, int count)
    {
        var media = new JsonArray([.. Enumerable.Range(0, count).Select(i => new JsonObject { ["type"] = "photo", ["media"] = $"attach://p{i}" })]);
        return network.SendFormAsync(token, "sendMediaGroup", [("chat_id", chatId), ("media", media.ToJsonString())],
            Enumerable.Range(0, count).Select(i => ($"p{i}", $"{i}.png", SandboxNetwork.Png())));
    }
}
