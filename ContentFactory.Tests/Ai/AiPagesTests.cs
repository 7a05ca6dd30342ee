using System.Net;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using AiTexts = ContentFactory.Web.Ai.Texts;

namespace ContentFactory.Tests.Ai;

/// <summary>The pages as each role is given them, in an installation without any key.</summary>
public sealed class AiPagesTests : IAsyncLifetime
{
    private static readonly Words English = new("en");

    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync();
        tenant = await application.AddTenantAsync("keyless");
    }

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Fact]
    public async Task Each_role_gets_the_pages_that_it_may_see()
    {
        foreach (var (role, bench, costs) in new[]
        {
            (MemberRole.Owner, HttpStatusCode.OK, HttpStatusCode.OK), (MemberRole.Approver, HttpStatusCode.OK, HttpStatusCode.Forbidden),
            (MemberRole.Editor, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (MemberRole.Viewer, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
        })
        {
            using var client = await application.SignInAsync(tenant, role);
            Assert.Equal((role, HttpStatusCode.OK), (role, (await GetAsync(client, "")).Status));
            Assert.Equal((role, bench), (role, (await GetAsync(client, "/bench")).Status));
            Assert.Equal((role, costs), (role, (await GetAsync(client, "/costs")).Status));
            Assert.Equal((role, HttpStatusCode.NotFound), (role, (await client.GetAsync("/admin/ai")).StatusCode));
            Assert.Equal((role, HttpStatusCode.NotFound), (role, (await client.GetAsync("/admin/export/ai-requests?format=csv")).StatusCode));
        }
    }

    [Fact]
    public async Task Without_a_key_the_pages_say_what_one_adds()
    {
        using var client = await application.SignInAsync(tenant, MemberRole.Owner);

        foreach (var page in new[] { "", "/costs" })
            Assert.Contains(WebUtility.HtmlEncode(English.Of<AiTexts>("NoKey_Title")), (await GetAsync(client, page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_those_who_may_change_a_role_see_how()
    {
        var save = English.Of<AiTexts>("Role_Save");
        using var owner = await application.SignInAsync(tenant, MemberRole.Owner);
        using var editor = await application.SignInAsync(tenant, MemberRole.Editor);

        Assert.Contains(save, (await GetAsync(owner, "/role?role=copywriter")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(save, (await GetAsync(editor, "/role?role=copywriter")).Text, StringComparison.Ordinal);
        Assert.Contains(English.Of<AiTexts>("RoleWhat_Adapter"), (await GetAsync(owner, "/role?role=adapter")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(owner, "/role?role=king")).Status);
    }

    [Fact]
    public async Task An_administrator_takes_the_log_away_as_a_file()
    {
        await application.AddPersonAsync("admin@keyless.test", SystemRoles.Admin);
        using var client = await application.SignInAsync("admin@keyless.test");

        using var file = await client.GetAsync("/admin/export/ai-requests?format=csv&outcome=failed");

        Assert.Equal((HttpStatusCode.OK, "text/csv"), (file.StatusCode, file.Content.Headers.ContentType?.MediaType));
        Assert.Single((await file.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<(HttpStatusCode Status, string Text)> GetAsync(HttpClient client, string page)
    {
        client.DefaultRequestHeaders.AcceptLanguage.Clear();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        using var answer = await client.GetAsync($"/t/{tenant.Slug}/settings/ai{page}");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
