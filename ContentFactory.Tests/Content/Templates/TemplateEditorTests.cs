using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.Templates;

public sealed class TemplateEditorTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static readonly TemplateEntry Prices = new(
        null, "Prices", "What it costs", TemplateCategory.Offer, PostType.TextPost, ["telegram"], "en", TemplateFormat.Single, "{{hook}}\n\nOnly {{price}} until {{until}}.\n{{link}}",
        [new("price", "Price", VariableKind.Number, true, "300"), new("until", "Until", VariableKind.Date, false, "2026-12-05"), new("link", "Link", VariableKind.Link, false, "")], "Be brief", ["An example"]);

    [Fact]
    public async Task A_template_is_kept_changed_and_removed_with_an_audit_row_each()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var id = (await AddAsync(tenant, Prices)).Value;
        var kept = await OneAsync(tenant, id);

        Assert.Equal((TemplateOrigin.Workspace, "Prices", "{{hook}}\n\nOnly {{price}} until {{until}}.\n{{link}}"), (kept.Origin, kept.Form.Name, kept.Form.Parts.Single()));
        Assert.Equal(Prices.Variables, kept.Form.Variables);
        Assert.True((await ChangeAsync(tenant, id, Prices with { Name = "New prices", CompanyId = tenant.CompanyId }, kept.Version!.Value)).Ok);
        Assert.Equal("Content.TemplateChanged", (await ChangeAsync(tenant, id, Prices, kept.Version.Value)).Problem?.TextKey);
        Assert.Equal((TemplateOrigin.Company, "New prices"), ((await OneAsync(tenant, id)).Origin, (await OneAsync(tenant, id)).Form.Name));
        Assert.True((await tenant.AsAsync<TemplateEditor, Result>(MemberRole.Editor, e => e.RemoveAsync(id))).Ok);
        Assert.Equal(3, await tenant.AuditedAsync(Permission.EditTemplates));
    }

    [Fact]
    public async Task Names_are_unique_on_their_level_only()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await AddAsync(tenant, Prices);

        Assert.Equal(("Name", "Content.TemplateTaken"), Where((await AddAsync(tenant, Prices with { Name = "PRICES" })).Problem));
        Assert.True((await AddAsync(tenant, Prices with { CompanyId = tenant.CompanyId })).Ok);
    }

    [Fact]
    public async Task Templates_of_the_product_are_copied_and_never_changed()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var system = (await ListAsync(tenant, new TemplateFilter(TemplateCategory.Event, Language: "ru"))).Rows.Single();

        Assert.Equal("Content.TemplateSystem", (await ChangeAsync(tenant, system.Id, Prices, 0)).Problem?.TextKey);
        Assert.Equal("Content.TemplateSystem", (await tenant.AsAsync<TemplateEditor, Result>(MemberRole.Editor, e => e.RemoveAsync(system.Id))).Problem?.TextKey);
    }

    [Fact]
    public async Task Foreign_templates_and_companies_are_not_there()
    {
        var (tenant, other) = (await PostRig.TenantAsync(domain), await PostRig.TenantAsync(domain));
        var foreign = (await AddAsync(other, Prices)).Value;

        Assert.Equal(ProblemKind.NotFound, (await tenant.AsAsync<TemplateQueries, Result<TemplateView>>(MemberRole.Owner, q => q.OneAsync(foreign))).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await ChangeAsync(tenant, foreign, Prices, 0)).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await StartAsync(tenant, foreign, [])).Problem?.Kind);
        Assert.Equal(("CompanyId", "Content.CompanyMissing"), Where((await AddAsync(tenant, Prices with { CompanyId = other.CompanyId })).Problem));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<TemplateEditor, Result<Guid>>(MemberRole.Viewer, e => e.AddAsync(Prices)));
    }

    [Fact]
    public async Task The_list_is_sifted_by_search_category_and_owner()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await AddAsync(tenant, Prices);

        Assert.Equal("Prices", (await ListAsync(tenant, new TemplateFilter())).Rows[0].Name);
        Assert.Equal(["Prices"], (await ListAsync(tenant, new TemplateFilter(List: new ListQuery("ONLY {{price}}")))).Rows.Select(r => r.Name));
        Assert.Equal(["Prices"], (await ListAsync(tenant, new TemplateFilter(Origin: TemplateOrigin.Workspace))).Rows.Select(r => r.Name));
        Assert.All((await ListAsync(tenant, new TemplateFilter(TemplateCategory.Poll))).Rows, r => Assert.Equal(TemplateCategory.Poll, r.Category));
        Assert.All((await ListAsync(tenant, new TemplateFilter(Format: TemplateFormat.Thread))).Rows, r => Assert.True(r.Parts > 1));
    }

    [Fact]
    public async Task A_post_begins_with_the_values_and_without_empty_lines()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var id = (await AddAsync(tenant, Prices)).Value;

        var made = await StartAsync(tenant, id, new() { ["hook"] = "{{7*7}} and {{price}}", ["price"] = "1 200,50", ["until"] = "2026-12-05" });

        var post = await tenant.ViewAsync(made.Value);
        Assert.Equal((PostStatus.Draft, "{{7*7}} and {{price}}\n\nOnly 1 200,50 until 5 December 2026."), (post.Status, post.Content.Text));
    }

    [Theory]
    [InlineData("price", "", "Content.ValueMissing")]
    [InlineData("price", "cheap", "Content.ValueNumber")]
    [InlineData("until", "tomorrow", "Content.ValueDate")]
    [InlineData("link", "javascript:alert(1)", "Content.ValueLink")]
    public async Task A_value_of_another_kind_is_refused_at_its_field(string name, string value, string key)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var id = (await AddAsync(tenant, Prices)).Value;
        var typed = new Dictionary<string, string> { ["hook"] = "Hook", ["price"] = "1", [name] = value };

        Assert.Equal(($"Values.{name}", key), Where((await StartAsync(tenant, id, typed)).Problem));
        Assert.Equal(0, await tenant.DbAsync(db => Task.FromResult(db.Posts.Count())));
    }

    private static (string? Field, string? Key) Where(Problem? problem) => (problem?.Field, problem?.TextKey);

    private static Task<Result<Guid>> AddAsync(TestTenant tenant, TemplateEntry entry) => tenant.AsAsync<TemplateEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(entry));

    private static Task<Result> ChangeAsync(TestTenant tenant, Guid id, TemplateEntry entry, uint version) =>
        tenant.AsAsync<TemplateEditor, Result>(MemberRole.Editor, e => e.ChangeAsync(id, entry, version));

    private static async Task<TemplateView> OneAsync(TestTenant tenant, Guid id) => (await tenant.AsAsync<TemplateQueries, Result<TemplateView>>(MemberRole.Viewer, q => q.OneAsync(id))).Value;

    private static Task<ListPage<TemplateRow>> ListAsync(TestTenant tenant, TemplateFilter filter) => tenant.AsAsync<TemplateQueries, ListPage<TemplateRow>>(MemberRole.Viewer, q => q.ListAsync(filter));

    private static Task<Result<Guid>> StartAsync(TestTenant tenant, Guid id, Dictionary<string, string> values) =>
        tenant.AsAsync<TemplateUse, Result<Guid>>(MemberRole.Editor, u => u.StartAsync(id, tenant.CompanyId, values));
}
