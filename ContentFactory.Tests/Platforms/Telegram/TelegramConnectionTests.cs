using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

public sealed class TelegramConnectionTests : TelegramRig
{
    private const string Bot = """{"id":123456789,"is_bot":true,"first_name":"CF","username":"cf_bot"}""";
    private const string Channel = """{"id":-1001234567890,"type":"channel","title":"News","username":"cf_news","description":"About"}""";
    private const string Poster = """{"status":"administrator","user":{"id":1},"can_post_messages":true}""";

    [Fact]
    public async Task Connects_a_channel_where_the_bot_may_post()
    {
        Script(Bot, Channel, Poster);

        var result = await Platform.CheckAsync(AccountAt(Server.Address, "@cf_news"), CancellationToken.None);

        Assert.Equal(new ConnectedAccount("-1001234567890", "cf_news", "News", "About", 1234, null, "123456789"), result.Value);
        Assert.Equal(["getMe", "getChat", "getChatMember", "getChatMemberCount"], Server.Calls.Select(c => c.Method));
        Assert.Equal("@cf_news", Server.Calls[1].Text("chat_id"));
        Assert.Equal("123456789", Server.Calls[2].Text("user_id"));
    }

    [Fact]
    public async Task Connects_without_followers_when_telegram_hides_them()
    {
        Script(Bot, Channel, Poster);
        Server.On("getChatMemberCount", Replies.Refused(400, "Bad Request: nope"));

        Assert.Null((await CheckAsync()).Value.Followers);
    }

    [Theory]
    [InlineData("channel", """{"status":"creator"}""", null)]
    [InlineData("channel", """{"status":"administrator"}""", "BotMayNotPost")]
    [InlineData("channel", """{"status":"administrator","can_post_messages":false}""", "BotMayNotPost")]
    [InlineData("channel", """{"status":"member"}""", "BotNotAdministrator")]
    [InlineData("channel", """{"status":"left"}""", "BotNotAdministrator")]
    [InlineData("channel", """{"status":"kicked"}""", "BotNotAdministrator")]
    [InlineData("channel", "{}", "BotNotAdministrator")]
    [InlineData("supergroup", """{"status":"administrator"}""", null)]
    [InlineData("supergroup", """{"status":"member"}""", null)]
    [InlineData("group", """{"status":"member"}""", null)]
    [InlineData("group", """{"status":"left"}""", "BotNotAdministrator")]
    [InlineData("supergroup", """{"status":"restricted","is_member":true,"can_send_messages":true}""", null)]
    [InlineData("supergroup", """{"status":"restricted","is_member":true,"can_send_messages":false}""", "BotMayNotPost")]
    [InlineData("private", """{"status":"member"}""", "ChatIsPrivate")]
    public async Task Accepts_only_chats_where_the_bot_may_post(string type, string member, string? key)
    {
        Script(Bot, Channel.Replace("\"channel\"", $"\"{type}\"", StringComparison.Ordinal), member);

        var result = await CheckAsync();

        Assert.Equal(key is null, result.Ok);
        if (key is not null)
            AssertField(result, "ChatId", key);
    }

    [Fact]
    public async Task Refuses_a_group_where_members_may_not_write()
    {
        Script(Bot, """{"id":-5,"type":"group","title":"G","permissions":{"can_send_messages":false}}""", """{"status":"member"}""");

        AssertField(await CheckAsync(), "ChatId", "BotMayNotPost");
    }

    [Theory]
    [InlineData("getMe", 401, "Unauthorized", "BotToken", "TokenRefused")]
    [InlineData("getMe", 404, "Not Found", "BotToken", "TokenRefused")]
    [InlineData("getChat", 400, "Bad Request: chat not found", "ChatId", "ChatNotFound")]
    [InlineData("getChat", 403, "Forbidden: bot was kicked from the channel chat", "ChatId", "BotNotAdministrator")]
    [InlineData("getChatMember", 400, "Bad Request: member list is inaccessible", "ChatId", "BotNotAdministrator")]
    [InlineData("getChatMember", 403, "Forbidden: bot is not a member of the channel chat", "ChatId", "BotNotAdministrator")]
    public async Task Unconfirmed_codes_put_each_refusal_to_its_field(string method, int code, string description, string field, string key)
    {
        Script(Bot, Channel, Poster);
        Server.On(method, Replies.Refused(code, description));

        var result = await CheckAsync();

        AssertField(result, field, key);
        Assert.Equal(description, result.Problem!.Args[0]);
    }

    [Theory]
    [InlineData("getMe", 429, "RateLimited")]
    [InlineData("getChat", 500, "Unavailable")]
    public async Task Blames_no_field_when_telegram_is_busy_or_broken(string method, int code, string key)
    {
        Script(Bot, Channel, Poster);
        Server.On(method, Replies.Refused(code, "later"));

        var result = await CheckAsync();

        Assert.Equal((ProblemKind.Unavailable, (string?)null), (result.Problem!.Kind, result.Problem.Field));
        AssertReadable(result.Problem, key);
    }

    [Fact]
    public async Task Says_unavailable_when_nothing_answers()
    {
        var result = await Platform.CheckAsync(AccountAt(new("http://no-such-host.invalid")), CancellationToken.None);

        AssertReadable(result.Problem, "Unavailable");
        Assert.Equal(ProblemKind.Unavailable, result.Problem!.Kind);
    }

    [Theory]
    [InlineData("hello", "@cf_news", "BotToken", "TokenMalformed")]
    [InlineData(Token, "", "ChatId", "ChatIdMalformed")]
    [InlineData(Token, "https://t.me/+AbCdEf", "ChatId", "ChatIdMalformed")]
    [InlineData(Token, "not a name", "ChatId", "ChatIdMalformed")]
    public async Task Checks_the_shape_of_inputs_before_any_call(string token, string chat, string field, string key)
    {
        AssertField(await Platform.CheckAsync(AccountAt(Server.Address, chat, token: token), CancellationToken.None), field, key);
        Assert.Empty(Server.Calls);
    }

    private void Script(string me, string chat, string member)
    {
        Server.On("getMe", Replies.Ok(me));
        Server.On("getChat", Replies.Ok(chat));
        Server.On("getChatMember", Replies.Ok(member));
        Server.On("getChatMemberCount", Replies.Ok("1234"));
    }

    private Task<Result<ConnectedAccount>> CheckAsync() => Platform.CheckAsync(Account, CancellationToken.None);

    private static void AssertField(Result<ConnectedAccount> result, string field, string key)
    {
        AssertReadable(result.Problem, key);
        Assert.Equal((ProblemKind.Invalid, field), (result.Problem!.Kind, result.Problem.Field));
    }
}
