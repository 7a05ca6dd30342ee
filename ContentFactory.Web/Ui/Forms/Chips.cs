using System.Globalization;

namespace ContentFactory.Web.Ui;

/// <summary>What separates the entries of a list that is typed or pasted.</summary>
public enum ChipsKind
{
    /// <summary>Commas, semicolons and lines.</summary>
    Words,

    /// <summary>Lines: a rule may have a comma.</summary>
    Lines,

    /// <summary>Nothing: each sign is one.</summary>
    Signs,
}

/// <summary>Splits what is typed or pasted into the field of a list.</summary>
public static class Chips
{
    private const char PastedLine = '\u2028';

    public static IEnumerable<string> Of(string typed, ChipsKind kind) => kind switch
    {
        ChipsKind.Words => Split(typed, [',', ';', '\n', '\r', PastedLine]),
        ChipsKind.Lines => Split(typed, ['\n', '\r', PastedLine]),
        ChipsKind.Signs => Split(typed, [',', ';', ' ', '\n', '\r', PastedLine]).SelectMany(Signs),
    };

    private static string[] Split(string typed, char[] separators) => typed.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // letters stay together, so that the answer can name the word
    private static IEnumerable<string> Signs(string text)
    {
        if (text.Any(char.IsLetter))
        {
            yield return text;
            yield break;
        }
        var signs = StringInfo.GetTextElementEnumerator(text);
        while (signs.MoveNext())
            yield return signs.GetTextElement();
    }
}
