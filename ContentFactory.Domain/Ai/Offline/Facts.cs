using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>A sentence worth telling. <paramref name="Leans"/> when it makes sense only after the one before.</summary>
internal sealed record Fact(string Text, int Source, int Position, bool Leans, HashSet<string> Stems);

/// <summary>Finds the usable sentences of all sources, in the language asked for.</summary>
internal static partial class Facts
{
    public const int Shortest = 25;
    public const int Longest = 320;
    private const int PerSource = 60;

    public static List<Fact> Of(CompositionRequest request, AvoidedWords avoided) =>
        [.. request.Sources.Take(20).SelectMany((s, i) => OfSource(s, i, request.Language, avoided))];

    /// <summary>Headlines stand in where the sources have nothing else.</summary>
    public static List<Fact> OfTitles(CompositionRequest request, AvoidedWords avoided) =>
        [.. request.Sources.Take(20).Select((s, i) => (Text: Headline(s), i)).Where(t => IsUsable(t.Text, request.Language, 12))
            .Select(t => (Text: avoided.Mend(Ended(t.Text)), t.i)).Where(t => t.Text is not null).Select(t => Make(t.Text!, t.i, 0))];

    /// <summary>The title without the site's name at its end.</summary>
    public static string Headline(SourceText source)
    {
        var title = source.Title.ReplaceLineEndings(" ").Trim();
        var cut = SiteAtEnd().Match(title);
        title = Sentences.Clean(cut.Success && cut.Index >= 20 ? title[..cut.Index] : title);
        return Sentences.EndsWithAbbreviation(title) ? title : title.TrimEnd('.');
    }

    public static bool IsUsable(string sentence, string language, int shortest)
    {
        var letters = sentence.Count(char.IsLetter);
        var cyrillic = sentence.Count(c => c is >= 'А' and <= 'я' or 'ё' or 'Ё');
        return sentence.Length >= shortest && letters * 10 >= sentence.Length * 6 && (language == "ru" ? cyrillic * 2 > letters : cyrillic * 10 < letters)
            && Stems.Words(sentence).Take(3).Count() == 3 && !Boilerplate().IsMatch(sentence) && !Instruction().IsMatch(sentence);
    }

    private static IEnumerable<Fact> OfSource(SourceText source, int index, string language, AvoidedWords avoided)
    {
        var position = 0;
        foreach (var sentence in Sentences.Split(source.Text).Take(PerSource))
        {
            position++;
            if (sentence.Length <= Longest && IsWhole(sentence) && IsUsable(sentence, language, Shortest) && avoided.Mend(sentence) is { } mended)
                yield return Make(mended, index, position);
        }
    }

    private static Fact Make(string text, int source, int position) =>
        new(text, source, position, Leaning().IsMatch(text), [.. Stems.Words(text).Where(w => !StopWords.Has(w)).Select(Stems.Of)]);

    private static bool IsWhole(string sentence) =>
        sentence[^1] is '.' or '!' or '»' or '"' or '”' or ')' && !sentence.EndsWith("...", StringComparison.Ordinal) && (char.IsUpper(sentence[0]) || char.IsDigit(sentence[0]) || sentence[0] is '«' or '"' or '“')
        && sentence.Count(c => c == '(') == sentence.Count(c => c == ')') && sentence.Count(c => c == '«') == sentence.Count(c => c == '»') && sentence.Count(c => c == '"') % 2 == 0;

    private static string Ended(string text) => text[^1] is '.' or '!' or '?' or '…' ? text : text + ".";

    [GeneratedRegex(@"\s+\|\s+[^|]{2,60}$|\s+[–—-]\s+\p{Lu}[^\s|–—]*(?:\s+[^\s|–—]+){0,2}$")]
    private static partial Regex SiteAtEnd();

    [GeneratedRegex(@"^(?:Это|Этот|Эта|Эти|Так|Такой|Такая|Такие|Он|Она|Они|Оно|Его|Её|Ее|Их|При этом|Также|Кроме того|Однако|Поэтому|Тем не менее|Например|Там|Тогда|Но|А|И|It|Its|This|That|These|Those|They|He|She|His|Her|Their|However|But|And|So|Also|Therefore|Moreover|For example|In addition|Meanwhile|There|Such)\b")]
    private static partial Regex Leaning();

    [GeneratedRegex(@"читать далее|читайте также|читать полностью|подробнее на|подпис(?:ывайтесь|аться|ывайся)|фото:|фото автора|реклама\b|erid|все права|cookie|нажмите|кликните|переходите по ссылке|©|read more|continue reading|subscribe|sign up|newsletter|all rights reserved|click here|photo:|image credit|advertisement|sponsored|the post .{1,200} appeared first", RegexOptions.IgnoreCase)]
    private static partial Regex Boilerplate();

    [GeneratedRegex(@"(?:ignore|disregard|forget)\b.{0,40}\b(?:instructions?|prompts?|rules)|system prompt|you are now\b|as an ai\b|(?:игнорируй|забудь|не выполняй)\w*\b.{0,40}(?:инструкц|указани|правил)|системн\w+ (?:промпт|запрос)|\balert\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Instruction();
}
