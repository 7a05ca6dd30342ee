namespace ContentFactory.Domain.Content.Templates;

/// <summary>One of the product's own templates. Its id is the same in every installation.</summary>
internal sealed record SystemTemplate(Guid Id, TemplateForm Form);

/// <summary>The templates that every workspace has: the same set in Russian and in English. People change copies of them.</summary>
internal static class SystemTemplates
{
    public static readonly IReadOnlyList<SystemTemplate> All = [.. Of("ru", 1, SystemTemplatesRu.All), .. Of("en", 2, SystemTemplatesEn.All)];

    public static SystemTemplate? Find(Guid id) => All.FirstOrDefault(t => t.Id == id);

    private static IEnumerable<SystemTemplate> Of(string language, byte series, IReadOnlyList<TemplateText> texts) =>
        texts.Select((t, place) => new SystemTemplate(
            new Guid(0, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, series, (byte)place),
            new TemplateForm(null, t.Name, t.Description, t.Category, t.Type, [], language, t.Parts.Count > 1 ? TemplateFormat.Thread : TemplateFormat.Single, t.Parts, t.Variables, t.Hints, t.Examples)));
}

/// <param name="Parts">New ones are added at the end of the list, for the place is the id.</param>
internal sealed record TemplateText(TemplateCategory Category, string Name, string Description, IReadOnlyList<string> Parts, string Hints)
{
    public PostType Type { get; init; } = PostType.TextPost;
    public IReadOnlyList<TemplateVariable> Variables { get; init; } = [];
    public IReadOnlyList<string> Examples { get; init; } = [];
}
