using System.Globalization;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Templates;

namespace ContentFactory.Web.Content.Templates;

/// <summary>A template as it is being typed.</summary>
public sealed class TemplateDraft
{
    public Guid? CompanyId { get; set; }
    public string Name { get; set; } = "";
    public string Description { get; set; } = "";
    public TemplateCategory Category { get; set; } = TemplateCategory.Other;
    public PostType Type { get; set; } = PostType.TextPost;
    public HashSet<string> Platforms { get; init; } = [];
    public string Language { get; set; } = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
    public TemplateFormat Format { get; set; }
    public string Text { get; set; } = "";
    public List<VariableDraft> Variables { get; init; } = [];
    public string Hints { get; set; } = "";
    public string Examples { get; set; } = "";

    public IReadOnlyList<string> Parts => TemplateEntry.PartsOf(Text, Format);

    /// <summary>Used, and neither declared nor filled by itself.</summary>
    public IReadOnlyList<string> Undeclared => TemplateEntry.Undeclared(Text, Variables.Select(v => v.Variable()));

    public static TemplateDraft Of(TemplateForm form) => new()
    {
        CompanyId = form.CompanyId, Name = form.Name, Description = form.Description, Category = form.Category, Type = form.Type, Platforms = [.. form.Platforms],
        Language = form.Language, Format = form.Format, Text = form.Format is TemplateFormat.Thread ? TemplateEntry.TextOf(form.Parts) : form.Parts[0],
        Variables = [.. form.Variables.Select(VariableDraft.Of)], Hints = form.Hints, Examples = TemplateEntry.TextOf(form.Examples),
    };

    public TemplateEntry Entry() => new(
        CompanyId, Name, Description, Category, Type, [.. Platforms.Order()], Language, Format, Text, [.. Variables.Select(v => v.Variable())], Hints,
        [.. TemplateEntry.PartsOf(Examples, TemplateFormat.Thread)]);

    public void Choose(string platform, bool wanted) => _ = wanted ? Platforms.Add(platform) : Platforms.Remove(platform);

    public void Declare(IEnumerable<string> names) => Variables.AddRange(names.Select(name => new VariableDraft { Name = name }));

    /// <summary>At the end of the text, on the last line.</summary>
    public void Append(string name) => Text += $"{{{{{name}}}}}";

    /// <summary>All that was typed as one text, to see whether anything was.</summary>
    public string Typed() => System.Text.Json.JsonSerializer.Serialize(Entry());
}

/// <summary>A variable as it is being typed.</summary>
public sealed class VariableDraft
{
    public string Name { get; set; } = "";
    public string Label { get; set; } = "";
    public VariableKind Kind { get; set; }
    public bool Required { get; set; }
    public string Sample { get; set; } = "";

    public static VariableDraft Of(TemplateVariable variable) =>
        new() { Name = variable.Name, Label = variable.Label, Kind = variable.Kind, Required = variable.Required, Sample = variable.Sample };

    public TemplateVariable Variable() => new(TemplateFill.NameOf(Name.Trim()), Label, Kind, Required, Sample);
}
