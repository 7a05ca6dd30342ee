using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Analytics.Days;

/// <summary>What keeps the days right beside the readings, and which day a reading closes.</summary>
public sealed class DayUpkeepTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    [Fact]
    public async Task A_check_counts_followers_and_a_failed_one_does_not()
    {
        var tenant = await domain.AddTenantAsync("checked");
        var channel = await domain.AddChannelAsync(tenant);

        await Upkeep.TakeFollowersAsync(default);
        Assert.Equal([10], await FollowersAsync(tenant));
        await domain.AdvanceAsync(TimeSpan.FromDays(2));
        await tenant.DbAsync(async db =>
        {
            (await db.Channels.SingleAsync(c => c.Id == channel)).NeedAttention("Channels.Token", domain.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        await Upkeep.TakeFollowersAsync(default);

        Assert.Equal([10], await FollowersAsync(tenant));
    }

    [Fact]
    public async Task Months_that_nobody_keeps_are_dropped_and_no_other_table_is()
    {
        await using var owner = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner"));
        await Sql.RunAsync(owner, "create table metric_snapshots_2024_01 partition of metric_snapshots for values from ('2024-01-01 00:00+00') to ('2024-02-01 00:00+00')");

        Assert.Equal(1, await Upkeep.DropOldAsync(default));
        Assert.Equal(0, await Upkeep.DropOldAsync(default));

        await Assert.ThrowsAsync<PostgresException>(() => domain.SystemSqlAsync("select drop_partitions('ai_requests', '2024-02-01')"));
    }

    [Fact]
    public async Task A_reading_at_midnight_closes_the_day_that_ended()
    {
        var (tenant, due) = await DueAsync("midnight");
        // midnight in Moscow, twelve days after publishing
        var midnight = Domain.LocalDay.Start(Domain.LocalDay.At(due.PublishedAt.AddDays(12), due.ZoneId), due.ZoneId);

        await WriteAsync(due, midnight.AddDays(-1).AddHours(20), 100);
        await WriteAsync(due, midnight.AddSeconds(5), 130);
        await WriteAsync(due, midnight.AddHours(1).AddSeconds(5), 150);

        var days = await tenant.DbAsync(db => db.TenantDays.Where(d => d.Views != null).OrderBy(d => d.Day).Select(d => new { d.Day, d.Views }).ToListAsync());
        var ended = Domain.LocalDay.At(midnight.AddMinutes(-1), due.ZoneId);
        Assert.Equal([(ended, 130), (ended.AddDays(1), 20L)], days.Select(d => (d.Day, d.Views!.Value)));
    }

    [Fact]
    public async Task What_is_due_long_after_its_last_reading_is_read_no_more()
    {
        var (tenant, due) = await DueAsync("overdue");
        domain.Platform.Metrics[$"News@{tenant.Slug}"] = new(MetricsKind.Read, new(Views: 5), "test");
        await domain.SystemSqlAsync($"update publications set published_at = app_now() - interval '95 days', next_metrics_at = app_now() where id = '{due.PublicationId}'");

        await domain.Services.GetRequiredService<MetricsCollector>().CollectDueAsync(default);

        Assert.Null((await domain.PublicationAsync(tenant, due.PublicationId)).NextMetricsAt);
        Assert.Equal(0, await tenant.DbAsync(db => db.MetricSnapshots.CountAsync()));
    }

    [Fact]
    public async Task What_models_cost_is_for_those_who_may_see_it()
    {
        var tenant = await domain.AddTenantAsync("costs");
        await domain.AddChannelAsync(tenant);
        await domain.SystemSqlAsync($"insert into ai_requests (tenant_id, id, at, person_id, kind, role, role_version, maker, model, outcome, cost, currency, is_estimate) values ('{tenant.Id}', gen_random_uuid(), app_now(), gen_random_uuid(), 'draft', 'copywriter', 0, 'test', 'test', 'done', 1.25, 'USD', false)");

        Task<NumbersOverview> ReadAsync(MemberRole role) => tenant.AsAsync<OverviewQueries, NumbersOverview>(role, q => q.ReadAsync(new(), default));
        Assert.Equal(1.25m, (await ReadAsync(MemberRole.Owner)).Now.AiCost);
        foreach (var role in new[] { MemberRole.Editor, MemberRole.Approver, MemberRole.Viewer })
            Assert.Null((await ReadAsync(role)).Now.AiCost);
    }

    [Fact]
    public void Posts_without_a_rate_are_not_the_weakest_of_those_that_have_one()
    {
        var (weak, strong, silent) = (Post(new(Views: 100, Likes: 1)), Post(new(Views: 100, Likes: 9)), Post(new(Likes: 10_000)));

        var (top, flop) = Ranking.Of([weak, silent, strong], 5);
        Assert.Equal((strong.Id, weak.Id), (Assert.Single(top).Id, Assert.Single(flop).Id));
        Assert.Equal(silent.Id, Assert.Single(Ranking.Of([silent], 5).Top).Id);
    }

    [Fact]
    public void A_change_of_a_change_is_not_told() =>
        Assert.Null(FigureBook.Change(Figure.FollowersGained, new(DaySums.None, 0, new(10, 30)), new(DaySums.None, 0, new(0, 10))));

    private DayUpkeep Upkeep => domain.Services.GetRequiredService<DayUpkeep>();

    private Domain.Analytics.Overview.PublishedPost Post(PostMetrics numbers) => new(
        Domain.Ids.New(domain.Clock.GetUtcNow()), Guid.Empty, Guid.Empty, Domain.Content.PostType.TextPost, domain.Clock.GetUtcNow(), true, DayTotals.Of(numbers), DayTotals.None);

    private static Task<List<int>> FollowersAsync(TestTenant tenant) =>
        tenant.DbAsync(db => db.ChannelDays.Where(d => d.FollowersEnd != null).OrderBy(d => d.Day).Select(d => d.FollowersEnd!.Value).ToListAsync());

    private async Task<(TestTenant Tenant, DueMetrics Due)> DueAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));
        await domain.Publisher.PublishDueAsync(default);
        var lease = domain.Clock.GetUtcNow().AddHours(1);
        await domain.SystemSqlAsync($"update publications set next_metrics_at = '{lease:O}' where id = '{id}'");
        var p = await domain.PublicationAsync(tenant, id);
        return (tenant, new(tenant.Id, id, p.ChannelId, p.ExternalId!, p.PublishedAt!.Value, lease, lease, "Europe/Moscow", ScriptedPlatform.Name, "News", null, false, []));
    }

    private async Task WriteAsync(DueMetrics due, DateTimeOffset at, long views) =>
        Assert.True(await domain.Services.GetRequiredService<SnapshotWriter>().WriteAsync(due with { Now = at }, new(MetricsKind.Read, new(Views: views), "test"), due.Lease, default));
}
