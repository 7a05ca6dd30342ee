namespace ContentFactory.Domain.Trends;

/// <summary>Why a score is what it is: the product of these, in percent.</summary>
public sealed record ScoreParts(double Freshness, double Weight, double Fit);

/// <summary>
/// How much an item is worth reading: recency x weight of its source x fit to the topic's keywords.
/// Recency halves each day. Since all items age alike, their order never changes, so what is stored is the logarithm of
/// the score as seen from a fixed day: it sorts right for ever and nothing has to be recounted. <see cref="Now"/> turns it into today's number.
/// </summary>
public static class TrendScore
{
    private const double NoKeywords = 0.6;
    private const double NoMatch = 0.2;
    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(1);
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static double Stored(DateTimeOffset publishedAt, double weight, double fit) =>
        (publishedAt - Epoch) / HalfLife + Math.Log2(Math.Max(weight, 0.01) * fit);

    /// <summary>0 to 100 for sources of weight 1.</summary>
    public static double Now(double stored, DateTimeOffset now) => 100 * Math.Pow(2, stored - (now - Epoch) / HalfLife);

    /// <summary>Today's score taken apart again; each part from 0 to 1, the weight as the source has it.</summary>
    /// <param name="score">As <see cref="Now"/> gave it.</param>
    public static ScoreParts Parts(double score, DateTimeOffset publishedAt, double weight, DateTimeOffset now)
    {
        var freshness = Math.Pow(2, -((now - publishedAt) / HalfLife));
        return new(Math.Min(1, freshness), weight, Math.Clamp(score / 100 / freshness / Math.Max(weight, 0.01), 0, 1));
    }

    /// <summary>
    /// 0.2 without a match, 1 with two keywords in the title; a keyword in the text counts half of one in the title. 0.6 where there are no keywords.
    /// </summary>
    public static double Fit(IReadOnlyCollection<string> keywords, string title, string text)
    {
        if (keywords.Count == 0)
            return NoKeywords;
        var (inTitle, inText) = (Words(title), Words(text));
        var found = keywords.Sum(k => Has(inTitle, k) ? 1 : Has(inText, k) ? 0.5 : 0);
        return NoMatch + (1 - NoMatch) * Math.Min(1, found / 2);
    }

    internal static bool Matches(double fit) => fit > NoMatch;

    private static List<string> Words(string text) =>
        [.. text.ToLowerInvariant().Replace('ё', 'е').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('.', ',', ':', ';', '!', '?', '"', '«', '»', '(', ')', '#'))];

    private static bool Has(List<string> words, string keyword)
    {
        var parts = Words(keyword).Select(Core).ToList();
        return parts.Count > 0 && Enumerable.Range(0, Math.Max(0, words.Count - parts.Count + 1))
            .Any(at => parts.Select((part, i) => words[at + i].StartsWith(part, StringComparison.Ordinal) && words[at + i].Length <= part.Length + 4).All(same => same));
    }

    // endings are cut so that кофейня is found in кофейни
    private static string Core(string word) => word.Length switch { > 6 => word[..^2], > 4 => word[..^1], _ => word };
}
