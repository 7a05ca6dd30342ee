using System.Globalization;
using System.Text;

namespace ContentFactory.Web.Publishing.Feeds;

/// <summary>
/// The lines of an iCalendar file (RFC 5545): folded at 75 octets without breaking a letter, ended by CRLF, with the signs escaped that mean
/// something there. Text of people can end no line and begin no property.
/// </summary>
internal sealed class IcsText
{
    private const int LongestLine = 75;

    private readonly StringBuilder lines = new();

    public IcsText Line(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                lines.Append("\r\n ");
                octets = 1;
            }
            lines.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        lines.Append("\r\n");
        return this;
    }

    public IcsText Text(string name, string value) => Line(name, Escaped(value));

    public IcsText Moment(string name, DateTimeOffset at) => Line(name, at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    public override string ToString() => lines.ToString();

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
            escaped.Append(c switch
            {
                '\\' => @"\\",
                ';' => @"\;",
                ',' => @"\,",
                '\n' => @"\n",
                '\t' => " ",
                _ when char.IsControl(c) => "",
                _ => c.ToString(),
            });
        return escaped.ToString();
    }
}
