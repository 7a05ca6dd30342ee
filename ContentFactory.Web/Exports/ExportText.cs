using System.Xml;

namespace ContentFactory.Web.Exports;

/// <summary>
/// Text that a spreadsheet cannot take for a formula: what begins with = + - @ or a control character gets an apostrophe before it, in CSV
/// and XLSX alike. A name that was typed by a stranger must not run a command on the machine of whoever opens the file.
/// </summary>
public static class ExportText
{
    /// <summary>Excel refuses a file with a longer cell.</summary>
    public const int LongestCell = 32_767;

    public static string Escaped(string? text) =>
        string.IsNullOrEmpty(text) ? "" : text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;

    /// <summary>The same without what XML cannot hold, and not longer than a cell.</summary>
    public static string ForSheet(string? text)
    {
        // first the signs that fall away: what stood behind them may be the beginning of a formula
        var kept = string.IsNullOrEmpty(text) || text.All(XmlConvert.IsXmlChar) ? text : Storable(text);
        return Domain.PlainText.Cut(Escaped(kept), LongestCell);
    }

    private static string Storable(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => r.Value is not 0xFFFD && (r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value))).Select(r => r.ToString()));
}
