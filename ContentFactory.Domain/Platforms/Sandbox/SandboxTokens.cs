using System.Security.Cryptography;
using System.Text;

namespace ContentFactory.Domain.Platforms.Sandbox;

/// <summary>Tokens of sandbox accounts; of Telegram's shape the bot's number, a colon, 35 characters. Only the hash is stored.</summary>
public static class SandboxTokens
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static string Make(long botId) => FormattableString.Invariant($"{botId}:AA{RandomNumberGenerator.GetString(Letters, 33)}");

    /// <summary>Of the other networks, as long as a webhook's; it can stand in a header and in a path.</summary>
    public static string Make() => RandomNumberGenerator.GetString(Letters, 68);

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public static bool HasShape(string token) =>
        token.Split(':') is [{ Length: > 0 and <= 20 } bot, { Length: 35 } key] && bot.All(char.IsAsciiDigit) && key.All(Letters.Contains);
}
