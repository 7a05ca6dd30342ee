using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing;

/// <summary>The gap and the number of posts that settings and channels allow.</summary>
public sealed class PublishingLimitsTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Tomorrow = new(2026, 11, 21);

    [Fact]
    public async Task Two_posts_of_one_channel_keep_the_gap()
    {
        var (tenant, channel) = await StartAsync("gap-kept", gap: 2);
        var other = await domain.AddChannelAsync(tenant, "Other");
        Assert.True((await PlanAsync(tenant, channel, new(10, 0))).Ok);
        Assert.True((await PlanAsync(tenant, channel, new(12, 30))).Ok);

        var before = await PlanAsync(tenant, channel, new(8, 1));
        var after = await PlanAsync(tenant, channel, new(11, 0));

        Assert.Equal(("Publishing.TooClose", "Time"), (before.Problem?.TextKey, before.Problem?.Field));
        Assert.Equal(["News", 2, new DateTime(2026, 11, 21, 14, 30, 0)], after.Problem!.Args);
        Assert.True((await PlanAsync(tenant, channel, new(8, 0))).Ok);
        Assert.True((await PlanAsync(tenant, channel, new(14, 30))).Ok);
        Assert.True((await PlanAsync(tenant, other, new(11, 0))).Ok);
    }

    [Fact]
    public async Task Company_may_keep_another_gap_than_its_tenant()
    {
        var (tenant, channel) = await StartAsync("gap-company", gap: 2);
        await PublishingDomain.SetAsync(tenant, tenant.CompanyId, SettingCatalogue.MinGapHours, 1);
        Assert.True((await PlanAsync(tenant, channel, new(10, 0))).Ok);

        Assert.True((await PlanAsync(tenant, channel, new(11, 0))).Ok);
        Assert.Equal("Publishing.TooClose", (await PlanAsync(tenant, channel, new(11, 59))).Problem?.TextKey);
    }

    [Fact]
    public async Task One_request_may_not_crowd_a_channel_itself()
    {
        var (tenant, channel) = await StartAsync("gap-request", gap: 2);
        var post = await domain.AddPostAsync(tenant);

        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(
            new(post, [new(channel, Tomorrow, new(10, 0)), new(channel, Tomorrow, new(11, 0))], ConfirmDuplicates: true), None));

        Assert.Equal("Publishing.TooClose", planned.Problem?.TextKey);
    }

    [Fact]
    public async Task Publishing_now_and_moving_obey_the_gap()
    {
        var (tenant, channel) = await StartAsync("gap-now", gap: 2);
        Assert.True((await NowAsync(tenant, channel)).Ok);
        var planned = (await PlanAsync(tenant, channel, new(10, 0))).Value[0].PublicationId;
        Assert.True((await PlanAsync(tenant, channel, new(14, 0))).Ok);

        Assert.Equal("Publishing.TooClose", (await NowAsync(tenant, channel)).Problem?.TextKey);
        Assert.Equal("Publishing.TooClose", (await MoveAsync(tenant, planned, Tomorrow, new(12, 30))).Problem?.TextKey);
        Assert.True((await MoveAsync(tenant, planned, Tomorrow, new(11, 0))).Ok);
    }

    [Fact]
    public async Task Day_of_a_company_counts_all_its_channels()
    {
        var (tenant, channel) = await StartAsync("day-company", most: 2);
        var other = await domain.AddChannelAsync(tenant, "Other");
        Assert.True((await PlanAsync(tenant, channel, new(0, 0))).Ok);
        var last = (await PlanAsync(tenant, other, new(23, 59))).Value[0].PublicationId;

        var third = await PlanAsync(tenant, channel, new(12, 0));
        var next = await PlanAsync(tenant, channel, new(0, 0), Tomorrow.AddDays(1));
        var moved = await MoveAsync(tenant, next.Value[0].PublicationId, Tomorrow, new(13, 0));

        Assert.Equal((ProblemKind.Limit, "Publishing.CompanyDayFull"), (third.Problem!.Kind, third.Problem.TextKey));
        Assert.Equal(["day-company", 2, Tomorrow], third.Problem.Args);
        Assert.Equal("Publishing.CompanyDayFull", moved.Problem?.TextKey);
        Assert.True((await tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.CancelAsync(last, None))).Ok);
        Assert.True((await PlanAsync(tenant, channel, new(12, 0))).Ok);
    }

    [Fact]
    public async Task Publishing_now_obeys_the_limits_of_a_day()
    {
        var (tenant, channel) = await StartAsync("day-now", most: 2);
        var small = await domain.AddChannelAsync(tenant, "Small", dailyLimit: 1);
        Assert.True((await NowAsync(tenant, small)).Ok);

        Assert.Equal("Publishing.DailyLimit", (await NowAsync(tenant, small)).Problem?.TextKey);
        Assert.True((await NowAsync(tenant, channel)).Ok);
        Assert.Equal("Publishing.CompanyDayFull", (await NowAsync(tenant, channel)).Problem?.TextKey);
    }

    [Theory]
    [InlineData("gap")]
    [InlineData("day")]
    [InlineData("company")]
    public async Task People_who_plan_at_once_stay_within_the_limit(string limit)
    {
        var (tenant, channel) = await StartAsync($"at-once-{limit}", gap: limit == "gap" ? 2 : 0, most: limit == "company" ? 1 : 1000, daily: limit == "day" ? 1 : 1000);
        var posts = new List<Guid>();
        for (var i = 0; i < 8; i++)
            posts.Add(await domain.AddPostAsync(tenant));

        // nobody writes before all have counted what they may count
        await using var gate = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner"));
        await Sql.RunAsync(gate, "begin");
        await Sql.RunAsync(gate, "lock table publications in share mode");
        var planning = Task.WhenAll(posts.Select(post => Task.Run(() => PlanAsync(tenant, channel, new(10, 0), post: post))));
        await Eventually.BecomesAsync(
            () => domain.OwnerSqlAsync<int>("select count(distinct l.pid)::int from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()"), waiting => waiting == posts.Count);
        await Sql.RunAsync(gate, "rollback");
        var plans = await planning;

        Assert.Single(plans, p => p.Ok);
        Assert.Equal(1, await tenant.DbAsync(db => db.Publications.CountAsync()));
    }

    private async Task<(TestTenant Tenant, Guid ChannelId)> StartAsync(string slug, int gap = 0, int most = 1000, int daily = 1000)
    {
        var tenant = await domain.AddTenantAsync(slug);
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MinGapHours, gap);
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MaxPostsPerDay, most);
        return (tenant, await domain.AddChannelAsync(tenant, dailyLimit: daily));
    }

    private async Task<Result<IReadOnlyList<PlannedPublication>>> PlanAsync(TestTenant tenant, Guid channel, TimeOnly time, DateOnly? day = null, Guid? post = null)
    {
        var planned = post ?? await domain.AddPostAsync(tenant);
        return await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(
            MemberRole.Approver, s => s.ScheduleAsync(new(planned, [new(channel, day ?? Tomorrow, time)]), None));
    }

    private async Task<Result<IReadOnlyList<PlannedPublication>>> NowAsync(TestTenant tenant, Guid channel)
    {
        var post = await domain.AddPostAsync(tenant);
        return await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.PublishNowAsync(post, [channel], None));
    }

    private static Task<Result<PlannedPublication>> MoveAsync(TestTenant tenant, Guid id, DateOnly day, TimeOnly time) =>
        tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(MemberRole.Approver, s => s.MoveAsync(id, day, time, None));
}
