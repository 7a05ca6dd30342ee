using System.Globalization;

namespace ContentFactory.Domain.Platforms.Sandbox;

/// <summary>How a sandbox account is called at its network, and with which secrets it is connected. Every name ends with the account's own number.</summary>
public static class SandboxIdentity
{
    public const string Telegram = "telegram";

    /// <summary>The networks that the sandbox speaks.</summary>
    public static IReadOnlyList<string> Platforms { get; } = [Telegram, "instagram", "facebook", "threads", "youtube", "tiktok", "x", "linkedin", "discord"];

    /// <summary>The network shows the words of a post above its pictures.</summary>
    public static bool ShowsWordsFirst(string platform) => platform is "facebook" or "threads" or "x" or "linkedin" or "discord";

    public static string AccountId(string platform, long number) => platform switch
    {
        "youtube" => FormattableString.Invariant($"UC{number:D22}"),
        "tiktok" => FormattableString.Invariant($"sandbox{number}"),
        "linkedin" => FormattableString.Invariant($"urn:li:organization:{number}"),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Null where it is no sandbox account's name.</summary>
    public static long? NumberOf(string accountId)
    {
        var digits = accountId.Length;
        while (digits > 0 && char.IsAsciiDigit(accountId[digits - 1]))
            digits--;
        if (digits == 1 && accountId[0] == '-')
            digits = 0;
        return long.TryParse(accountId.AsSpan(digits), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <param name="network">The sandbox's address of this network.</param>
    internal static IReadOnlyDictionary<string, string> Secrets(string platform, long number, string token, Uri network) => platform switch
    {
        "discord" => new Dictionary<string, string>(StringComparer.Ordinal) { ["webhook_url"] = FormattableString.Invariant($"{network.AbsoluteUri}/api/webhooks/{number}/{token}") },
        // of Instagram's two ways to sign in the one that may delete posts
        "instagram" => new Dictionary<string, string>(StringComparer.Ordinal) { [AccountTokens.Access] = token, ["login"] = "facebook" },
        _ => new Dictionary<string, string>(StringComparer.Ordinal) { [AccountTokens.Access] = token },
    };
}
