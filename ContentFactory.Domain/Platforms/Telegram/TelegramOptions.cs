namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Section <c>Platforms:Telegram</c>.</summary>
internal sealed class TelegramOptions
{
    public const string Section = "Platforms:Telegram";

    public Uri BaseUrl { get; set; } = new("https://api.telegram.org");

    public Uri WebUrl { get; set; } = new("https://t.me");

    /// <summary>A call without files, from connecting to the last byte of the reply.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for a call that carries files.</summary>
    public TimeSpan UploadTimeout { get; set; } = TimeSpan.FromSeconds(120);

    public IEnumerable<string> Faults()
    {
        if (!PlatformOptions.IsWebAddress(BaseUrl))
            yield return Fault(nameof(BaseUrl), "an https address (http only on this machine), because the bot token travels in it");
        if (!PlatformOptions.IsWebAddress(WebUrl))
            yield return Fault(nameof(WebUrl), "an https address (http only on this machine)");
        if (!PlatformOptions.IsSensible(CallTimeout))
            yield return Fault(nameof(CallTimeout), "a time between 1 millisecond and 10 minutes, such as 00:00:30");
        if (!PlatformOptions.IsSensible(UploadTimeout) || UploadTimeout < CallTimeout)
            yield return Fault(nameof(UploadTimeout), $"a time of at most 10 minutes and at least {nameof(CallTimeout)}, such as 00:02:00");
    }

    private static string Fault(string key, string wanted) => $"{Section}:{key} must be {wanted}.";
}
