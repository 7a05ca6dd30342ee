using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentFactory.Tests.Platforms.Discord;

internal sealed record FakeFile(string Name, string? Type, byte[] Bytes, string? Description);

internal sealed partial class FakeMessage(string id, string content, IReadOnlyList<FakeFile> files, string? nonce, bool isBots, DateTimeOffset at)
{
    public string Id { get; } = id;
    public string Content { get; } = content;
    public IReadOnlyList<FakeFile> Files { get; } = files;
    public string? Nonce { get; } = nonce;
    /// <summary>The bot's; else the webhook's.</summary>
    public bool IsBots { get; } = isBots;
    public DateTimeOffset At { get; } = at;
    /// <summary>As people see it: without the marks that keep it from being markup.</summary>
    public string Shown => EscapedMark().Replace(Content, "$1");
    public bool IsRemoved { get; set; }
    public bool IsCrossposted { get; set; }
    /// <summary>How many people reacted with what.</summary>
    public Dictionary<string, int> Reactions { get; } = [];

    [GeneratedRegex(@"\\([\p{P}\p{S}])")]
    private static partial Regex EscapedMark();
}

/// <summary>Messages and users as the schemas have them.</summary>
internal static class DiscordShapes
{
    public static JsonObject User(string id, string name, bool isBot, bool isOwn = false)
    {
        var user = new JsonObject
        {
            ["id"] = id, ["username"] = name, ["avatar"] = null, ["discriminator"] = "0000", ["public_flags"] = 0, ["flags"] = 0, ["bot"] = isBot, ["global_name"] = null, ["primary_guild"] = null,
        };
        if (isOwn)
            (user["mfa_enabled"], user["locale"], user["verified"]) = (false, "en-US", true);
        return user;
    }

    public static JsonObject Message(FakeMessage message)
    {
        var shown = new JsonObject
        {
            ["id"] = message.Id, ["channel_id"] = FakeDiscord.ChannelId, ["type"] = 0, ["content"] = message.Content, ["mentions"] = new JsonArray(), ["mention_roles"] = new JsonArray(),
            ["attachments"] = new JsonArray([.. message.Files.Select((f, n) => (JsonNode)Attachment(message, f, n))]),
            ["embeds"] = new JsonArray(), ["components"] = new JsonArray(),
            ["timestamp"] = message.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture),
            ["edited_timestamp"] = null, ["flags"] = message.IsCrossposted ? 1 : 0, ["pinned"] = false, ["mention_everyone"] = false, ["tts"] = false,
            ["author"] = message.IsBots ? User(FakeDiscord.BotId, "contract-bot", isBot: true) : User(FakeDiscord.WebhookId, "Contract Webhook", isBot: true),
        };
        if (!message.IsBots)
            shown["webhook_id"] = FakeDiscord.WebhookId;
        if (message.Nonce is not null)
            shown["nonce"] = message.Nonce;
        if (message.Reactions.Count > 0)
            shown["reactions"] = new JsonArray([.. message.Reactions.Select(r => (JsonNode)Reaction(r.Key, r.Value))]);
        return shown;
    }

    private static JsonObject Reaction(string name, int count) => new()
    {
        ["emoji"] = new JsonObject { ["id"] = null, ["name"] = name }, ["count"] = count, ["count_details"] = new JsonObject { ["burst"] = 0, ["normal"] = count },
        ["burst_colors"] = new JsonArray(), ["me_burst"] = false, ["me"] = false,
    };

    private static JsonObject Attachment(FakeMessage message, FakeFile file, int number)
    {
        var shown = new JsonObject
        {
            ["id"] = $"{message.Id}{number}", ["filename"] = file.Name, ["size"] = file.Bytes.Length,
            ["url"] = $"https://cdn.example/{number}", ["proxy_url"] = $"https://media.example/{number}",
        };
        if (file.Description is not null)
            shown["description"] = file.Description;
        return shown;
    }
}
