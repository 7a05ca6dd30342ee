using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Discord;

/// <summary>A server of Discord with a memory: one channel with its messages, a webhook and a bot, and the nonces of the last minutes.</summary>
internal sealed partial class FakeDiscord(TimeProvider clock) : NetworkFake(clock)
{
    public const string GuildId = "81384788765712384";
    public const string ChannelId = "199737254929760256";
    public const string WebhookId = "223704706495545344";
    public const string WebhookToken = "3d89bb7572e0fb30d8128367b3b1b44fecd1726de135cbe28a41f8b2f777c372SeCrEt0";
    public const string BotId = "80351110224678912";
    public const string BotToken = "ODAzNTExMTAyMjQ2Nzg5MTI.GSeCrEt0.abcdefghijklmnopqrstuvwxyzSeCrEt0123456";

    private const int GuildText = 0;
    private const int GuildAnnouncement = 5;

    private readonly List<FakeMessage> messages = [];

    public IReadOnlyList<FakeMessage> Messages => [.. messages];

    public bool HasWebhook { get; set; } = true;

    public bool HasChannel { get; set; } = true;

    public bool BotIsKnown { get; set; } = true;

    /// <summary>The bot sees the channel and may write there.</summary>
    public bool BotMayWrite { get; set; } = true;

    public bool IsAnnouncement { get; set; }

    /// <summary>A person chose that words may mention people.</summary>
    public bool MayMention { get; set; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    protected override string? StepOf(ContractCall call) => OpenApiDescription.Discord.OperationOf(call);

    protected override IEnumerable<string> Check(string step, ContractCall call) => DiscordProtocol.Check(step, call, MayMention);

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) => OpenApiDescription.Discord.AnswerViolations(call, answer);

    protected override Answer Do(string step, ContractCall call)
    {
        if (step is "get_webhook_by_token" or "execute_webhook" or "get_webhook_message" or "delete_webhook_message")
            return !HasWebhook || Hole(call, "webhook_id") != WebhookId ? DiscordErrors.UnknownWebhook
                : Hole(call, "webhook_token") != WebhookToken ? DiscordErrors.Of(401, 50027, "Invalid Webhook Token") : OfWebhook(step, call);
        if (!BotIsKnown || call.Header("Authorization") != $"Bot {BotToken}")
            return DiscordErrors.Unauthorized;
        return step switch
        {
            "get_my_user" => Answer.Ok(DiscordShapes.User(BotId, "contract-bot", isBot: true, isOwn: true)),
            "list_my_guilds" => Answer.Ok(new JsonArray()),
            _ when !HasChannel || (Hole(call, "channel_id") is { Length: > 0 } channel && channel != ChannelId) => DiscordErrors.UnknownChannel,
            _ when !BotMayWrite => step is "get_channel" or "list_messages" ? DiscordErrors.MissingAccess : DiscordErrors.MissingPermissions,
            _ => OfBot(step, call),
        };
    }

    private Answer OfWebhook(string step, ContractCall call) => step switch
    {
        "get_webhook_by_token" => Answer.Ok(new JsonObject
        {
            ["id"] = WebhookId, ["type"] = 1, ["name"] = "Contract Webhook", ["avatar"] = null, ["channel_id"] = ChannelId, ["guild_id"] = GuildId, ["application_id"] = null, ["token"] = WebhookToken,
        }),
        "execute_webhook" => Take(call, isBot: false) is var answer && answer.Status == 200 && call.Text("wait") != "true" ? new(204) : answer,
        "get_webhook_message" => Find(call) is { IsBots: false } message ? Answer.Ok(DiscordShapes.Message(message)) : DiscordErrors.UnknownMessage,
        _ => Remove(Find(call) is { IsBots: false } own ? own : null),
    };

    private Answer OfBot(string step, ContractCall call) => step switch
    {
        "get_channel" => Answer.Ok(new JsonObject
        {
            ["id"] = ChannelId, ["type"] = IsAnnouncement ? GuildAnnouncement : GuildText, ["flags"] = 0, ["guild_id"] = GuildId, ["name"] = "bread", ["position"] = 1,
        }),
        "create_message" => Take(call, isBot: true),
        "list_messages" => List(call),
        "get_message" => Find(call) is { } message ? Answer.Ok(DiscordShapes.Message(message)) : DiscordErrors.UnknownMessage,
        "delete_message" => Remove(Find(call)),
        "crosspost_message" => Crosspost(Find(call)),
        _ => DiscordErrors.Unauthorized,
    };

    private static string Hole(ContractCall call, string name) => OpenApiDescription.Discord.Hole(call, name);

    private FakeMessage? Find(ContractCall call) => messages.Find(m => m.Id == Hole(call, "message_id") && !m.IsRemoved);

    private static Answer Remove(FakeMessage? message)
    {
        if (message is null)
            return DiscordErrors.UnknownMessage;
        message.IsRemoved = true;
        return new(204);
    }

    private Answer Crosspost(FakeMessage? message)
    {
        if (message is null)
            return DiscordErrors.UnknownMessage;
        if (!IsAnnouncement)
            return DiscordErrors.Of(403, 50024, "Cannot execute action on this channel type");
        message.IsCrossposted = true;
        return Answer.Ok(DiscordShapes.Message(message));
    }
}
