namespace ContentFactory.Domain;

/// <summary>Makes text from outside storable: PostgreSQL takes neither NUL nor half a surrogate pair.</summary>
public static class PlainText
{
    public static string Clean(string text)
    {
        if (!text.Contains('\0', StringComparison.Ordinal) && !HasHalfPair(text))
            return text;
        return string.Concat(text.EnumerateRunes().Where(r => r.Value is not 0 and not 0xFFFD).Select(r => r.ToString()));
    }

    /// <summary>One line, trimmed.</summary>
    public static string Line(string text) => Clean(text).ReplaceLineEndings(" ").Trim();

    /// <summary>One line without characters that nobody sees but that turn or hide others: controls and marks of direction.</summary>
    public static string Visible(string text) =>
        string.Concat(Line(text).Where(c => !char.IsControl(c) && c is not ('\u061C' or '\u200B' or '\uFEFF' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')))).Trim();

    /// <summary>At most so many UTF-16 units, without cutting a pair in two.</summary>
    public static string Cut(string text, int limit) =>
        text.Length <= limit ? text : limit <= 0 ? "" : text[..(char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];

    private static bool HasHalfPair(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return true;
            i++;
        }
        return false;
    }
}
