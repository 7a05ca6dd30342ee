using System.Text;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>
/// Takes texts out of a JSON object that is still being written, whatever order its fields come in and wherever the pieces are cut.
/// For a look at it only: what is no JSON gives nothing, and whether the whole is any good the reading says.
/// </summary>
/// <param name="fields">Texts of the object itself; what lies deeper is passed over.</param>
internal sealed class PartialJson(params string[] fields)
{
    private readonly Dictionary<string, StringBuilder> texts = fields.ToDictionary(f => f, _ => new StringBuilder());
    private readonly Dictionary<string, int> taken = fields.ToDictionary(f => f, _ => 0);
    private readonly StringBuilder name = new();
    private Place place;
    private int depth;

    // the string that is open: where its letters go, what is read after it, and what of a letter has come so far
    private StringBuilder? target;
    private Place after;
    private bool isEscaped;
    private int digitsLeft;
    private int code;
    private char? half;

    private enum Place { Before, Fence, Name, Text, Colon, Value, Deeper, Literal, Over }

    public void Add(string piece)
    {
        foreach (var c in piece)
            Step(c);
    }

    /// <summary>What has come of a field since it was taken last; never half a letter.</summary>
    public string Take(string field)
    {
        var (text, from) = (texts[field], taken[field]);
        taken[field] = text.Length;
        return text.ToString(from, text.Length - from);
    }

    private void Step(char c)
    {
        if (place is Place.Text)
            Spell(c);
        else if (place is Place.Fence)
            place = c is '\n' ? Place.Before : place;
        else if (!char.IsWhiteSpace(c))
            place = Next(c);
    }

    private Place Next(char c) => (place, c) switch
    {
        (Place.Before, '{') => Place.Name,
        // some servers put a line of backticks before it
        (Place.Before, '`') => Place.Fence,
        (Place.Name, '"') => Open(name.Clear(), Place.Colon),
        (Place.Name, ',') => Place.Name,
        (Place.Colon, ':') => Place.Value,
        // one that comes a second time is not shown a second time
        (Place.Value, '"') => Open(texts.GetValueOrDefault(name.ToString()) is { Length: 0 } text ? text : null, Place.Name),
        (Place.Value, '{' or '[') => Deeper(1),
        (Place.Value, not ('}' or ']' or ',')) => Place.Literal,
        (Place.Literal, ',') => Place.Name,
        (Place.Literal, not '}') => Place.Literal,
        (Place.Deeper, '"') => Open(null, Place.Deeper),
        (Place.Deeper, '{' or '[') => Deeper(depth + 1),
        (Place.Deeper, '}' or ']') => Deeper(depth - 1),
        (Place.Deeper, _) => Place.Deeper,
        _ => Place.Over,
    };

    private Place Deeper(int now)
    {
        depth = now;
        return now > 0 ? Place.Deeper : Place.Name;
    }

    private Place Open(StringBuilder? into, Place then)
    {
        (target, after, half) = (into, then, null);
        return Place.Text;
    }

    private void Spell(char c)
    {
        if (digitsLeft > 0)
            Digit(c);
        else if (isEscaped)
            Escape(c);
        else if (c is '\\')
            isEscaped = true;
        else if (c is '"')
            place = after;
        else
            Put(c);
    }

    private void Escape(char c)
    {
        isEscaped = false;
        if (c is 'u')
            (digitsLeft, code) = (4, 0);
        else if ("\"\\/bfnrt".IndexOf(c, StringComparison.Ordinal) is >= 0 and var which)
            Put("\"\\/\b\f\n\r\t"[which]);
        else
            place = Place.Over;
    }

    private void Digit(char c)
    {
        if (!char.IsAsciiHexDigit(c))
        {
            place = Place.Over;
            return;
        }
        code = (code * 16) + (char.IsAsciiDigit(c) ? c - '0' : char.ToLowerInvariant(c) - 'a' + 10);
        if (--digitsLeft == 0)
            Put((char)code);
    }

    /// <summary>A letter of two halves is put down when both are there; a half alone never is.</summary>
    private void Put(char c)
    {
        if (char.IsLowSurrogate(c))
        {
            if (half is { } first)
                target?.Append(first).Append(c);
        }
        else if (!char.IsHighSurrogate(c))
        {
            target?.Append(c);
        }
        half = char.IsHighSurrogate(c) ? c : null;
    }
}
