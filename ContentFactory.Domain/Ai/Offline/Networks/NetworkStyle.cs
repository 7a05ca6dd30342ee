namespace ContentFactory.Domain.Ai.Offline.Networks;

/// <summary>What readers of a network are used to.</summary>
/// <param name="MostFacts">A long text that nobody reads there is worth less than a short one.</param>
/// <param name="Aim">In characters; the network's own limit holds as well.</param>
/// <param name="Airy">A blank line after each thought.</param>
/// <param name="FirstLook">How much of the text is seen before "more".</param>
internal sealed record NetworkStyle(
    int MostFacts, int Hashtags, int Aim, bool Emoji = true, bool Question = true, bool Source = true, bool LeadIn = true, int FirstLook = int.MaxValue, bool Threads = false, bool Airy = false)
{
    /// <summary>The original: it fits under a picture of Telegram.</summary>
    public static readonly NetworkStyle Original = new(9, Offline.Hashtags.Usual, int.MaxValue);

    private static readonly Dictionary<string, NetworkStyle> Styles = new(StringComparer.Ordinal)
    {
        ["telegram"] = Original,
        ["instagram"] = new(5, 10, 1_800, FirstLook: 125),
        ["facebook"] = new(4, 2, 1_500),
        ["threads"] = new(2, 1, 500, LeadIn: false),
        ["x"] = new(8, 2, 280, Question: false, LeadIn: false, Threads: true),
        ["linkedin"] = new(6, 3, 2_000, Emoji: false, FirstLook: 200, Airy: true),
        ["tiktok"] = new(1, 5, 400, Source: false, LeadIn: false),
        ["youtube"] = new(9, 3, 4_000, Question: false),
        // tags lead nowhere there
        ["discord"] = new(9, 0, 2_000),
    };

    public static NetworkStyle Of(string platform) => Styles.GetValueOrDefault(platform, Original);
}
