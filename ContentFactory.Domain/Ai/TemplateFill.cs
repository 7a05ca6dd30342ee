using System.Text;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai;

/// <summary>Puts values into a template's parts. Each value is put in once, as it stands: nothing in a value is a variable, markup or an expression.</summary>
public static partial class TemplateFill
{
    /// <summary>What a writer fills from what it found; every other variable is entered by people.</summary>
    public static readonly IReadOnlyList<string> WriterNames =
        ["topic", "hook", "fact1", "fact2", "fact3", "fact4", "fact5", "facts", "question", "call_to_action", "source", "hashtags", "company", "date"];

    /// <summary>
    /// The filled parts, without those of which nothing is left. What people entered wins over the writer's facts. A line goes where one of its
    /// variables is empty, and with it the line ending in a colon that opened it. Marks before a value of several lines stand before each of them.
    /// </summary>
    public static IReadOnlyList<string> Fill(TemplateShape template, IReadOnlyDictionary<string, string> facts)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts.Concat(template.Values).Where(v => !string.IsNullOrWhiteSpace(v.Value)))
            values[NameOf(name)] = value.ReplaceLineEndings("\n").Trim();
        return [.. template.Parts.Select(p => FillPart(p, values)).Where(p => p.Length > 0)];
    }

    /// <summary>The variables of the parts in the order of their first use, each once.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<string> parts) =>
        [.. parts.SelectMany(p => Variable().Matches(p)).Select(m => NameOf(m.Groups[1].Value)).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether <paramref name="name"/> may stand between the braces.</summary>
    public static bool IsName(string name) => WholeName().IsMatch(name);

    /// <summary>Names differ by letters only, not by their size.</summary>
    public static string NameOf(string typed) => typed.Normalize().ToLowerInvariant();

    private static string FillPart(string part, Dictionary<string, string> values)
    {
        List<Line> lines = [.. part.ReplaceLineEndings("\n").Split('\n').Select(l => FillLine(l.TrimEnd(), values))];
        var kept = new StringBuilder();
        var blank = false;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Text is not { } text || (lines[i].Opens && OpensNothing(lines, i)))
                continue;
            if (text.Length == 0)
            {
                blank = true;
                continue;
            }
            if (kept.Length > 0)
                kept.Append(blank ? "\n\n" : "\n");
            kept.Append(text);
            blank = false;
        }
        return kept.ToString().Trim();
    }

    /// <summary>The lines below, up to a blank one, were there and are all left out.</summary>
    private static bool OpensNothing(List<Line> lines, int at)
    {
        var below = lines.Skip(at + 1).SkipWhile(l => l.Text is "").TakeWhile(l => l.Text is not "").ToList();
        return below.Count > 0 && below.TrueForAll(l => l.Text is null);
    }

    private static Line FillLine(string line, Dictionary<string, string> values)
    {
        var variables = Variable().Matches(line);
        if (variables.Count == 0)
            return new Line(line.Trim().Length == 0 ? "" : line, line.EndsWith(':'));
        if (variables.Any(v => !values.ContainsKey(NameOf(v.Groups[1].Value))))
            return new Line(null, false);
        var marks = line[..variables[0].Index];
        if (variables.Count == 1 && variables[0].Index + variables[0].Length == line.Length && marks.Length > 0 && !marks.Any(char.IsLetterOrDigit))
            return new Line(string.Join('\n', values[NameOf(variables[0].Groups[1].Value)].Split('\n').Where(v => v.Trim().Length > 0).Select(v => marks + v)), false);
        return new Line(Variable().Replace(line, v => values[NameOf(v.Groups[1].Value)]), false);
    }

    private sealed record Line(string? Text, bool Opens);

    // three braces are somebody else's language and stay as they are
    [GeneratedRegex(@"(?<!\{)\{\{[ \t]*(\p{L}[\p{L}\p{Nd}_]{0,39})[ \t]*\}\}(?!\})")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\p{L}[\p{L}\p{Nd}_]{0,39}\z")]
    private static partial Regex WholeName();
}
