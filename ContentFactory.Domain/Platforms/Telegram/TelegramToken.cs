using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>The bot token: its shape, and keeping it out of every text that leaves the connector.</summary>
internal static partial class TelegramToken
{
    public const string Secret = "bot_token";

    private const int TextLimit = 300;

    /// <summary>The token of an account, or null when there is none that could be put into an address.</summary>
    public static string? Of(PlatformAccount account) =>
        account.Secrets.TryGetValue(Secret, out var token) && Shape().IsMatch(token) ? token : null;

    /// <summary>A text of the platform as one line without anything that looks like a token.</summary>
    public static string? Scrub(string? text, string token)
    {
        if (text is null)
            return null;
        var half = token[(token.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var clean = AnyToken().Replace(text.Replace(half, "***", StringComparison.OrdinalIgnoreCase), "***");
        clean = ControlCharacters().Replace(clean, " ");
        return PlainText.Cut(clean, TextLimit);
    }

    [GeneratedRegex(@"\A[0-9]{1,20}:[A-Za-z0-9_-]{6,128}\z")]
    private static partial Regex Shape();

    [GeneratedRegex(@"[0-9]{5,20}(:|%3A)[A-Za-z0-9_-]{20,}", RegexOptions.IgnoreCase)]
    private static partial Regex AnyToken();

    [GeneratedRegex(@"\p{Cc}+")]
    private static partial Regex ControlCharacters();
}
