using System.Text.Json;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin.Webhooks;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Admin;

public sealed class WebhookQueriesTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Keys_of_all_tenants_are_listed_and_never_told()
    {
        var (one, two) = (await domain.AddTenantAsync("hooks-one"), await domain.AddTenantAsync("hooks-two"));
        await domain.AddTenantAsync("hooks-none");
        var former = (await RotateAsync(one)).Value;
        var (secret, other) = ((await RotateAsync(one)).Value, (await RotateAsync(two)).Value);

        var all = (await ListAsync(new())).Rows;

        Assert.Equal(["hooks-one", "hooks-two"], all.Select(r => r.Slug).Order());
        Assert.Equal(($"••••{secret[^4..]}", domain.Clock.GetUtcNow() + CompanyWebhook.BothValid), all.Where(r => r.Slug == "hooks-one").Select(r => (r.Masked, r.FormerUntil!.Value)).Single());
        Assert.Equal(["hooks-one"], (await ListAsync(new(Changing: true))).Rows.Select(r => r.Slug));
        Assert.Equal(["hooks-two"], (await ListAsync(new(List: new ListQuery("hooks-two")))).Rows.Select(r => r.Slug));
        var told = JsonSerializer.Serialize(all);
        Assert.All(new[] { former, secret, other }, s => Assert.DoesNotContain(s[4..^4], told, StringComparison.Ordinal));

        await domain.AdvanceAsync(TimeSpan.FromHours(25));
        Assert.Empty((await ListAsync(new(Changing: true))).Rows);
        await Assert.ThrowsAsync<NotPermittedException>(() => ListAsync(new(), Role.Manager));
    }

    private static Task<Result<string>> RotateAsync(TestTenant tenant) => tenant.AsAsync<CompanyWebhook, Result<string>>(MemberRole.Owner, w => w.RotateAsync(tenant.CompanyId));

    private Task<ListPage<WebhookRow>> ListAsync(WebhookFilter filter, Role role = Role.Admin) =>
        domain.Services.GetRequiredService<Tenants>().RunAsync(Guid.Empty, new Actor(Guid.Empty, Guid.Empty, role), s => s.GetRequiredService<WebhookQueries>().ListAsync(filter, default));
}
