using ContentFactory.Domain.Ai;

namespace ContentFactory.Domain.Content.Templates;

/// <summary>A template as it is typed.</summary>
/// <param name="CompanyId">Null is for all companies of the workspace.</param>
/// <param name="Text">The parts of a thread stand apart by a line of three hyphens.</param>
public sealed record TemplateEntry(
    Guid? CompanyId, string Name, string Description, TemplateCategory Category, PostType Type, IReadOnlyList<string> Platforms, string Language,
    TemplateFormat Format, string Text, IReadOnlyList<TemplateVariable> Variables, string Hints, IReadOnlyList<string> Examples)
{
    public const int LongestName = 100;
    public const int LongestDescription = 500;
    public const int LongestText = 10_000;
    public const int LongestHints = 2000;
    public const int LongestExample = 2000;
    public const int LongestSample = 500;
    public const int MostParts = 25;
    public const int MostVariables = 20;
    public const int MostExamples = 5;
    private const string Border = "---";

    public static string TextOf(IReadOnlyList<string> parts) => string.Join($"\n{Border}\n", parts);

    /// <summary>The parts as they stand now, also while something else is not right yet.</summary>
    public static IReadOnlyList<string> PartsOf(string text, TemplateFormat format)
    {
        var lines = PlainText.Clean(text).ReplaceLineEndings("\n").Split('\n');
        if (format is TemplateFormat.Single)
            return [string.Join('\n', lines).Trim()];
        List<List<string>> parts = [[]];
        foreach (var line in lines)
            if (line.Trim() == Border)
                parts.Add([]);
            else
                parts[^1].Add(line);
        return [.. parts.Select(p => string.Join('\n', p).Trim()).Where(p => p.Length > 0)];
    }

    /// <summary>Names between braces that neither the writer fills nor the template declares.</summary>
    public static IReadOnlyList<string> Undeclared(string text, IEnumerable<TemplateVariable> variables) =>
        [.. TemplateFill.Names([text]).Except(TemplateFill.WriterNames).Except(variables.Select(v => TemplateFill.NameOf(v.Name.Trim())))];

    /// <summary>As it will be kept, or what is wrong with it.</summary>
    public Result<TemplateForm> Read()
    {
        var form = new TemplateForm(
            CompanyId, PlainText.Visible(Name), PlainText.Line(Description), Category, Type, [.. Platforms.Distinct()], Language, Format, PartsOf(Text, Format),
            [.. Variables.Select(Read)], PlainText.Clean(Hints).Trim(), [.. Examples.Select(e => PlainText.Clean(e).Trim()).Where(e => e.Length > 0)]);
        return (Fault(form) ?? VariableFault(form)) is { } fault ? fault : form;
    }

    private static TemplateVariable Read(TemplateVariable typed)
    {
        var name = TemplateFill.NameOf(PlainText.Visible(typed.Name));
        return typed with { Name = name, Label = PlainText.Visible(typed.Label) is { Length: > 0 } label ? label : name, Sample = PlainText.Clean(typed.Sample).Trim() };
    }

    private Problem? Fault(TemplateForm form)
    {
        if (form.Name.Length is 0 or > LongestName)
            return Problem.Invalid(nameof(Name), "Content.TemplateName", LongestName);
        if (form.Description.Length > LongestDescription)
            return Problem.Invalid(nameof(Description), "Content.TooLong", LongestDescription);
        if (!Enum.IsDefined(Category) || !Enum.IsDefined(Type) || !Enum.IsDefined(Format) || Language is not ("ru" or "en"))
            return Problem.Invalid(nameof(Language), "Content.TemplateChoice");
        if (form.Parts.Count == 0 || form.Parts[0].Length == 0)
            return Problem.Invalid(nameof(Text), "Content.TextMissing");
        if (Text.Length > LongestText)
            return Problem.Invalid(nameof(Text), "Content.TooLong", LongestText);
        if (form.Parts.Count > MostParts)
            return Problem.Invalid(nameof(Text), "Content.TemplateParts", MostParts);
        if (form.Hints.Length > LongestHints)
            return Problem.Invalid(nameof(Hints), "Content.TooLong", LongestHints);
        if (form.Examples.Count > MostExamples || form.Examples.Any(e => e.Length > LongestExample))
            return Problem.Invalid(nameof(Examples), "Content.TemplateExamples", MostExamples, LongestExample);
        return Undeclared(Text, form.Variables) is [var unknown, ..] ? Problem.Invalid(nameof(Text), "Content.TemplateUnknown", unknown) : null;
    }

    private static Problem? VariableFault(TemplateForm form)
    {
        if (form.Variables.Count > MostVariables)
            return Problem.Invalid(nameof(Variables), "Content.TemplateVariables", MostVariables);
        var used = TemplateFill.Names(form.Parts);
        foreach (var (variable, at) in form.Variables.Select((v, at) => (v, at)))
        {
            if (!TemplateFill.IsName(variable.Name))
                return Problem.Invalid(FieldOf(at), "Content.TemplateVariableName");
            if (form.Variables.Take(at).Any(v => v.Name == variable.Name))
                return Problem.Invalid(FieldOf(at), "Content.TemplateTwice", variable.Name);
            if (!used.Contains(variable.Name))
                return Problem.Invalid(FieldOf(at), "Content.TemplateUnused", variable.Name);
            if (variable.Label.Length > LongestName || variable.Sample.Length > LongestSample || !Enum.IsDefined(variable.Kind))
                return Problem.Invalid(FieldOf(at), "Content.TooLong", variable.Label.Length > LongestName ? LongestName : LongestSample);
        }
        return null;
    }

    /// <summary>The field of a variable in a form, as problems name it.</summary>
    public static string FieldOf(int at) => FormattableString.Invariant($"Variables.{at}");
}
