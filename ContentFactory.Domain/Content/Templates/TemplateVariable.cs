using System.Text.Json.Serialization;

namespace ContentFactory.Domain.Content.Templates;

/// <summary>What a variable takes, and so which field asks for it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VariableKind>))]
public enum VariableKind { Line, Text, Number, Date, Link }

/// <summary>Something that a template leaves open.</summary>
/// <param name="Name">As it stands between the braces; letters of any size mean the same.</param>
/// <param name="Label">What people read beside its field.</param>
/// <param name="Sample">For the preview.</param>
public sealed record TemplateVariable(string Name, string Label, VariableKind Kind, bool Required, string Sample);
