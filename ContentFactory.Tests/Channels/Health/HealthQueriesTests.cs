using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Channels.Health;

public sealed class HealthQueriesTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    [Fact]
    public async Task The_score_counts_what_the_rows_say()
    {
        var tenant = await domain.AddTenantAsync("score");
        var (good, bad, gone) = (await domain.AddChannelAsync(tenant), await domain.AddChannelAsync(tenant, "Shop"), await domain.AddChannelAsync(tenant, "Gone"));
        await domain.SystemSqlAsync($"update channels set status = 'disconnected' where id = '{gone}'");
        domain.Platform.Answer(tenant, "Shop", new(PublishKind.Rejected, Code: "x", Message: "x"));
        await domain.AddDueAsync(tenant, good);
        await domain.AddDueAsync(tenant, bad);
        await domain.Publisher.PublishDueAsync(default);
        await domain.SystemSqlAsync($"""
            insert into channel_days (tenant_id, channel_id, day, posts, views, likes, comments, shares, saves, clicks, updated_at)
            select '{tenant.Id}', '{bad}', date '2026-11-20' - i, 0, case when i <= 7 then 40 else 100 end, 0, 0, 0, 0, 0, now() from generate_series(1, 30) i
            """);

        var scores = await tenant.AsAsync<HealthQueries, IReadOnlyDictionary<Guid, HealthScore>>(MemberRole.Viewer, q => q.AllAsync(default));

        Assert.Equal(new[] { good, bad }.Order(), scores.Keys.Order());
        Assert.Equal((100, 0), (scores[good].Score, scores[good].Losses.Count));
        Assert.Equal([new HealthLoss(HealthCause.Failures, 40, 1), new HealthLoss(HealthCause.ViewsDown, 20, 60)], scores[bad].Losses);
        Assert.Equal(40, (await tenant.AsAsync<HealthQueries, HealthScore?>(MemberRole.Viewer, q => q.OneAsync(bad, default)))!.Score);
        Assert.Null(await (await domain.AddTenantAsync("score-other")).AsAsync<HealthQueries, HealthScore?>(MemberRole.Viewer, q => q.OneAsync(bad, default)));
    }

    [Fact]
    public async Task The_queue_of_a_channel_counts_its_own_day()
    {
        var tenant = await domain.AddTenantAsync("queue");
        var channel = await domain.AddChannelAsync(tenant, dailyLimit: 9);
        await tenant.AsAsync<ChannelCare, Result>(MemberRole.Owner, c => c.SetPostingAsync(channel, new([9], 9, "Pacific/Auckland"), default));
        // 9:00 UTC is 22:00 in Auckland: what comes three hours later is tomorrow's there, and today's in Moscow
        foreach (var hours in new[] { 1, 1, 3, 30, 31, 32, 33 })
            await PlanAsync(tenant, channel, domain.Clock.GetUtcNow().AddHours(hours));

        var queue = (await tenant.AsAsync<PublicationQueries, ChannelQueue?>(MemberRole.Viewer, q => q.OfChannelAsync(channel, domain.Clock.GetUtcNow(), default)))!;

        Assert.Equal((7, 2, 9, "Pacific/Auckland"), (queue.Planned, queue.Today, queue.DailyLimit, queue.ZoneId));
        Assert.Equal([1, 1, 3, 30, 31], queue.Next.Select(c => (int)Math.Round((c.ScheduledAt - domain.Clock.GetUtcNow()).TotalHours)));
    }

    [Fact]
    public async Task A_failed_post_brings_the_next_check_forward()
    {
        var tenant = await domain.AddTenantAsync("sooner");
        var (good, bad) = (await domain.AddChannelAsync(tenant), await domain.AddChannelAsync(tenant, "Shop"));
        domain.Platform.Answer(tenant, "Shop", new(PublishKind.Rejected, Code: "x", Message: "x"));
        await domain.AddDueAsync(tenant, good);
        await domain.AddDueAsync(tenant, bad);
        await domain.Publisher.PublishDueAsync(default);

        var next = await tenant.DbAsync(db => db.Channels.ToDictionaryAsync(c => c.Id, c => c.NextCheckAt!.Value - domain.Clock.GetUtcNow()));
        Assert.True(next[good] > TimeSpan.FromHours(20));
        Assert.True(next[bad] <= TimeSpan.FromMinutes(2));
    }

    private async Task PlanAsync(TestTenant tenant, Guid channel, DateTimeOffset at)
    {
        var local = PlannedTime.Of(at, "Europe/Moscow");
        var post = await domain.AddPostAsync(tenant);
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(
            MemberRole.Owner, s => s.ScheduleAsync(new(post, [new(channel, local.Date, local.Time)], true), default));
        Assert.Null(planned.Problem);
    }
}
