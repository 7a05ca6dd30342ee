using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Ai;

namespace ContentFactory.Domain.Content.Templates;

/// <summary>What people enter for the variables of a template, checked and put into words. It stays data: nothing in it is ever filled in again.</summary>
internal static partial class TemplateValues
{
    public const int Longest = 4000;

    /// <summary>The values to fill in, or which field will not do. A writer fills its own names, so they are asked for only where nobody writes.</summary>
    public static Result<IReadOnlyDictionary<string, string>> Read(TemplateForm form, IReadOnlyDictionary<string, string>? typed)
    {
        var given = (typed ?? new Dictionary<string, string>()).GroupBy(v => TemplateFill.NameOf(v.Key)).ToDictionary(g => g.Key, g => PlainText.Clean(g.Last().Value ?? "").Trim());
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in TemplateFill.Names(form.Parts))
        {
            var variable = form.Variables.FirstOrDefault(v => v.Name == name);
            var value = given.GetValueOrDefault(name, "");
            if (value.Length == 0 && variable is { Required: true } && !TemplateFill.WriterNames.Contains(name))
                return Problem.Invalid(FieldOf(name), "Content.ValueMissing");
            if (value.Length > Longest)
                return Problem.Invalid(FieldOf(name), "Content.TooLong", Longest);
            if (value.Length == 0)
                continue;
            if (InWords(variable?.Kind ?? VariableKind.Text, value, form.Language) is not { } words)
                return Problem.Invalid(FieldOf(name), $"Content.Value{variable!.Kind}");
            values[name] = words;
        }
        return values;
    }

    /// <summary>The field of a value in a form, as problems name it.</summary>
    public static string FieldOf(string name) => $"Values.{name}";

    /// <summary>Null where the value is none of its kind.</summary>
    public static string? InWords(VariableKind kind, string value, string language) => kind switch
    {
        VariableKind.Line => PlainText.Line(value),
        VariableKind.Text => value,
        VariableKind.Number => Number().IsMatch(value) ? value : null,
        VariableKind.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? InWords(day, language) : null,
        VariableKind.Link => Uri.TryCreate(value, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" && !value.Any(char.IsWhiteSpace) ? value : null,
    };

    public static string InWords(DateOnly day, string language) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(language));

    [GeneratedRegex(@"^[+\-−]?\d[\d\s.,\u00A0\u202F]*%?\z")]
    private static partial Regex Number();
}
