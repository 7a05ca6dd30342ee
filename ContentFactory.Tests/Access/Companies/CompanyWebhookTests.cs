using System.Text.Json;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Access;

public sealed class CompanyWebhookTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int tenants;

    [Fact]
    public async Task After_a_rotation_both_secrets_are_valid_for_a_day()
    {
        var tenant = await TenantAsync();
        var (first, second) = (await RotateAsync(tenant), await RotateAsync(tenant));

        Assert.Equal((true, true), (await AcceptsAsync(tenant, first), await AcceptsAsync(tenant, second)));
        domain.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal((true, true), (await AcceptsAsync(tenant, first), await AcceptsAsync(tenant, second)));
        domain.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((false, true), (await AcceptsAsync(tenant, first), await AcceptsAsync(tenant, second)));
    }

    [Fact]
    public async Task Only_the_last_two_secrets_are_ever_valid()
    {
        var tenant = await TenantAsync();
        var secrets = new[] { await RotateAsync(tenant), await RotateAsync(tenant), await RotateAsync(tenant) };

        var accepted = new List<bool>();
        foreach (var secret in secrets)
            accepted.Add(await AcceptsAsync(tenant, secret));
        Assert.Equal([false, true, true], accepted);
    }

    [Fact]
    public async Task Nothing_else_is_accepted()
    {
        var (tenant, other) = (await TenantAsync(), await TenantAsync());
        Assert.False(await AcceptsAsync(tenant, ""));
        var (mine, foreign) = (await RotateAsync(tenant), await RotateAsync(other));

        foreach (var wrong in new[] { "", mine[..^1], mine + "x", mine.ToUpperInvariant(), foreign, "\uD800" })
            Assert.False(await AcceptsAsync(tenant, wrong), wrong);
        Assert.False(await tenant.AsSystemAsync<CompanyWebhook, bool>(w => w.AcceptsAsync(other.CompanyId, foreign)));
    }

    [Fact]
    public async Task A_secret_copied_to_another_company_does_not_open()
    {
        var (tenant, other) = (await TenantAsync(), await TenantAsync());
        var (mine, _) = (await RotateAsync(tenant), await RotateAsync(other));
        await domain.OwnerSqlAsync<object>($"""
            update webhook_secrets set cipher = (select cipher from webhook_secrets where tenant_id = '{tenant.Id}') where tenant_id = '{other.Id}' returning 1
            """);

        Assert.False(await AcceptsAsync(other, mine));
    }

    [Fact]
    public async Task The_secret_stands_neither_in_rows_nor_in_the_audit()
    {
        var tenant = await TenantAsync();
        var secrets = new[] { await RotateAsync(tenant), await RotateAsync(tenant) };

        var view = (await tenant.AsAsync<CompanyQueries, Result<CompanyView>>(MemberRole.Viewer, q => q.OneAsync(tenant.CompanyId))).Value;
        var rows = await domain.OwnerSqlAsync<string>($"select string_agg(s::text, ' ') || string_agg(encode(cipher, 'escape') || encode(coalesce(former_cipher, ''), 'escape'), '') from webhook_secrets s where tenant_id = '{tenant.Id}'");
        var audit = string.Concat((await tenant.DbAsync(db => db.AuditLog.ToListAsync())).Select(a => a.Before?.RootElement.GetRawText() + a.After?.RootElement.GetRawText()));

        Assert.Equal("••••" + secrets[1][^4..], view.Webhook?.Masked);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret[4..20], JsonSerializer.Serialize(view) + rows + audit, StringComparison.Ordinal));
        Assert.Contains(secrets[0][^4..], audit, StringComparison.Ordinal);
    }

    private static async Task<string> RotateAsync(TestTenant tenant) => (await tenant.AsAsync<CompanyWebhook, Result<string>>(MemberRole.Owner, w => w.RotateAsync(tenant.CompanyId))).Value;

    private static Task<bool> AcceptsAsync(TestTenant tenant, string presented) => tenant.AsSystemAsync<CompanyWebhook, bool>(w => w.AcceptsAsync(tenant.CompanyId, presented));

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"webhook-{Interlocked.Increment(ref tenants)}");
}
