using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.Discord;

/// <summary>
/// As whom an account posts: a bot in a channel where it has a bot's token, else a webhook. Of a webhook's address only number and token are used;
/// the host that is called is Discord's own, or the one that stands in for it.
/// </summary>
/// <param name="Id">Of the channel for a bot, of the webhook otherwise.</param>
/// <param name="Token">The bot's, or the webhook's.</param>
internal sealed partial record DiscordSeat(bool IsBot, string Id, string Token, PlatformAccount Account)
{
    public const string WebhookSecret = "webhook_url";
    public const string BotSecret = "bot_token";

    private const string Root = "/api/v10";

    private static readonly string[] Hosts = ["discord.com", "ptb.discord.com", "canary.discord.com", "discordapp.com"];

    /// <summary>Where messages are made: <c>/{id}</c> after it, or after <see cref="Message"/>, is one of them.</summary>
    public string Send => IsBot ? $"{Root}/channels/{Id}/messages" : $"{Root}/webhooks/{Id}/{Token}";

    public string Message(string id) => IsBot ? $"{Send}/{Uri.EscapeDataString(id)}" : $"{Send}/messages/{Uri.EscapeDataString(id)}";

    /// <summary>What tells where the seat is: the channel, or the webhook itself.</summary>
    public string Place => IsBot ? $"{Root}/channels/{Id}" : Send;

    public static string Me => $"{Root}/users/@me";

    /// <summary>The account with the token as a secret of its own, so that it is taken out of texts where it stands alone.</summary>
    public PlatformAccount Guarded => Account with { Secrets = new Dictionary<string, string>(Account.Secrets, StringComparer.Ordinal) { ["token"] = Token } };

    /// <param name="instead">What stands in for Discord's host; null where that is called itself.</param>
    /// <returns>The seat, or what is wrong with it and the field of the connect form.</returns>
    public static Result<DiscordSeat> Of(PlatformAccount account, Uri? instead)
    {
        if (account.Secrets.GetValueOrDefault(BotSecret) is { Length: > 0 } bot)
            return OfBot(account, bot.Trim());
        if (Webhook(account.Secrets.GetValueOrDefault(WebhookSecret)?.Trim(), instead) is not { } webhook)
            return DiscordErrors.Fault("WebhookUrl", "WebhookMalformed");
        return new DiscordSeat(IsBot: false, webhook.Id, webhook.Token, account);
    }

    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => Id;

    private static Result<DiscordSeat> OfBot(PlatformAccount account, string token)
    {
        if (!TokenShape().IsMatch(token))
            return DiscordErrors.Fault("BotToken", "BotTokenMalformed");
        if (!IsId(account.AccountId))
            return DiscordErrors.Fault("ChannelId", "ChannelIdMalformed");
        return new DiscordSeat(IsBot: true, account.AccountId, token, account);
    }

    private static (string Id, string Token)? Webhook(string? address, Uri? instead)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri is not { UserInfo: "", Query: "", Fragment: "" } || PathOf(uri, instead) is not { } path)
            return null;
        return Path().Match(path) is { Success: true } match && IsId(match.Groups[1].Value) ? (match.Groups[1].Value, match.Groups[2].Value) : null;
    }

    /// <summary>What stands after Discord's host, or after the address that stands in for it; null where it is neither's.</summary>
    private static string? PathOf(Uri uri, Uri? instead)
    {
        if (uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && Hosts.Contains(uri.IdnHost, StringComparer.OrdinalIgnoreCase))
            return uri.AbsolutePath;
        var root = instead?.AbsoluteUri.TrimEnd('/');
        return root is not null && uri.AbsoluteUri.StartsWith(root + "/", StringComparison.Ordinal) ? uri.AbsoluteUri[root.Length..] : null;
    }

    private static bool IsId(string text) => text is { Length: > 0 and <= 20 } && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"\A/api/(?:v[0-9]{1,2}/)?webhooks/([0-9]{1,20})/([A-Za-z0-9_-]{6,200})/?\z")]
    private static partial Regex Path();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{6,200}\z")]
    private static partial Regex TokenShape();
}
