namespace ContentFactory.Web.Ui;

/// <summary>Networks as they write themselves, the same in every language.</summary>
internal static class NetworkName
{
    /// <param name="network">The platform's key, e.g. "telegram".</param>
    public static string Of(string network) => network.ToLowerInvariant() switch
    {
        "telegram" => "Telegram",
        "instagram" => "Instagram",
        "facebook" => "Facebook",
        "threads" => "Threads",
        "x" => "X",
        "linkedin" => "LinkedIn",
        "tiktok" => "TikTok",
        "youtube" => "YouTube",
        "discord" => "Discord",
        var other => other,
    };
}
