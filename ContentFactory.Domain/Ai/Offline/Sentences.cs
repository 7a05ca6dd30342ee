using System.Net;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Cleans foreign text and cuts it into sentences.</summary>
internal static partial class Sentences
{
    private static readonly HashSet<string> Abbreviations = new(
        ["г", "гг", "в", "вв", "н", "э", "т", "д", "п", "к", "е", "др", "пр", "см", "ср", "им", "ул", "пл", "просп", "обл", "руб", "коп", "тыс", "млн", "млрд", "трлн", "стр", "рис", "табл", "св", "проф", "акад", "доц", "ред",
         "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "inc", "ltd", "co", "corp", "vs", "etc", "approx", "dept", "fig", "no", "vol", "e.g", "i.e", "u.s", "u.k", "a.m", "p.m", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Text without markup, addresses and invisible characters, on one line per paragraph.</summary>
    public static string Clean(string text)
    {
        text = Hidden().Replace(text, " ");
        text = WebUtility.HtmlDecode(Tag().Replace(text, " "));
        text = Tag().Replace(Hidden().Replace(text, " "), " ").Replace('<', ' ').Replace('>', ' ');
        text = MarkdownLink().Replace(text, "$1");
        text = WebAddress().Replace(text, " ");
        text = Invisible().Replace(text, "");
        text = Markup().Replace(text, " ");
        return SpaceBeforeMark().Replace(Space().Replace(text, " "), "$1").Trim();
    }

    public static IEnumerable<string> Split(string text) => text.Split('\n').Select(Clean).SelectMany(SplitParagraph);

    public static bool EndsWithAbbreviation(string text) => text.EndsWith('.') && IsAbbreviation(text, 0, text.Length - 1);

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

    [GeneratedRegex(@"<(script|style)\b.*?(</\1\s*>|\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"</?[A-Za-z!?][^<>]*(>|\z)")]
    private static partial Regex Tag();

    [GeneratedRegex(@"!?\[([^\[\]]{0,300})\]\([^()\s]{0,2000}\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"\b(?:https?://|ftp://|www\.|javascript:|data:\w+/|vbscript:)\S*", RegexOptions.IgnoreCase)]
    private static partial Regex WebAddress();

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{So}-[\n\t]]")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"[*_`#|~^{}\\]+")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@" ([.,;:!?])")]
    private static partial Regex SpaceBeforeMark();

    [GeneratedRegex(@"([.!?…]+[»""”’)]*)(?=\s+[\p{Lu}\p{N}«""“—–-])")]
    private static partial Regex End();
}
