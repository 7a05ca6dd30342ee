using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing.Planning;

public sealed class WarmUpTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void Limit_rises_from_one_to_its_full_height()
    {
        var ramp = new WarmUpRamp(Today, 14, 5);

        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5], Enumerable.Range(0, 15).Select(d => ramp.LimitOn(Today.AddDays(d))));
        Assert.Equal((5, 5), (new WarmUpRamp(null, 14, 5).LimitOn(Today), new WarmUpRamp(Today, 14, 5).LimitOn(Today.AddDays(100))));
        Assert.All(Enumerable.Range(0, 14), d => Assert.Equal(1, new WarmUpRamp(Today, 14, 1).LimitOn(Today.AddDays(d))));
    }

    [Fact]
    public void Only_a_new_account_of_a_real_network_warms_up()
    {
        var now = domain.Clock.GetUtcNow();
        var (fresh, sandbox) = (NewChannel(sandbox: false), NewChannel(sandbox: true));
        foreach (var channel in new[] { fresh, sandbox })
            channel.WarmUp(now);
        Assert.Equal((ChannelStatus.WarmingUp, ChannelStatus.Active), (fresh.Status, sandbox.Status));

        // a check and a pause do not end it
        fresh.Connect("1", null, "One", null, null, null, now.AddDays(1));
        Assert.Equal(ChannelStatus.WarmingUp, fresh.Status);
        fresh.Pause();
        fresh.Resume();
        Assert.Equal((ChannelStatus.WarmingUp, now), (fresh.Status, fresh.WarmUpStartedAt));

        Channel NewChannel(bool sandbox)
        {
            var channel = new Channel(Guid.Empty, Guid.Empty, Guid.Empty, "telegram", "1", "One", sandbox, now);
            channel.Connect("1", null, "One", null, null, null, now);
            return channel;
        }
    }

    [Fact]
    public async Task Connected_account_warms_up_unless_it_published_before()
    {
        var tenant = await domain.AddTenantAsync("warm-connect");
        var id = await ConnectAsync();
        Assert.Equal(ChannelStatus.WarmingUp, (await ChannelAsync(tenant, id)).Status);

        await LetGoAsync();
        Assert.Equal((ChannelStatus.WarmingUp, domain.Clock.GetUtcNow()), (await ConnectAsync(), await ChannelAsync(tenant, id)) is var (_, again) ? (again.Status, again.WarmUpStartedAt) : default);

        await LetGoAsync();
        await domain.SystemSqlAsync($"update channels set last_posted_at = app_now(), warm_up_started_at = null where id = '{id}'");
        await ConnectAsync();
        Assert.Equal(ChannelStatus.Active, (await ChannelAsync(tenant, id)).Status);

        async Task<Guid> ConnectAsync() => (await tenant.AsAsync<ChannelConnections, Result<ConnectedChannel>>(
            MemberRole.Owner, c => c.ConnectAsync(new(tenant.CompanyId, "telegram", "1:token", "@warm", Sandbox: false), None))).Value.ChannelId;
        async Task LetGoAsync() => Assert.True((await tenant.AsAsync<ChannelCare, Result>(MemberRole.Owner, c => c.DisconnectAsync(id, None))).Ok);
    }

    [Fact]
    public async Task Plan_beyond_the_days_share_is_refused_with_its_reason()
    {
        var (tenant, channel) = await StartAsync("warm-plan");
        Assert.True((await PlanAsync(tenant, channel, Today.AddDays(1), 10)).Ok);
        Assert.Equal(new WarmUpToday(1, 5, Today.AddDays(14)), await WarmUpAsync(tenant, channel));

        var second = await PlanAsync(tenant, channel, Today.AddDays(1), 15);
        Assert.True((await PlanAsync(tenant, channel, Today.AddDays(4), 10)).Ok);
        Assert.True((await PlanAsync(tenant, channel, Today.AddDays(4), 15)).Ok);

        Assert.Equal((ProblemKind.Limit, "Publishing.WarmingUp"), (second.Problem!.Kind, second.Problem.TextKey));
        Assert.Equal(["News", Today.AddDays(1), 1, 5, Today.AddDays(14)], second.Problem.Args);
        Assert.Equal("Publishing.WarmingUp", (await PlanAsync(tenant, channel, Today.AddDays(4), 20)).Problem?.TextKey);
    }

    [Fact]
    public async Task No_days_of_warm_up_means_the_full_limit()
    {
        var (tenant, channel) = await StartAsync("warm-none");
        await PublishingDomain.SetAsync(tenant, tenant.CompanyId, SettingCatalogue.WarmUpDays, 0);

        foreach (var hour in new[] { 10, 12, 14, 16, 18 })
            Assert.True((await PlanAsync(tenant, channel, Today.AddDays(1), hour)).Ok);
        Assert.Null(await WarmUpAsync(tenant, channel));
        Assert.Equal("Publishing.DailyLimit", (await PlanAsync(tenant, channel, Today.AddDays(1), 20)).Problem?.TextKey);
    }

    [Fact]
    public async Task Channel_becomes_active_by_itself_when_its_days_are_over()
    {
        var (tenant, channel) = await StartAsync("warm-over", started: -13);
        var (other, paused) = await StartAsync("warm-short", started: -6);
        await PublishingDomain.SetAsync(other, null, SettingCatalogue.WarmUpDays, 5);
        await other.DbAsync(async db =>
        {
            (await db.Channels.SingleAsync()).Pause();
            return await db.SaveChangesAsync();
        });
        var queue = domain.Services.GetRequiredService<PlanningQueue>();

        await queue.KeepUpAsync(None);
        var before = await ChannelAsync(tenant, channel);
        await domain.SystemSqlAsync($"update channels set warm_up_started_at = warm_up_started_at - interval '1 day' where id = '{channel}'");
        await queue.KeepUpAsync(None);

        Assert.Equal(ChannelStatus.WarmingUp, before.Status);
        Assert.Equal((ChannelStatus.Active, null), (await ChannelAsync(tenant, channel) is var ended ? (ended.Status, ended.WarmUpStartedAt) : default));
        Assert.Equal((ChannelStatus.Paused, null), (await ChannelAsync(other, paused) is var left ? (left.Status, left.WarmUpStartedAt) : default));
    }

    private Task<WarmUpToday?> WarmUpAsync(TestTenant tenant, Guid channel) =>
        tenant.AsAsync<PublicationQueries, WarmUpToday?>(MemberRole.Viewer, async q => (await q.OfChannelAsync(channel, domain.Clock.GetUtcNow(), None))!.WarmUp);

    private static Task<Channel> ChannelAsync(TestTenant tenant, Guid id) => tenant.DbAsync(db => db.Channels.AsNoTracking().SingleAsync(c => c.Id == id));

    private async Task<(TestTenant Tenant, Guid ChannelId)> StartAsync(string slug, int started = 0)
    {
        var tenant = await domain.AddTenantAsync(slug);
        var id = await domain.AddChannelAsync(tenant, dailyLimit: 5);
        await tenant.DbAsync(async db =>
        {
            (await db.Channels.SingleAsync()).WarmUp(domain.Clock.GetUtcNow().AddDays(started));
            return await db.SaveChangesAsync();
        });
        return (tenant, id);
    }

    private async Task<Result<IReadOnlyList<PlannedPublication>>> PlanAsync(TestTenant tenant, Guid channel, DateOnly day, int hour)
    {
        var post = await domain.AddPostAsync(tenant);
        return await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(
            MemberRole.Approver, s => s.ScheduleAsync(new(post, [new(channel, day, new(hour, 0))]), None));
    }
}
