using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Templates;

/// <summary>Begins posts from templates, by hand.</summary>
public sealed class TemplateUse(Db db, PostEditor posts, Actor actor)
{
    /// <summary>A draft with the values filled in; what was left open is left out.</summary>
    /// <param name="typed">By name, as typed: a date as yyyy-MM-dd.</param>
    public async Task<Result<Guid>> StartAsync(Guid templateId, Guid companyId, IReadOnlyDictionary<string, string> typed, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        var shape = await ShapeAsync(templateId, companyId, typed, ct);
        if (!shape.Ok)
            return shape.Problem;
        var parts = TemplateFill.Fill(shape.Value.Shape, new Dictionary<string, string>());
        if (parts.Count == 0)
            return Problem.Invalid("Values", "Content.TemplateEmpty");
        var title = parts[0].Split('\n')[0].Trim();
        return await posts.CreateAsync(new NewPost(companyId, shape.Value.Type, new PostContent(PlainText.Cut(title, 200), string.Join("\n\n", parts), [])), ct);
    }

    private async Task<Result<(TemplateShape Shape, PostType Type)>> ShapeAsync(Guid templateId, Guid companyId, IReadOnlyDictionary<string, string> typed, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await FormAsync(rows, templateId, companyId, ct) is not { } form)
            return Problem.NotFound("Content.TemplateGone");
        var shape = ShapeOf(form, typed);
        return shape.Ok ? (shape.Value, form.Type) : shape.Problem;
    }

    /// <summary>A template as a writer takes it, for another verb of the same tenant.</summary>
    internal static async Task<Result<TemplateShape>> ReadAsync(AppDb rows, Guid templateId, Guid companyId, IReadOnlyDictionary<string, string>? typed, CancellationToken ct) =>
        await FormAsync(rows, templateId, companyId, ct) is { } form ? ShapeOf(form, typed) : Problem.NotFound("Content.TemplateGone");

    internal static async Task<string?> LanguageAsync(AppDb rows, Guid templateId, Guid companyId, CancellationToken ct) => (await FormAsync(rows, templateId, companyId, ct))?.Language;

    private static Result<TemplateShape> ShapeOf(TemplateForm form, IReadOnlyDictionary<string, string>? typed)
    {
        var values = TemplateValues.Read(form, typed);
        return values.Ok ? new TemplateShape(form.Name, form.Parts, form.Hints.Length == 0 ? null : form.Hints, form.Examples, values.Value) : values.Problem;
    }

    private static async Task<TemplateForm?> FormAsync(AppDb rows, Guid templateId, Guid companyId, CancellationToken ct) =>
        SystemTemplates.Find(templateId)?.Form ?? (await rows.PostTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == templateId && (t.CompanyId == null || t.CompanyId == companyId), ct))?.Form;
}
