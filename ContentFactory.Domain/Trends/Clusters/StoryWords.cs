using System.Text.RegularExpressions;
using ContentFactory.Domain.Ai.Offline;

namespace ContentFactory.Domain.Trends.Clusters;

/// <summary>What is compared of an item: stems of its title and of how its summary begins.</summary>
/// <param name="Title">All of it.</param>
/// <param name="Head">The title without the name of a source at its end.</param>
/// <param name="Lead">Without sentences that the whole feed repeats.</param>
/// <param name="Numbers">Of the head.</param>
/// <param name="LeadNumbers">Of the lead.</param>
internal sealed partial record StoryWords(string[] Title, string[] Head, string[] Lead, HashSet<string> Numbers, HashSet<string> LeadNumbers)
{
    private const int LeadWords = 40;
    private const int LongestTail = 4;

    /// <summary>Headlines of fewer words say too little to be alike: they are the same or not.</summary>
    public const int ShortHead = 4;

    public HashSet<string> TitleSet { get; } = [.. Title];

    public HashSet<string> HeadSet { get; } = [.. Head];

    public HashSet<string> LeadSet { get; } = [.. Lead];

    public HashSet<string> LeadPairs => field ??= [.. Likeness.Pairs(Lead)];

    public bool IsShort => Head.Length < ShortHead;

    /// <param name="repeated">As <see cref="Repeated"/> found them in the feed.</param>
    public static StoryWords Of(string title, string summary, string sourceName, IReadOnlySet<string> repeated)
    {
        var whole = Stemmed(title);
        var head = HeadOf(title, sourceName) is { } cut ? Stemmed(cut) : whole;
        var lead = repeated.Count == 0 ? summary : string.Join(' ', Sentences(summary).Where(s => !repeated.Contains(Plain(s))));
        string[] begin = [.. Stemmed(lead).Take(LeadWords)];
        return new(whole, head, begin, NumbersOf(head), NumbersOf(begin));
    }

    /// <summary>Sentences that stand under three headlines or more: a call to subscribe, not a story.</summary>
    public static HashSet<string> Repeated(IEnumerable<(string Title, string Summary)> items) =>
        [.. items.DistinctBy(i => i.Title).SelectMany(i => Sentences(i.Summary).Select(Plain).Distinct()).Where(s => s.Length > 0).GroupBy(s => s).Where(g => g.Count() >= 3).Select(g => g.Key)];

    private static HashSet<string> NumbersOf(string[] words) => [.. words.Where(w => w.Any(char.IsDigit))];

    private static string? HeadOf(string title, string sourceName)
    {
        var at = Separator().Matches(title).LastOrDefault()?.Index ?? -1;
        if (at <= 0)
            return null;
        var (head, tail) = (title[..at], Plain(title[(at + 1)..]));
        var isSource = tail.Length > 0 && tail == Plain(sourceName);
        return isSource || (tail.Split(' ').Length <= LongestTail && Stemmed(head).Length >= ShortHead) ? head : null;
    }

    private static IEnumerable<string> Sentences(string text) => SentenceEnd().Split(text);

    private static string Plain(string text) => string.Join(' ', Stems.Words(text).Select(w => w.ToLowerInvariant()));

    /// <summary>Words that carry a topic, and numbers; all words where there are no others.</summary>
    private static string[] Stemmed(string text)
    {
        var words = Stems.Words(text).ToList();
        var telling = words.Where(w => w.Any(char.IsDigit) || !StopWords.Has(w)).Select(Stems.Of).ToArray();
        return telling.Length > 0 ? telling : [.. words.Select(w => w.ToLowerInvariant())];
    }

    [GeneratedRegex(@"\s[-–—|·•:/]{1,2}\s")]
    private static partial Regex Separator();

    [GeneratedRegex(@"(?<=[.!?…])\s+|\n+")]
    private static partial Regex SentenceEnd();
}
