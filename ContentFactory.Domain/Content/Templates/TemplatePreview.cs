using ContentFactory.Domain.Ai;

namespace ContentFactory.Domain.Content.Templates;

/// <summary>What a template gives: the same filling that writers use, over sample values or over what was typed.</summary>
public static class TemplatePreview
{
    /// <param name="company">The name of the company that looks; null shows a made-up one.</param>
    public static IReadOnlyList<string> OfSamples(IReadOnlyList<string> parts, IReadOnlyList<TemplateVariable> variables, string language, string? company, DateOnly today)
    {
        var facts = TemplateSamples.Of(language, company, today);
        return TemplateFill.Fill(Shape(parts, SamplesOf(variables, language)), facts);
    }

    /// <summary>What stands in the fields so far; what does not fit its kind yet is shown as typed.</summary>
    public static IReadOnlyList<string> OfValues(IReadOnlyList<string> parts, IReadOnlyList<TemplateVariable> variables, string language, IReadOnlyDictionary<string, string> typed)
    {
        var kinds = variables.ToDictionary(v => v.Name, v => v.Kind, StringComparer.Ordinal);
        return TemplateFill.Fill(Shape(parts, typed.Where(v => v.Value.Length > 0).ToDictionary(v => v.Key, v => TemplateValues.InWords(kinds.GetValueOrDefault(v.Key, VariableKind.Text), v.Value, language) ?? v.Value)), Nothing);
    }

    private static readonly Dictionary<string, string> Nothing = [];

    private static Dictionary<string, string> SamplesOf(IReadOnlyList<TemplateVariable> variables, string language) =>
        variables.Where(v => v.Sample.Trim().Length > 0).GroupBy(v => TemplateFill.NameOf(v.Name.Trim()))
            .ToDictionary(g => g.Key, g => TemplateValues.InWords(g.First().Kind, g.First().Sample.Trim(), language) ?? g.First().Sample);

    private static TemplateShape Shape(IReadOnlyList<string> parts, Dictionary<string, string> values) => new("", parts, null, [], values);
}
