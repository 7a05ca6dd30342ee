using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.Http;

/// <summary>Texts of networks on their way into logs and pages.</summary>
internal static partial class PlatformWords
{
    private const int Limit = 300;

    /// <summary>One line without control characters and without any secret of the account.</summary>
    public static string? Clean(string? text, PlatformAccount? account = null)
    {
        if (text is null)
            return null;
        foreach (var secret in account?.Secrets.Values.Append(account.Proxy?.Password ?? "") ?? [])
            if (secret.Length >= 6)
                text = text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase).Replace(Uri.EscapeDataString(secret), "***", StringComparison.OrdinalIgnoreCase);
        // the address of a file opens it for some hours
        text = ControlCharacters().Replace(MediaToken().Replace(text, "/media/***"), " ");
        return PlainText.Cut(text, Limit);
    }

    [GeneratedRegex(@"/media/[A-Za-z0-9_-]{20,}")]
    private static partial Regex MediaToken();

    [GeneratedRegex(@"\p{Cc}+")]
    private static partial Regex ControlCharacters();
}
