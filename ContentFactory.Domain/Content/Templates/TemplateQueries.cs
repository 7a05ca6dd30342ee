using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Templates;

/// <summary>Whose a template is.</summary>
public enum TemplateOrigin { System, Workspace, Company }

/// <param name="CompanyId">Templates that this company may use: its own, the workspace's and the product's.</param>
public sealed record TemplateFilter(
    TemplateCategory? Category = null, TemplateOrigin? Origin = null, string? Language = null, TemplateFormat? Format = null, Guid? CompanyId = null, ListQuery? List = null);

public sealed record TemplateRow(
    Guid Id, TemplateOrigin Origin, string? CompanyName, string Name, string Description, TemplateCategory Category, IReadOnlyList<string> Platforms, string Language,
    TemplateFormat Format, int Parts, DateTimeOffset? ChangedAt);

/// <summary>One template with everything it says.</summary>
/// <param name="Version">For a change: of what the person saw. Null where nobody changes it.</param>
public sealed record TemplateView(Guid Id, TemplateOrigin Origin, string? CompanyName, uint? Version, DateTimeOffset? ChangedAt, TemplateForm Form);

/// <summary>A template to choose where something is generated.</summary>
/// <param name="Asked">What people have to say or may say; the writer fills the rest.</param>
public sealed record TemplateChoice(Guid Id, TemplateOrigin Origin, string Name, TemplateCategory Category, string Language, IReadOnlyList<TemplateVariable> Asked);

/// <summary>The templates as pages show them. There are a few hundred at most, so they are sifted here and not by the database.</summary>
public sealed class TemplateQueries(Db db, Actor actor)
{
    public async Task<ListPage<TemplateRow>> ListAsync(TemplateFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTemplates);
        var found = (await AllAsync(filter.CompanyId, ct)).Where(t => Fits(t, filter)).ToList();
        var query = filter.List ?? ListQuery.First;
        var size = Math.Clamp(query.PageSize, 1, ListQuery.LargestPage);
        var page = Math.Clamp(query.Page, 1, Math.Max(1, (found.Count + size - 1) / size));
        return new([.. Sorted(found, query).Skip((page - 1) * size).Take(size).Select(Row)], found.Count, page, size);
    }

    public async Task<Result<TemplateView>> OneAsync(Guid templateId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTemplates);
        if (SystemTemplates.Find(templateId) is { } system)
            return Of(system);
        await using var rows = await db.OpenAsync(ct);
        var found = await rows.PostTemplates.AsNoTracking().Where(t => t.Id == templateId)
            .Select(t => new { Template = t, Version = EF.Property<uint>(t, "xmin"), Company = rows.Companies.Where(c => c.Id == t.CompanyId).Select(c => c.Name).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        return found is null ? Problem.NotFound("Content.TemplateGone")
            : Of(found.Template, found.Company, found.Version);
    }

    /// <summary>What a company may write from, its own first.</summary>
    public async Task<IReadOnlyList<TemplateChoice>> ChoicesAsync(Guid? companyId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTemplates);
        return [.. (await AllAsync(companyId, ct)).OrderByDescending(t => t.Origin).ThenBy(t => t.Form.Category).Select(t => new TemplateChoice(
            t.Id, t.Origin, t.Form.Name, t.Form.Category, t.Form.Language, [.. t.Form.Variables.Where(v => !TemplateFill.WriterNames.Contains(v.Name))]))];
    }

    private async Task<List<TemplateView>> AllAsync(Guid? companyId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var own = await rows.PostTemplates.AsNoTracking().Where(t => companyId == null || t.CompanyId == null || t.CompanyId == companyId)
            .Select(t => new { Template = t, Company = rows.Companies.Where(c => c.Id == t.CompanyId).Select(c => c.Name).FirstOrDefault() }).ToListAsync(ct);
        return [.. own.Select(t => Of(t.Template, t.Company, null)), .. SystemTemplates.All.Select(Of)];
    }

    private static TemplateView Of(SystemTemplate template) => new(template.Id, TemplateOrigin.System, null, null, null, template.Form);

    private static TemplateView Of(PostTemplate template, string? company, uint? version) =>
        new(template.Id, template.CompanyId is null ? TemplateOrigin.Workspace : TemplateOrigin.Company, company, version, template.ChangedAt, template.Form);

    private static bool Fits(TemplateView template, TemplateFilter filter)
    {
        var form = template.Form;
        if ((filter.Category is { } category && form.Category != category) || (filter.Origin is { } origin && template.Origin != origin)
            || (filter.Language is { } language && form.Language != language) || (filter.Format is { } format && form.Format != format))
            return false;
        return PlainText.Line(filter.List?.Search ?? "") is not { Length: > 0 } search || new[] { form.Name, form.Description, string.Join('\n', form.Parts) }
            .Any(text => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, search, CompareOptions.IgnoreCase) >= 0);
    }

    private static IEnumerable<TemplateView> Sorted(List<TemplateView> found, ListQuery query)
    {
        var byName = StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true);
        var ordered = query.Sort switch
        {
            "name" => found.OrderBy(t => t.Form.Name, byName),
            "changed" => found.OrderBy(t => t.ChangedAt),
            // what people made themselves, then the product's in the reader's language
            _ => found.OrderByDescending(t => t.Origin).ThenByDescending(t => t.Form.Language == CultureInfo.CurrentUICulture.TwoLetterISOLanguageName).ThenBy(t => t.Form.Category),
        };
        var stable = ordered.ThenBy(t => t.Form.Name, byName).ThenBy(t => t.Id);
        return query.Descending && query.Sort is "name" or "changed" ? stable.Reverse() : stable;
    }

    private static TemplateRow Row(TemplateView t) => new(
        t.Id, t.Origin, t.CompanyName, t.Form.Name, t.Form.Description, t.Form.Category, t.Form.Platforms, t.Form.Language, t.Form.Format, t.Form.Parts.Count, t.ChangedAt);
}
