using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms.Telegram;
using ContentFactory.Tests.Platforms.Telegram;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>A domain with a bot of the product, beside a server that speaks the Bot API.</summary>
public sealed class BotDomain : TestDomain
{
    public const string Token = "123456789:AAFakeFakeFakeFakeFakeFakeFakeFakeFak";

    private long update = 100;

    internal TelegramRecorder Telegram { get; private set; } = null!;
    internal TelegramLinks Links => Services.GetRequiredService<TelegramLinks>();
    internal ProductBot Bot => Services.GetRequiredService<ProductBot>();

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => SettingsFor(Telegram);

    internal static Dictionary<string, string?> SettingsFor(TelegramRecorder telegram) => new()
    {
        ["Platforms:Telegram:BaseUrl"] = telegram.Address.AbsoluteUri, ["Access:Telegram:BotToken"] = Token,
    };

    public override async Task InitializeAsync()
    {
        Telegram = await TelegramRecorder.StartAsync();
        Telegram.On("sendMessage", Replies.Ok("""{"message_id":1,"date":1790000000,"chat":{"id":77,"type":"private"}}"""));
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Assert.Empty(Telegram.Violations);
        await Telegram.DisposeAsync();
    }

    /// <summary>An update as Telegram gives it.</summary>
    internal static string Message(long updateId, long from, string text, string chat = "private", string language = "en") =>
        $$$"""[{"update_id":{{{updateId}}},"message":{"message_id":5,"date":1790000000,"chat":{"id":{{{from}}},"type":"{{{chat}}}"},"from":{"id":{{{from}}},"is_bot":false,"first_name":"Pavel","username":"pavel{{{from}}}","language_code":"{{{language}}}"},"text":"{{{text}}}"}}]""";

    /// <summary>Somebody who has just signed in.</summary>
    internal async Task<OwnSession> SignedInAsync(Guid personId)
    {
        await using var scope = Services.CreateAsyncScope();
        var person = (await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByIdAsync($"{personId}"))!;
        var session = new OwnSession(Ids.New(Clock), person);
        await Services.GetRequiredService<SessionRegister>().BeginAsync(session.Id, personId, person.SecurityStamp!, new Origin(null, null), default);
        return session;
    }

    internal async Task<Result<string>> NewCodeAsync(Guid personId) => await Links.NewCodeAsync(await SignedInAsync(personId), default);

    /// <summary>Somebody writes to the bot. What it answered; null for nothing.</summary>
    internal async Task<string?> WriteAsync(long from, string text, string chat = "private", string language = "en")
    {
        var before = Telegram.Calls.Count(c => c.Method == "sendMessage");
        var id = ++update;
        Telegram.On("getUpdates", Replies.Ok(Message(id, from, text, chat, language)));
        Assert.Equal(id + 1, await Bot.ReadOnceAsync(0, CancellationToken.None));
        return Telegram.Calls.Where(c => c.Method == "sendMessage").Skip(before).SingleOrDefault()?.Text("text");
    }
}
