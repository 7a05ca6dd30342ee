using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Templates;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Web.Demo;

/// <summary>What helps the demo's people to write: a template of the company's own.</summary>
internal sealed class DemoWriting(DemoStudio studio)
{
    public async Task FillAsync(DemoStage stage, Guid companyId, CancellationToken ct)
    {
        if (await stage.RowsAsync(rows => rows.PostTemplates.AnyAsync(ct), ct))
            return;
        var template = studio.Template;
        await stage.DoAsync<TemplateEditor, Guid>(Role.Editor, editor => editor.AddAsync(
            new(companyId, template.Name, template.Description, TemplateCategory.Spotlight, PostType.TextPost, [], studio.Tenant.Language, TemplateFormat.Single, template.Text,
                [.. template.Variables.Select(v => new TemplateVariable(v.Name, v.Label, VariableKind.Line, v.Required, v.Sample))], template.Hints, []), ct));
    }
}
