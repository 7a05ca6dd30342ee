using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin.Desk;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Admin;

/// <summary>What a manager sees of the tenants that are assigned to this person, and that nothing of others is seen.</summary>
public sealed class ManagedTenantsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int worlds;

    [Fact]
    public async Task A_manager_sees_own_tenants_with_what_waits_there()
    {
        var (manager, a, b) = await WorldAsync();
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        var rows = new OverviewRows(connection, domain.Clock.GetUtcNow());
        foreach (var tenant in new[] { a, b })
        {
            var channel = await rows.ChannelAsync(tenant);
            await rows.ChannelAsync(tenant, "needs_attention");
            await rows.PublishedAsync(tenant, channel, TimeSpan.FromDays(2));
            await rows.PublishedAsync(tenant, channel, TimeSpan.FromDays(35));
            await rows.PublicationAsync(tenant, channel, "failed", TimeSpan.FromDays(2));
            await rows.PublicationAsync(tenant, channel, "failed", TimeSpan.FromDays(50));
            await rows.PublicationAsync(tenant, channel, "unknown", TimeSpan.FromDays(1));
            await rows.HeldAsync(tenant, channel);
            await rows.ReadyPostAsync(tenant);
            await rows.ViewsAsync(tenant, 2, 40);
            await rows.ViewsAsync(tenant, 29, 2);
            await rows.ViewsAsync(tenant, 30, 1000);
            await rows.SubscribeAsync(tenant, "growth", "active", ends: TimeSpan.FromDays(12));
            await rows.ActedAsync(tenant, tenant.Person(MemberRole.Editor), TimeSpan.FromHours(5));
            await rows.ActedAsync(tenant, manager, TimeSpan.FromHours(1));
        }

        var own = Assert.Single((await ListAsync(manager)).Rows);

        Assert.Equal((a.Slug, "growth", "active", domain.Clock.GetUtcNow().AddDays(12)), (own.Slug, own.Plan, own.Subscription, own.EndsAt));
        Assert.Equal((2, 1, 1, 1, 1, 6), (own.Failed, own.Unknown, own.Held, own.WorriedChannels, own.Approvals, own.Alerts));
        Assert.Equal((2, 1, 42L), (own.Channels, own.Posts, own.Views));
        // the manager's own work is no activity of the tenant
        Assert.Equal(domain.Clock.GetUtcNow().AddHours(-5), own.ActiveAt);
    }

    [Fact]
    public async Task A_tenant_without_anything_has_gaps_instead_of_zero()
    {
        var (manager, a, _) = await WorldAsync();

        var own = Assert.Single((await ListAsync(manager, new(Waiting: false))).Rows);

        Assert.Equal((a.Slug, null, null, null, null, null), (own.Slug, own.Plan, own.Subscription, own.EndsAt, own.ActiveAt, own.Views));
        Assert.Equal((0, 0, 0), (own.Alerts, own.Channels, own.Posts));
        Assert.Empty((await ListAsync(manager, new(Waiting: true))).Rows);
        Assert.Empty((await ListAsync(manager, new(Status: TenantStatus.Suspended))).Rows);
        Assert.Single((await ListAsync(manager, new(List: new ListQuery(a.Slug.ToUpperInvariant())))).Rows);
    }

    [Fact]
    public async Task A_subscription_that_is_over_is_shown_with_its_end()
    {
        var (manager, a, _) = await WorldAsync();
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        var rows = new OverviewRows(connection, domain.Clock.GetUtcNow());
        await rows.SubscribeAsync(a, "single", "expired", ends: TimeSpan.FromDays(-3));

        var own = Assert.Single((await ListAsync(manager)).Rows);

        Assert.Equal(("single", "expired", domain.Clock.GetUtcNow().AddDays(-3)), (own.Plan, own.Subscription, own.EndsAt));
    }

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Admin)]
    [InlineData(Role.System)]
    public async Task Whoever_is_no_manager_is_refused(Role role)
    {
        var (manager, _, _) = await WorldAsync();
        await Assert.ThrowsAsync<NotPermittedException>(() => ListAsync(manager, role: role));
    }

    /// <summary>A tenant of the manager, and one of another.</summary>
    private async Task<(Guid Manager, TestTenant Own, TestTenant Foreign)> WorldAsync()
    {
        var n = Interlocked.Increment(ref worlds);
        var (own, foreign) = (await domain.AddTenantAsync($"own{n}"), await domain.AddTenantAsync($"foreign{n}"));
        var (manager, other) = (await domain.AddPersonAsync($"m{n}@desk.test", systemRole: SystemRoles.Manager), await domain.AddPersonAsync($"o{n}@desk.test", systemRole: SystemRoles.Manager));
        await domain.OwnerSqlAsync<Guid>($"update tenants set manager_id = '{manager}' where id = '{own.Id}' returning id");
        await domain.OwnerSqlAsync<Guid>($"update tenants set manager_id = '{other}' where id = '{foreign.Id}' returning id");
        return (manager, own, foreign);
    }

    private Task<ListPage<ManagedTenant>> ListAsync(Guid manager, ManagedFilter? filter = null, Role role = Role.Manager) => domain.Services.GetRequiredService<Tenants>()
        .RunAsync(Guid.Empty, new Actor(manager, Guid.Empty, role), services => services.GetRequiredService<ManagedTenants>().ListAsync(filter ?? new(), default));
}
