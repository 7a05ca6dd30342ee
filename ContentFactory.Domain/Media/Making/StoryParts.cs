using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Media.Making;

/// <summary>A text taken apart: its sentences, its list, its quotation, its figure.</summary>
internal sealed partial record StoryParts(string Title, IReadOnlyList<string> Sentences, IReadOnlyList<string> Items, string? Quote, string? QuoteBy, string? Figure)
{
    private const int LongestItem = 120;
    private const int LongestFigure = 12;

    public static StoryParts Of(MediaStory story, CardType type)
    {
        var paragraphs = Paragraphs(story.Text, type);
        var items = paragraphs.Select(ListOf).FirstOrDefault(i => i.Count >= 3) ?? [];
        var sentences = paragraphs.SelectMany(p => p.SelectMany(l => Ai.Offline.Sentences.OfLine(Bare(l)))).Where(HasWords).ToList();
        var title = FirstWords(type, story.Title, story.Hook, sentences.FirstOrDefault(), story.Company);
        var quote = QuoteText().Match(string.Join('\n', paragraphs.SelectMany(p => p)));
        return new(
            title, [.. sentences.Where(s => !Same(s, title))], items, quote.Success ? quote.Groups[1].Value : null, quote.Success ? Before(paragraphs, quote.Groups[1].Value) : null,
            FigureOf(title) ?? FigureOf(sentences.FirstOrDefault() ?? ""));
    }

    public bool Asks => Title.EndsWith('?');

    /// <summary>A figure with what it counts: "30 %", "24 дня".</summary>
    public static string? FigureOf(string text) => FigureText().Matches(text).Select(m => m.Value.Trim()).FirstOrDefault(f => f.Length <= LongestFigure && !Year().IsMatch(f));

    private static bool Same(string one, string other) => string.Equals(one.TrimEnd('.', '!', ' '), other.TrimEnd('.', '!', ' '), StringComparison.OrdinalIgnoreCase);

    private static string FirstWords(CardType type, params string?[] texts) => texts.Select(t => Clean(t ?? "", type)).FirstOrDefault(HasWords) ?? "…";

    private static bool HasWords(string text) => text.Any(char.IsLetterOrDigit);

    private static List<List<string>> Paragraphs(string text, CardType type) =>
        [.. Blank().Split(text.ReplaceLineEndings("\n")).Select(p => p.Split('\n').Select(l => Clean(l, type)).Where(l => HasWords(l) && !OnlyTags().IsMatch(l)).ToList()).Where(p => p.Count > 0)];

    private static string Clean(string text, CardType type) => Tags().Replace(Links().Replace(type.Drawn(PlainText.Visible(text)), ""), "").Trim();

    private static List<string> ListOf(List<string> lines)
    {
        var marked = lines.Where(l => Marker().IsMatch(l)).ToList();
        var found = marked.Count >= 3 ? marked : lines.Count >= 3 && lines.All(l => l.Length <= LongestItem) ? lines : [];
        return [.. found.Select(Bare)];
    }

    private static string Bare(string line) => Marker().Replace(line, "");

    /// <summary>The line that names who speaks: "Мария, квартира 61 м²:".</summary>
    private static string? Before(List<List<string>> paragraphs, string quote)
    {
        var lines = paragraphs.SelectMany(p => p).ToList();
        var at = lines.FindIndex(l => l.Contains(quote.Split('\n')[0], StringComparison.Ordinal));
        return at > 0 && lines[at - 1].EndsWith(':') ? lines[at - 1].TrimEnd(':', ' ') : null;
    }

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Blank();

    [GeneratedRegex(@"https?://\S+|www\.\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<=^|\s)#[\p{L}\d_]+")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\A(#\S+\s*)+\z")]
    private static partial Regex OnlyTags();

    [GeneratedRegex(@"\A\s*(?:[-–—•*·✓✔▪►→]|\d{1,2}[.)])\s+")]
    private static partial Regex Marker();

    [GeneratedRegex(@"[«“]([^«»“”]{30,240})[»”]")]
    private static partial Regex QuoteText();

    [GeneratedRegex(@"(?<![\d:.,\p{L}])\d{1,3}(?:[  ]\d{3})*(?:[.,]\d{1,2})?[  ]?(?:%|₽|\$|€|м²|м2|кг|км|(?:дн(?:я|ей|ь)|час(?:а|ов)?|минут[аы]?|раза?|лет|года?|пункт(?:а|ов)|days?|hours?|minutes?|times|years?|steps|points)(?!\p{L}))")]
    private static partial Regex FigureText();

    [GeneratedRegex(@"\A(19|20)\d\d")]
    private static partial Regex Year();
}
