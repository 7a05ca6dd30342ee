using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Content.Templates;

namespace ContentFactory.Web.Content.Templates;

/// <summary>The values of a template as they are being typed.</summary>
public sealed class UseDraft
{
    public Guid CompanyId { get; set; }
    public Dictionary<string, string> Values { get; init; } = [];

    public static UseDraft Of(TemplateForm form, Guid companyId, IReadOnlyList<CompanyOption> companies)
    {
        var draft = new UseDraft { CompanyId = companyId };
        if (TemplateFill.Names(form.Parts).Contains("company") && companies.FirstOrDefault(c => c.Id == companyId) is { } company)
            draft.Values["company"] = company.Name;
        return draft;
    }

    public string Of(string name) => Values.GetValueOrDefault(name, "");

    public void Say(string name, string? value) => Values[name] = value ?? "";
}
