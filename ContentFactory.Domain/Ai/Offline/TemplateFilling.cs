using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Fills a template in one pass: what a value says is never read as a template again.</summary>
internal static partial class TemplateFilling
{
    /// <summary>Each part without the lines whose variables stayed empty. Hashtags stand apart from the text, so their line goes as well.</summary>
    public static IReadOnlyList<string> Fill(TemplateShape template, IReadOnlyDictionary<string, string?> own) =>
        [.. template.Parts.Select(p => Fill(p, template.Values, own)).Where(p => p.Length > 0)];

    public static bool Names(TemplateShape template, string variable) => template.Parts.Any(p => Variable().Matches(p).Any(m => m.Groups[1].Value == variable));

    private static string Fill(string part, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string?> own)
    {
        var lines = part.ReplaceLineEndings("\n").Split('\n').Select(line => Line(line, values, own)).OfType<string>();
        return EmptyLines().Replace(string.Join('\n', lines), "\n\n").Trim();
    }

    /// <summary>Null where a variable of the line has no value.</summary>
    private static string? Line(string line, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string?> own)
    {
        var isEmpty = false;
        var filled = Variable().Replace(line, m =>
        {
            var name = m.Groups[1].Value;
            var value = own.TryGetValue(name, out var known) ? known : values.GetValueOrDefault(name);
            isEmpty |= string.IsNullOrWhiteSpace(value);
            return value ?? "";
        });
        return isEmpty ? null : filled.TrimEnd();
    }

    [GeneratedRegex(@"\{\{\s*([\p{L}_][\p{L}\p{N}_]*)\s*\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex EmptyLines();
}
