using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics;

public sealed class MetricsCollectorTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Numbers_are_read_an_hour_after_publishing()
    {
        var (tenant, id) = await PublishedAsync("first-hour");
        Numbers(tenant, new(Views: 120, Likes: 7));

        await domain.AdvanceAsync(TimeSpan.FromMinutes(50));
        await CollectAsync();
        var early = await tenant.DbAsync(db => db.MetricSnapshots.CountAsync());
        await domain.AdvanceAsync(TimeSpan.FromMinutes(15));
        await CollectAsync();

        Assert.Equal(0, early);
        var reading = Assert.Single(await tenant.AsAsync<MetricQueries, IReadOnlyList<Reading>>(MemberRole.Viewer, q => q.OfPublicationAsync(id, None)));
        Assert.Equal((120, 7, "bot_api"), (reading.Views, reading.Engagements, reading.Source));
        var day = await tenant.DbAsync(db => db.TenantDays.AsNoTracking().SingleAsync());
        Assert.Equal((120, 7, 1), (day.Views, day.Likes, day.Posts));
        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal(publication.PublishedAt!.Value.AddHours(4), publication.NextMetricsAt);
    }

    [Fact]
    public async Task Sums_of_days_are_differences_of_totals()
    {
        var (tenant, id) = await PublishedAsync("differences");
        foreach (var views in new[] { 100, 130, 90 })
        {
            await domain.AdvanceAsync(TimeSpan.FromDays(1));
            Numbers(tenant, new(Views: views, Followers: views));
            await CollectAsync();
        }

        Assert.Equal([100, 30, -40], await ViewsAsync(tenant));
        Assert.Equal([100, 130, 90], await tenant.DbAsync(db => db.PublicationDays.Where(d => d.PublicationId == id).OrderBy(d => d.Day).Select(d => d.Views).ToListAsync()));
        var channel = await tenant.DbAsync(db => db.ChannelDays.Where(d => d.FollowersEnd != null).OrderBy(d => d.Day).Select(d => new { d.FollowersStart, d.FollowersEnd, d.Views }).ToListAsync());
        Assert.Equal([(100, 100, 100L), (100, 130, 30L), (130, 90, -40L)], channel.Select(c => (c.FollowersStart!.Value, c.FollowersEnd!.Value, c.Views)));
    }

    [Fact]
    public async Task Late_reading_moves_its_own_day_and_the_next()
    {
        var (tenant, id) = await PublishedAsync("late");
        foreach (var views in new[] { 100, 130, 160 })
        {
            await domain.AdvanceAsync(TimeSpan.FromDays(1));
            Numbers(tenant, new(Views: views));
            await CollectAsync();
        }
        var due = await LeaseAsync(tenant, id) with { Now = domain.Clock.GetUtcNow().AddDays(-1).AddMinutes(10) };

        Assert.True(await Writer.WriteAsync(due, Read(new(Views: 145)), null, None));

        Assert.Equal([100, 45, 15], await ViewsAsync(tenant));
        Assert.Equal(160, (await ViewsAsync(tenant)).Sum());
    }

    [Fact]
    public async Task A_late_count_of_followers_is_where_the_next_day_starts()
    {
        var (tenant, id) = await PublishedAsync("late-followers");
        foreach (var followers in new[] { 100, 130 })
        {
            await domain.AdvanceAsync(TimeSpan.FromDays(1));
            Numbers(tenant, new(Followers: followers));
            await CollectAsync();
        }
        var due = await LeaseAsync(tenant, id) with { Now = domain.Clock.GetUtcNow().AddDays(-1).AddMinutes(10) };

        Assert.True(await Writer.WriteAsync(due, Read(new(Followers: 120)), null, None));

        var days = await tenant.DbAsync(db => db.ChannelDays.Where(d => d.FollowersEnd != null).OrderBy(d => d.Day).Select(d => new { d.FollowersStart, d.FollowersEnd }).ToListAsync());
        Assert.Equal([(100, 120), (120, 130)], days.Select(d => (d.FollowersStart!.Value, d.FollowersEnd!.Value)));
    }

    [Fact]
    public async Task Older_reading_of_the_same_day_changes_no_sum()
    {
        var (tenant, id) = await PublishedAsync("older");
        await domain.AdvanceAsync(TimeSpan.FromHours(2));
        Numbers(tenant, new(Views: 100));
        await CollectAsync();
        var due = await LeaseAsync(tenant, id) with { Now = domain.Clock.GetUtcNow().AddMinutes(-30) };

        Assert.True(await Writer.WriteAsync(due, Read(new(Views: 60)), null, None));

        Assert.Equal([100], await ViewsAsync(tenant));
        Assert.Equal(2, await tenant.DbAsync(db => db.MetricSnapshots.CountAsync()));
    }

    [Fact]
    public async Task Number_left_out_once_keeps_its_total()
    {
        var (tenant, _) = await PublishedAsync("left-out");
        foreach (PostMetrics numbers in new PostMetrics[] { new(Views: 100, Likes: 5), new(Likes: 6), new(Views: 110, Likes: 6) })
        {
            await domain.AdvanceAsync(TimeSpan.FromDays(1));
            Numbers(tenant, numbers);
            await CollectAsync();
        }

        Assert.Equal([100, 0, 10], await ViewsAsync(tenant));
    }

    [Fact]
    public async Task Writer_without_the_lease_changes_nothing()
    {
        var (tenant, id) = await PublishedAsync("lease");
        var due = await LeaseAsync(tenant, id);

        Assert.False(await Writer.WriteAsync(due with { Lease = due.Lease.AddMinutes(-1) }, Read(new(Views: 1)), null, None));

        Assert.Equal(0, await tenant.DbAsync(db => db.MetricSnapshots.CountAsync()));
    }

    [Fact]
    public async Task Removed_post_is_marked_and_read_no_more()
    {
        var (tenant, id) = await PublishedAsync("removed");
        domain.Platform.Metrics["News@removed"] = new(MetricsKind.Removed);
        await domain.AdvanceAsync(TimeSpan.FromHours(2));

        await CollectAsync();

        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.RemovedByPlatform, null), (publication.State, publication.NextMetricsAt));
    }

    [Theory]
    [InlineData(MetricsKind.NotObtainable, null)]
    [InlineData(MetricsKind.Failed, 15)]
    [InlineData(MetricsKind.RateLimited, 40)]
    public async Task Reading_without_numbers_waits_or_ends(MetricsKind kind, int? minutes)
    {
        var (tenant, id) = await PublishedAsync($"none-{kind}".ToLowerInvariant());
        domain.Platform.Metrics[$"News@{tenant.Slug}"] = new(kind, RetryAfter: kind is MetricsKind.RateLimited ? TimeSpan.FromMinutes(40) : null);
        await domain.AdvanceAsync(TimeSpan.FromHours(2));

        await CollectAsync();

        var next = (await domain.PublicationAsync(tenant, id)).NextMetricsAt - domain.Clock.GetUtcNow();
        Assert.Equal(minutes, next is null ? null : (int)Math.Round(next.Value.TotalMinutes));
        Assert.Equal(0, await tenant.DbAsync(db => db.MetricSnapshots.CountAsync()));
        Assert.Equal(1, await tenant.DbAsync(db => db.TenantDays.Select(d => d.Posts).SingleAsync()));
    }

    [Fact]
    public async Task Sandbox_shows_numbers_after_a_minute()
    {
        var tenant = await domain.AddTenantAsync("sandbox");
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, sandbox: true));
        await domain.Publisher.PublishDueAsync(None);
        Numbers(tenant, new(Views: 3));

        await domain.AdvanceAsync(TimeSpan.FromSeconds(90));
        await CollectAsync();

        Assert.Equal([3], await ViewsAsync(tenant));
        Assert.InRange(((await domain.PublicationAsync(tenant, id)).NextMetricsAt!.Value - domain.Clock.GetUtcNow()).TotalSeconds, 30, 90);
    }

    [Fact]
    public async Task Day_of_a_reading_is_the_tenants()
    {
        var tenant = await domain.AddTenantAsync("kiritimati", "Pacific/Kiritimati");
        await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));
        await domain.Publisher.PublishDueAsync(None);
        Numbers(tenant, new(Views: 5));
        await domain.AdvanceAsync(TimeSpan.FromHours(2));

        await CollectAsync();

        var expected = DateOnly.FromDateTime(domain.Clock.GetUtcNow().AddHours(14).DateTime);
        Assert.Contains(expected, await tenant.DbAsync(db => db.TenantDays.Where(d => d.Views == 5).Select(d => d.Day).ToListAsync()));
    }

    private SnapshotWriter Writer => domain.Services.GetRequiredService<SnapshotWriter>();

    private static MetricsOutcome Read(PostMetrics numbers) => new(MetricsKind.Read, numbers, "bot_api");

    private void Numbers(TestTenant tenant, PostMetrics numbers) => domain.Platform.Metrics[$"News@{tenant.Slug}"] = Read(numbers);

    private async Task CollectAsync()
    {
        while (await domain.Services.GetRequiredService<MetricsCollector>().CollectDueAsync(None) > 0)
            continue;
    }

    private async Task<(TestTenant Tenant, Guid Id)> PublishedAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));
        await domain.Publisher.PublishDueAsync(None);
        return (tenant, id);
    }

    /// <summary>A claim made by hand, for a reading at a time of the test's choice.</summary>
    private async Task<DueMetrics> LeaseAsync(TestTenant tenant, Guid id)
    {
        var lease = domain.Clock.GetUtcNow().AddHours(1);
        await domain.SystemSqlAsync($"update publications set next_metrics_at = '{lease:O}' where id = '{id}'");
        var p = await domain.PublicationAsync(tenant, id);
        return new(tenant.Id, id, p.ChannelId, p.ExternalId!, p.PublishedAt!.Value, lease, domain.Clock.GetUtcNow(), "Europe/Moscow", ScriptedPlatform.Name, "News", null, false, []);
    }

    private static Task<List<long?>> ViewsAsync(TestTenant tenant) => tenant.DbAsync(db => db.TenantDays.Where(d => d.Views != null && (d.Views != 0 || d.Posts == 0)).OrderBy(d => d.Day).Select(d => d.Views).ToListAsync());
}
