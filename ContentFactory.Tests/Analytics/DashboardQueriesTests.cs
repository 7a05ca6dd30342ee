using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Analytics;

public sealed class DashboardQueriesTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    [Fact]
    public async Task Empty_tenant_has_no_numbers_instead_of_zero()
    {
        var dashboard = await ReadAsync(await domain.AddTenantAsync("empty"));

        Assert.Empty(dashboard.Views);
        Assert.Equal((0, null, null), (dashboard.Tiles.PublishedLast7Days, dashboard.Tiles.ViewsLast7Days, dashboard.Tiles.ViewsAsOf));
    }

    [Fact]
    public async Task Tiles_and_chart_come_from_the_rows()
    {
        var tenant = await domain.AddTenantAsync("tiles");
        var channel = await domain.AddChannelAsync(tenant);
        await domain.AddDueAsync(tenant, channel);
        await domain.Publisher.PublishDueAsync(CancellationToken.None);
        domain.Platform.Answer(tenant, "News", new(PublishKind.Rejected, Code: "400"));
        await domain.AddDueAsync(tenant, channel);
        await domain.Publisher.PublishDueAsync(CancellationToken.None);
        await domain.AddPostAsync(tenant, approved: false);
        await domain.AddDueAsync(tenant, channel);
        var today = new DateOnly(2026, 11, 20);
        foreach (var (day, views) in new[] { (today, 50), (today.AddDays(-6), 25), (today.AddDays(-7), 40), (today.AddDays(-14), 1000) })
            await domain.SystemSqlAsync($"insert into tenant_days values ('{tenant.Id}', '{day:O}', 1, {views}, 0, 0, 0, 0, 0, app_now())");

        var dashboard = await ReadAsync(tenant);

        Assert.Equal((1, 1, 75L, 40L), (dashboard.Tiles.PublishedLast7Days, dashboard.Tiles.ScheduledNext7Days, dashboard.Tiles.ViewsLast7Days, dashboard.Tiles.ViewsPrevious7Days));
        Assert.Equal(new Attention(1, 0, 0, 0, 1), dashboard.Tiles.Attention);
        Assert.Equal((14, today, 50L, 0L), (dashboard.Views.Count, dashboard.Views[^1].Day, dashboard.Views[^1].Views, dashboard.Views[^2].Views));
        Assert.Equal([PublicationState.Scheduled, PublicationState.Published, PublicationState.Failed], dashboard.TodaysSchedule.Select(c => c.State).Order());
        Assert.Equal([PublicationState.Published, PublicationState.Failed], dashboard.Recent.Select(c => c.State).Order());
    }

    [Fact]
    public async Task A_company_counts_only_its_own_rows()
    {
        var tenant = await domain.AddTenantAsync("companies");
        var (ours, theirs) = (await domain.AddChannelAsync(tenant), await domain.AddChannelAsync(tenant, "Shop", sandbox: true));
        var second = await AddCompanyAsync(tenant, theirs);
        await domain.AddDueAsync(tenant, ours);
        await domain.AddDueAsync(tenant, theirs);
        await domain.AddDueAsync(tenant, theirs, await domain.AddPostAsync(tenant, "Second"));
        await domain.Publisher.PublishDueAsync(CancellationToken.None);
        await domain.Publisher.PublishDueAsync(CancellationToken.None);
        await domain.AddPostAsync(tenant, approved: false);
        foreach (var (channel, views) in new[] { (ours, 5), (theirs, 70) })
            await domain.SystemSqlAsync($"insert into channel_days (tenant_id, channel_id, day, posts, views, likes, comments, shares, saves, clicks, updated_at) values ('{tenant.Id}', '{channel}', '2026-11-20', 1, {views}, 0, 0, 0, 0, 0, app_now())");

        var (first, other) = (await ReadAsync(tenant, tenant.CompanyId), await ReadAsync(tenant, second));

        Assert.Equal((1, 5L, 1, false), (first.Tiles.PublishedLast7Days, first.Tiles.ViewsLast7Days, first.Tiles.Attention.Approvals, first.Tiles.Sandbox));
        Assert.Equal((2, 70L, 0, true), (other.Tiles.PublishedLast7Days, other.Tiles.ViewsLast7Days, other.Tiles.Attention.Approvals, other.Tiles.Sandbox));
        Assert.Equal((1, 2, 1, 2), (first.Recent.Count, other.Recent.Count, first.TodaysSchedule.Count, other.TodaysSchedule.Count));
        Assert.Equal((5L, 70L), (first.Views[^1].Views, other.Views[^1].Views));
        Assert.Equal(3, (await ReadAsync(tenant)).Tiles.PublishedLast7Days);
    }

    private static Task<Guid> AddCompanyAsync(TestTenant tenant, Guid channelId) => tenant.DbAsync(async db =>
    {
        var company = new Company(tenant.Id, Ids.New(TimeProvider.System), 2, "Second", tenant.Slug + "-2", "ru", TimeProvider.System.GetUtcNow());
        db.Companies.Add(company);
        await db.SaveChangesAsync();
        await db.Channels.Where(c => c.Id == channelId).ExecuteUpdateAsync(set => set.SetProperty(c => c.CompanyId, company.Id));
        return company.Id;
    });

    private static Task<Dashboard> ReadAsync(TestTenant tenant, Guid? companyId = null) =>
        tenant.AsAsync<DashboardQueries, Dashboard>(MemberRole.Viewer, q => q.ReadAsync(companyId, CancellationToken.None));
}
