using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Snippets;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.Snippets;

public sealed class SnippetTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int tenants;

    [Fact]
    public async Task A_snippet_is_kept_tidy_changed_and_removed()
    {
        var tenant = await TenantAsync();
        var id = (await AddAsync(tenant, new(SnippetKind.Variable, "{{phone}} ", " +7 900 ", tenant.CompanyId))).Value;

        var row = Assert.Single((await ListAsync(tenant)).Rows);
        Assert.Equal((SnippetKind.Variable, "phone", "+7 900", tenant.CompanyId), (row.Kind, row.Name, row.Text, row.CompanyId));
        Assert.True((await tenant.AsAsync<SnippetEditor, Result>(MemberRole.Editor, e => e.ChangeAsync(id, new(SnippetKind.Signature, "Regards", "Your studio")))).Ok);
        Assert.Equal(("Regards", null), Assert.Single((await ListAsync(tenant, new(Kind: SnippetKind.Signature, List: new ListQuery("STUDIO")))).Rows) is var changed ? (changed.Name, changed.CompanyId) : default);
        Assert.Empty((await ListAsync(tenant, new(Kind: SnippetKind.Variable))).Rows);
        Assert.True((await tenant.AsAsync<SnippetEditor, Result>(MemberRole.Editor, e => e.RemoveAsync(id))).Ok);
        Assert.Empty((await ListAsync(tenant)).Rows);
    }

    [Theory]
    [InlineData(SnippetKind.Signature, "", "a", "Name")]
    [InlineData(SnippetKind.Variable, "{{}}", "a", "Name")]
    [InlineData(SnippetKind.Variable, "a}b", "a", "Name")]
    [InlineData(SnippetKind.Signature, "Set", "  ", "Text")]
    [InlineData(SnippetKind.Signature, "TAKEN", "a", "Name")]
    [InlineData((SnippetKind)7, "Set", "a", "Kind")]
    public async Task A_wrong_value_is_refused_at_its_field(SnippetKind kind, string name, string text, string field)
    {
        var tenant = await TenantAsync();
        await AddAsync(tenant, new(SnippetKind.Signature, "Taken", "a"));

        Assert.Equal(field, (await AddAsync(tenant, new(kind, name, text))).Problem?.Field);
        Assert.Single((await ListAsync(tenant)).Rows);
    }

    [Fact]
    public async Task Foreign_snippets_companies_and_readers_change_nothing()
    {
        var (tenant, other) = (await TenantAsync(), await TenantAsync());
        var foreign = (await AddAsync(other, new(SnippetKind.Signature, "Theirs", "a"))).Value;

        Assert.Equal(ProblemKind.NotFound, (await tenant.AsAsync<SnippetEditor, Result>(MemberRole.Editor, e => e.ChangeAsync(foreign, new(SnippetKind.Signature, "Mine", "a")))).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await tenant.AsAsync<SnippetEditor, Result>(MemberRole.Editor, e => e.RemoveAsync(foreign))).Problem?.Kind);
        Assert.Equal("CompanyId", (await AddAsync(tenant, new(SnippetKind.Signature, "Mine", "a", other.CompanyId))).Problem?.Field);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<SnippetEditor, Result<Guid>>(MemberRole.Viewer, e => e.AddAsync(new(SnippetKind.Signature, "Mine", "a"))));
    }

    [Fact]
    public async Task A_companys_own_variable_hides_the_workspaces()
    {
        var tenant = await TenantAsync();
        await AddAsync(tenant, new(SnippetKind.Variable, "phone", "common"));
        await AddAsync(tenant, new(SnippetKind.Variable, "Phone", "own", tenant.CompanyId));

        var offered = await tenant.AsAsync<SnippetQueries, IReadOnlyList<SnippetRow>>(MemberRole.Editor, q => q.ForCompanyAsync(tenant.CompanyId));

        Assert.Equal("own", Assert.Single(offered).Text);
    }

    [Theory]
    [InlineData("Call {{phone}} or {{ PHONE }}!", "Call +7 or +7!")]
    [InlineData("{{unknown}} {phone} {{}}", "{{unknown}} {phone} {{}}")]
    [InlineData("{{nested}}", "{{phone}}")]
    [InlineData("$1 {{money}}", "$1 $0 $&")]
    public void Known_names_become_their_values_and_nothing_else_changes(string text, string filled) => Assert.Equal(filled, SnippetText.Fill(text, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["phone"] = "+7", ["nested"] = "{{phone}}", ["money"] = "$0 $&",
    }));

    [Theory]
    [InlineData("Text", "Text\n\nYour studio")]
    [InlineData("Text\n\n", "Text\n\nYour studio")]
    [InlineData("", "Your studio")]
    [InlineData("Text\n\nYour studio", "Text\n\nYour studio")]
    public void A_signature_stands_below_once(string text, string signed) => Assert.Equal(signed, SnippetText.Sign(text, "Your studio\n"));

    [Fact]
    public void Names_are_found_each_once() => Assert.Equal(["phone", "город"], SnippetText.NamesIn("{{phone}} {{ город }} {{Phone}} {{ }} {{a{b}}"));

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"snippet-{Interlocked.Increment(ref tenants)}");

    private static Task<Result<Guid>> AddAsync(TestTenant tenant, SnippetEntry entry) => tenant.AsAsync<SnippetEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(entry));

    private static Task<ListPage<SnippetRow>> ListAsync(TestTenant tenant, SnippetFilter? filter = null) => tenant.AsAsync<SnippetQueries, ListPage<SnippetRow>>(MemberRole.Viewer, q => q.ListAsync(filter ?? new()));
}
