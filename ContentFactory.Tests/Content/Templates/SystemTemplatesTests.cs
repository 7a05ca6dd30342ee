using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.Templates;

public sealed partial class SystemTemplatesTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public async Task Both_languages_have_the_same_set_of_templates()
    {
        var all = await AllAsync();

        var (russian, english) = (all.Where(t => t.Form.Language == "ru").ToList(), all.Where(t => t.Form.Language == "en").ToList());
        Assert.True(russian.Count >= 12);
        Assert.Equal(russian.Select(t => (t.Form.Category, t.Form.Type, t.Form.Format, t.Form.Parts.Count)), english.Select(t => (t.Form.Category, t.Form.Type, t.Form.Format, t.Form.Parts.Count)));
        Assert.Equal(russian.Select(t => string.Join(',', t.Form.Variables.Select(v => (v.Name, v.Kind, v.Required)))), english.Select(t => string.Join(',', t.Form.Variables.Select(v => (v.Name, v.Kind, v.Required)))));
        Assert.Equal(all.Count, all.Select(t => t.Id).Distinct().Count());
    }

    [Fact]
    public async Task Each_would_be_accepted_if_a_person_had_typed_it()
    {
        foreach (var template in await AllAsync())
        {
            var form = template.Form;
            var read = new TemplateEntry(null, form.Name, form.Description, form.Category, form.Type, form.Platforms, form.Language, form.Format, TemplateEntry.TextOf(form.Parts), form.Variables, form.Hints, form.Examples).Read();
            Assert.True(read.Ok, $"{form.Name}: {read.Problem?.TextKey} {string.Join(", ", read.Problem?.Args ?? [])}");
            Assert.Equal(form.Parts, read.Value.Parts);
            Assert.NotEmpty(form.Description + form.Hints);
            Assert.NotEmpty(form.Examples);
        }
    }

    [Fact]
    public async Task Each_reads_well_with_samples_and_with_one_fact_alone()
    {
        foreach (var template in await AllAsync())
        {
            var shown = string.Join("\n\n", TemplatePreview.OfSamples(template.Form.Parts, template.Form.Variables, template.Form.Language, null, Today));
            var least = string.Join("\n\n", TemplatePreview.OfValues(template.Form.Parts, template.Form.Variables, template.Form.Language, new Dictionary<string, string> { ["hook"] = "One thing happened" }));
            Assert.All([shown, least], text =>
            {
                Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
                Assert.DoesNotMatch(Dangling(), text);
            });
            Assert.True(shown.Length > 80, template.Form.Name);
            Assert.Contains("One thing happened", least, StringComparison.Ordinal);
        }
    }

    private async Task<List<TemplateView>> AllAsync()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var page = await tenant.AsAsync<TemplateQueries, ListPage<TemplateRow>>(MemberRole.Viewer, q => q.ListAsync(new TemplateFilter(Origin: TemplateOrigin.System, List: new ListQuery(PageSize: 100))));
        var views = new List<TemplateView>();
        foreach (var row in page.Rows)
            views.Add((await tenant.AsAsync<TemplateQueries, Result<TemplateView>>(MemberRole.Viewer, q => q.OneAsync(row.Id))).Value);
        return [.. views.OrderBy(v => v.Id)];
    }

    // a heading without what it opens, a mark without its text, two full stops
    [GeneratedRegex(@":\s*\z|:\n\n|^[—•✅]\s*$|\.\.(?!\.)", RegexOptions.Multiline)]
    private static partial Regex Dangling();
}
