using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;

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

    private static Task<Dashboard> ReadAsync(TestTenant tenant) => tenant.AsAsync<DashboardQueries, Dashboard>(MemberRole.Viewer, q => q.ReadAsync(CancellationToken.None));
}
