namespace ContentFactory.Domain.Trends;

/// <summary>Section <c>Trends</c>: where the sites that are read in their own way answer, and the key that searching YouTube needs.</summary>
public sealed class TrendsOptions
{
    public const string Section = "Trends";

    public Uri RedditUrl { get; set; } = new("https://www.reddit.com");

    public Uri TelegramUrl { get; set; } = new("https://t.me");

    public Uri GoogleTrendsUrl { get; set; } = new("https://trends.google.com");

    /// <summary>Of YouTube's Data API.</summary>
    public Uri YouTubeUrl { get; set; } = new("https://www.googleapis.com");

    /// <summary>A key of a Google project with the YouTube Data API v3; without one channels are read by their feeds, and nothing is searched.</summary>
    public string? YouTubeKey { get; set; }

    internal IEnumerable<string> Faults()
    {
        foreach (var (name, address) in new[] { (nameof(RedditUrl), RedditUrl), (nameof(TelegramUrl), TelegramUrl), (nameof(GoogleTrendsUrl), GoogleTrendsUrl), (nameof(YouTubeUrl), YouTubeUrl) })
            if (!Platforms.PlatformOptions.IsWebAddress(address))
                yield return $"{Section}:{name} must be an https address (http only on this machine).";
    }
}
