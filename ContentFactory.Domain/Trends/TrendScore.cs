namespace ContentFactory.Domain.Trends;

/// <summary>Why a score is what it is: the product of these, in percent.</summary>
/// <param name="Carried">1 for a story of one source; half more with each doubling of the sources.</param>
public sealed record ScoreParts(double Freshness, double Weight, double Fit, double Carried);

/// <summary>
/// How much an item is worth reading: recency x weight of its source x how many sources carry the story x fit to the topic's keywords.
/// Recency halves each day. Since all items age alike, their order never changes, so what is stored is the logarithm of
/// the score as seen from a fixed day: it sorts right for ever and nothing has to be recounted. <see cref="Now"/> turns it into today's number.
/// The function trend_score of the database is the same sum.
/// </summary>
public static class TrendScore
{
    internal const double NoKeywords = 0.6;
    private const double NoMatch = 0.2;
    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(1);
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static double Stored(DateTimeOffset publishedAt, double weight, double fit, int sources = 1) =>
        (publishedAt - Epoch) / HalfLife + Math.Log2(Math.Max(weight, 0.01) * fit * Carried(sources));

    /// <summary>0 to 100 for a story of one source of weight 1.</summary>
    public static double Now(double stored, DateTimeOffset now) => 100 * Math.Pow(2, stored - (now - Epoch) / HalfLife);

    /// <summary>Today's score taken apart; freshness and fit from 0 to 1.</summary>
    public static ScoreParts Parts(DateTimeOffset publishedAt, double weight, double fit, int sources, DateTimeOffset now) =>
        new(Math.Min(1, Math.Pow(2, -((now - publishedAt) / HalfLife))), weight, fit, Carried(sources));

    private static double Carried(int sources) => 1 + Math.Log2(Math.Max(sources, 1)) / 2;

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
