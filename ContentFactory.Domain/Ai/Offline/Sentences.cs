using System.Net;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>A sentence as it stood in a text. <paramref name="IsItem"/> when it began a point of a list.</summary>
/// <param name="IsInside">When it followed in the same point.</param>
internal readonly record struct FoundSentence(string Text, bool IsItem, bool IsInside);

/// <summary>Cleans foreign text and cuts it into sentences.</summary>
internal static partial class Sentences
{
    /// <summary>Stands where an address was: what is said around it leads nowhere without it.</summary>
    public const char LostLink = '⟦';

    // more than this of one text is read by nobody, and a hostile one may have megabytes
    private const int Longest = 40_000;

    private static readonly HashSet<string> Abbreviations = new(
        ["г", "гг", "в", "вв", "н", "э", "т", "д", "п", "к", "е", "др", "пр", "см", "ср", "им", "ул", "пл", "просп", "обл", "руб", "коп", "тыс", "млн", "млрд", "трлн", "стр", "рис", "табл", "св", "проф", "акад", "доц", "ред",
         "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "inc", "ltd", "co", "corp", "vs", "etc", "approx", "dept", "fig", "no", "vol", "e.g", "i.e", "u.s", "u.k", "a.m", "p.m", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Text without markup, addresses and invisible characters, on one line.</summary>
    public static string Clean(string text) => Clean(Cut(text), " ");

    public static IEnumerable<string> Split(string text) => Found(text).Select(f => f.Text);

    /// <summary>Sentences in order, each with <see cref="LostLink"/> where it named an address.</summary>
    public static IEnumerable<FoundSentence> Found(string text)
    {
        foreach (var line in Block().Replace(Hidden().Replace(Decoded(Cut(text)), ShowsScript), "\n").Split('\n'))
        {
            var paragraph = Clean(line, $" {LostLink} ");
            var marked = ListMark().Match(paragraph);
            var (isItem, isInside) = (marked.Success, false);
            foreach (var sentence in SplitParagraph(isItem ? paragraph[marked.Length..] : paragraph))
            {
                yield return new FoundSentence(sentence, isItem, isInside);
                (isItem, isInside) = (false, marked.Success);
            }
        }
    }

    /// <summary>The sentences of one line as they stand, for texts of one's own.</summary>
    public static IEnumerable<string> OfLine(string line) => SplitParagraph(line.Trim()).Where(s => s.Length > 0);

    public static bool EndsWithAbbreviation(string text) => text.EndsWith('.') && IsAbbreviation(text, 0, text.Length - 1);

    private static string Cut(string text) => Plain(text.Length <= Longest ? text : PlainText.Cut(text, Longest));

    // what nobody sees goes first, and full-width letters become what they read as: both hide marks and addresses
    private static string Plain(string text) => FullWidth().Replace(Invisible().Replace(text, ""), m => m.Value.Normalize(System.Text.NormalizationForm.FormKC));

    // a script inside of a sentence takes the sentence with it, one between paragraphs does not
    private static string ShowsScript(Match hidden) => hidden.Groups[1].Value.Equals("script", StringComparison.OrdinalIgnoreCase) ? $" {LostLink} " : "\n";

    // tags written as entities are tags as well
    private static string Decoded(string text) => text.Contains("&lt;", StringComparison.OrdinalIgnoreCase) ? WebUtility.HtmlDecode(text) : text;

    private static string Clean(string text, string insteadOfLink)
    {
        text = Speaker().Replace(Hidden().Replace(text, insteadOfLink), insteadOfLink);
        text = WebUtility.HtmlDecode(Tag().Replace(text, " "));
        text = Tag().Replace(Speaker().Replace(Hidden().Replace(text, insteadOfLink), insteadOfLink), " ");
        text = Plain(text);
        text = MarkdownImage().Replace(text, insteadOfLink);
        text = MarkdownLink().Replace(text, "$1");
        text = WebAddress().Replace(Template().Replace(text, insteadOfLink), insteadOfLink).Replace('<', ' ').Replace('>', ' ');
        text = Markup().Replace(text, " ");
        return SpaceBeforeMark().Replace(Space().Replace(text, " "), "$1").Trim();
    }

    private static IEnumerable<string> SplitParagraph(string paragraph)
    {
        var start = 0;
        foreach (Match end in End().Matches(paragraph))
        {
            if (end.Value[0] == '.' && IsAbbreviation(paragraph, start, end.Index))
                continue;
            var stop = end.Index + end.Groups[1].Length;
            yield return paragraph[start..stop].Trim();
            start = stop;
        }
        if (start < paragraph.Length)
            yield return paragraph[start..].Trim();
    }

    private static bool IsAbbreviation(string text, int start, int dot)
    {
        var from = dot;
        while (from > start && (char.IsLetter(text[from - 1]) || text[from - 1] == '.'))
            from--;
        var word = text[from..dot].TrimStart('.');
        if (ClosesSentence(text, from, dot, word))
            return false;
        // one capital letter is an initial
        return Abbreviations.Contains(word) || Abbreviations.Contains(word.Split('.')[^1]) && word.Length <= 4 || word.Length == 1 && char.IsUpper(word[0]);
    }

    /// <summary>Units and years end a sentence when a capital follows; "г. Москва" and "п. Ильинский" do not.</summary>
    private static bool ClosesSentence(string text, int from, int dot, string word)
    {
        var next = text.AsSpan(dot + 1).TrimStart();
        var before = text.AsSpan(0, from).TrimEnd();
        if (next.Length == 0 || !char.IsUpper(next[0]) || before.Length == 0)
            return false;
        return word.ToLowerInvariant() switch
        {
            "г" or "гг" => char.IsDigit(before[^1]),
            "п" => before[^1] == '.',
            "руб" or "коп" or "тыс" or "млн" or "млрд" or "трлн" or "др" or "пр" or "etc" or "a.m" or "p.m" => true,
            _ => false,
        };
    }

    [GeneratedRegex(@"<(script|style|figcaption|aside|nav|footer|button|form|noscript|template|iframe|svg|select|textarea|title)\b.*?(</\1\s*>|\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|blockquote|figure|header|main|hr|dd|dt)\b[^<>]*>|</?a\b[^<>]*>(?=\s*<)", RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    // who speaks in a prompt is no markup of a page
    [GeneratedRegex(@"</?(?:system|assistant|user|human|developer|instructions?|prompt|tool|message|source|document|data|context)\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Speaker();

    [GeneratedRegex(@"</?[A-Za-z!?][^<>]*(>|\z)")]
    private static partial Regex Tag();

    [GeneratedRegex(@"!\[[^\[\]]{0,300}\]\([^()\s]{0,2000}\)")]
    private static partial Regex MarkdownImage();

    [GeneratedRegex(@"\[([^\[\]]{0,300})\]\([^()\s]{0,2000}\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex($@"{AddressPattern.Opening}\S*|{AddressPattern.EMail}|{AddressPattern.Handle}|{AddressPattern.Host}", AddressPattern.Options, AddressPattern.Timeout)]
    private static partial Regex WebAddress();

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{So}\uFE0E\uFE0F\u20E3-[\n\t№°]]")]
    private static partial Regex Invisible();

    // what another machine would run: the sentence is lost like one with an address
    [GeneratedRegex(@"\{\{|\}\}|\$\s?[{(]|@\s?\(|<%|%>|#\{|\{%|\[\[|\]\]|<\|")]
    private static partial Regex Template();

    [GeneratedRegex(@"[*_`#|~^{}\\]+")]
    private static partial Regex Markup();

    [GeneratedRegex(@"[\uFF01-\uFF5E]+")]
    private static partial Regex FullWidth();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@" ([.,;:!?])")]
    private static partial Regex SpaceBeforeMark();

    [GeneratedRegex(@"^(?:[0-9]{1,2}[.)]|[—–•·-])\s+(?=[\p{Lu}«""“])")]
    private static partial Regex ListMark();

    [GeneratedRegex(@"([.!?…]+[»""”’)]*)(?=\s+[\p{Lu}\p{N}«""“—–-])")]
    private static partial Regex End();
}
