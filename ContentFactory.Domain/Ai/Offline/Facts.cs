using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>A sentence worth telling, with those that lean on it. <paramref name="IsPoint"/> when it was a point of a list.</summary>
internal sealed record Fact(IReadOnlyList<string> Sentences, int Source, int Position, bool IsPoint, HashSet<string> Stems)
{
    public string Text => string.Join(' ', Sentences);

    public string Head => Sentences[0];
}

/// <summary>Finds the usable sentences of all sources, in the language asked for.</summary>
internal static partial class Facts
{
    public const int Shortest = 25;
    public const int Longest = 320;
    private const int ShortestPoint = 15;
    private const int PerSource = 80;
    private const int MostTogether = 3;

    public static List<Fact> Of(CompositionRequest request, AvoidedWords avoided) =>
        [.. request.Sources.Take(20).SelectMany((s, i) => OfSource(s, i, request, avoided))];

    /// <summary>Headlines stand in where the sources have nothing else.</summary>
    public static List<Fact> OfTitles(CompositionRequest request, AvoidedWords avoided) =>
        [.. request.Sources.Take(20).Select((s, i) => (Text: Headline(s), i)).Where(t => IsUsable(t.Text, request, 12) && !t.Text.EndsWith('…') && !t.Text.EndsWith("...", StringComparison.Ordinal))
            .Select(t => (Text: avoided.Mend(Ended(t.Text)), t.i)).Where(t => t.Text is not null).Select(t => Make([t.Text!], t.i, 0, false))];

    /// <summary>The title without the site's name at its end; empty where it names an address.</summary>
    public static string Headline(SourceText source)
    {
        // a talk that somebody else had
        if (Talk().IsMatch(source.Title))
            return "";
        if (Sentences.Found(source.Title.ReplaceLineEndings(" ")).Any(f => f.Text.Contains(Sentences.LostLink, StringComparison.Ordinal)))
            return "";
        var title = source.Title.ReplaceLineEndings(" ").Trim();
        var cut = SiteAtEnd().Match(title);
        title = Sentences.Clean(cut.Success && cut.Index >= 20 ? title[..cut.Index] : title);
        return Sentences.EndsWithAbbreviation(title) ? title : title.TrimEnd('.');
    }

    public static bool IsUsable(string sentence, CompositionRequest request, int shortest)
    {
        var letters = sentence.Count(char.IsLetter);
        var cyrillic = sentence.Count(c => c is >= 'А' and <= 'я' or 'ё' or 'Ё');
        return sentence.Length >= shortest && letters * 10 >= sentence.Length * 6 && (request.Language == "ru" ? cyrillic * 2 > letters : cyrillic == 0)
            && Stems.Words(sentence).Take(3).Count() == 3 && !sentence.Contains(Sentences.LostLink, StringComparison.Ordinal)
            && !Unfit.IsFurniture(sentence) && !Unfit.IsInstruction(sentence) && !Manner.SpeaksForAuthor(sentence)
            && !(request.Language == "ru" && Manner.AddressesOtherwise(sentence, Wording.IsInformal(request.Voice)));
    }

    private static IEnumerable<Fact> OfSource(SourceText source, int index, CompositionRequest request, AvoidedWords avoided)
    {
        var (position, open, found) = (0, default(List<string>), new List<Fact>());
        var sentences = Sentences.Found(source.Text).Take(PerSource).ToList();
        // "the second reason" is a point of a list only where the first one is named so as well
        var isCounted = sentences.Any(s => Manner.BeginsCount(s.Text));
        var isPoint = false;
        foreach (var sentence in sentences)
        {
            position++;
            var point = Manner.AsPoint(sentence.Text);
            var usable = Unfit.IsInstruction(sentence.Text) ? null : Usable(point ?? sentence.Text, request, avoided, point is null && !sentence.IsItem ? Shortest : ShortestPoint);
            var leans = sentence.IsInside || (point is null && !sentence.IsItem && (Manner.Leans(sentence.Text) || (position > 1 && Manner.Continues(sentences[position - 2].Text, sentence.Text))));
            if (usable is not null && leans && open is not null && open.Count < MostTogether && open.Sum(s => s.Length + 1) + usable.Length <= Longest)
            {
                open.Add(usable);
                found[^1] = Make(open, index, found[^1].Position, isPoint);
                continue;
            }
            // what leans on something that is left out is left out as well
            open = usable is null || leans ? null : [usable];
            isPoint = sentence.IsItem || (point is not null && isCounted);
            if (open is not null)
                found.Add(Make(open, index, position, isPoint));
        }
        return found;
    }

    private static string? Usable(string sentence, CompositionRequest request, AvoidedWords avoided, int shortest) =>
        sentence.Length <= Longest && IsWhole(sentence) && IsUsable(sentence, request, shortest) ? avoided.Mend(sentence) : null;

    private static Fact Make(IReadOnlyList<string> sentences, int source, int position, bool isPoint) =>
        new([.. sentences], source, position, isPoint, [.. sentences.SelectMany(Stems.Words).Where(w => !StopWords.Has(w)).Select(Stems.Of)]);

    private static bool IsWhole(string sentence) =>
        sentence[^1] is '.' or '!' or '»' or '"' or '”' or ')' && !sentence.EndsWith("...", StringComparison.Ordinal) && (char.IsUpper(sentence[0]) || char.IsDigit(sentence[0]) || sentence[0] is '«' or '"' or '“')
        && sentence.Count(c => c == '(') == sentence.Count(c => c == ')') && sentence.Count(c => c == '«') == sentence.Count(c => c == '»') && sentence.Count(c => c == '"') % 2 == 0;

    private static string Ended(string text) => text[^1] is '.' or '!' or '?' or '…' ? text : text + ".";

    [GeneratedRegex(@"\b(?:разговор со?|интервью|колонка|беседа со?|репортаж|a talk with|interview|in conversation)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Talk();

    [GeneratedRegex(@"\s+\|\s+[^|]{2,60}$|\s+[–—-]\s+\p{Lu}[^\s|–—]*(?:\s+[^\s|–—]+){0,2}$")]
    private static partial Regex SiteAtEnd();
}
