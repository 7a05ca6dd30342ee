using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing;

/// <summary>The posts a month that a plan allows.</summary>
public sealed class MonthRoomTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly LastOfNovember = new(2026, 11, 30);
    private static int tenants;

    [Fact]
    public async Task A_month_is_that_of_the_tenants_own_clock()
    {
        var (tenant, channel) = await StartAsync(1);

        Assert.True((await PlanAsync(tenant, channel, LastOfNovember, new(23, 59))).Ok);
        var full = await PlanAsync(tenant, channel, LastOfNovember, new(10, 0));
        // still November in UTC, where the database lives
        Assert.True((await PlanAsync(tenant, channel, LastOfNovember.AddDays(1), new(0, 30))).Ok);

        Assert.Equal(("Publishing.PlanMonthFull", ProblemKind.Limit), (full.Problem?.TextKey, full.Problem?.Kind));
        Assert.Equal([1, new DateOnly(2026, 11, 1)], full.Problem!.Args);
    }

    [Fact]
    public async Task What_is_cancelled_gives_its_place_back_and_what_was_deleted_does_not()
    {
        var (tenant, channel) = await StartAsync(1);
        var first = (await PlanAsync(tenant, channel, LastOfNovember, new(10, 0))).Value[0].PublicationId;
        Assert.True((await tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.CancelAsync(first, None))).Ok);
        var second = (await PlanAsync(tenant, channel, LastOfNovember, new(12, 0))).Value[0].PublicationId;
        foreach (var state in new[] { "leased", "sending", "published", "deleted" })
            await domain.SystemSqlAsync($"update publications set state = '{state}', lease_until = case when '{state}' in ('leased', 'sending') then app_now() end, published_at = case when '{state}' = 'published' then app_now() else published_at end where id = '{second}'");

        Assert.Equal("Publishing.PlanMonthFull", (await PlanAsync(tenant, channel, LastOfNovember, new(14, 0))).Problem?.TextKey);
    }

    [Fact]
    public async Task On_a_smaller_plan_posts_move_within_their_month_and_into_no_full_one()
    {
        var (tenant, channel) = await StartAsync(3);
        var planned = (await PlanAsync(tenant, channel, LastOfNovember, new(10, 0))).Value[0].PublicationId;
        Assert.True((await PlanAsync(tenant, channel, LastOfNovember, new(11, 0))).Ok);
        var december = (await PlanAsync(tenant, channel, LastOfNovember.AddDays(1), new(11, 0))).Value[0].PublicationId;
        await LimitAsync(tenant, 1);

        Assert.True((await MoveAsync(tenant, planned, LastOfNovember.AddDays(-2))).Ok);
        Assert.Equal("Publishing.PlanMonthFull", (await MoveAsync(tenant, december, LastOfNovember)).Problem?.TextKey);
        Assert.Equal("Publishing.PlanMonthFull", (await MoveAsync(tenant, planned, LastOfNovember.AddDays(3))).Problem?.TextKey);
        Assert.True((await MoveAsync(tenant, planned, new(2027, 1, 5))).Ok);
    }

    [Fact]
    public async Task One_that_failed_needs_a_place_to_go_out_again()
    {
        var (tenant, channel) = await StartAsync(1);
        var failed = (await PlanAsync(tenant, channel, LastOfNovember, new(10, 0))).Value[0].PublicationId;
        foreach (var state in new[] { "leased", "failed" })
            await domain.SystemSqlAsync($"update publications set state = '{state}', lease_until = case '{state}' when 'leased' then app_now() end where id = '{failed}'");
        var other = (await PlanAsync(tenant, channel, LastOfNovember, new(12, 0))).Value[0].PublicationId;

        Assert.Equal("Publishing.PlanMonthFull", (await AgainAsync(tenant, failed)).Problem?.TextKey);
        Assert.True((await tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.CancelAsync(other, None))).Ok);
        Assert.True((await AgainAsync(tenant, failed)).Ok);
    }

    [Fact]
    public async Task A_full_month_is_proposed_to_nobody()
    {
        var (tenant, channel) = await StartAsync(1);
        Assert.True((await PlanAsync(tenant, channel, LastOfNovember, new(10, 0))).Ok);
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MaxPostsPerDay, 10);

        var next = await tenant.AsAsync<ChannelSlots, Result<IReadOnlyList<ProposedSlot>>>(MemberRole.Approver, s => s.NextFreeAsync([channel], None));

        Assert.Equal(new DateOnly(2026, 12, 1), Assert.Single(next.Value).Planned.Date);
    }

    private static Task<Result> AgainAsync(TestTenant tenant, Guid id) => tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.PublishAgainAsync(id, None));

    private static Task<Result<PlannedPublication>> MoveAsync(TestTenant tenant, Guid id, DateOnly day) =>
        tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(MemberRole.Approver, s => s.MoveAsync(id, day, new(15, 0), None, confirmDuplicates: true));

    private async Task<Result<IReadOnlyList<PlannedPublication>>> PlanAsync(TestTenant tenant, Guid channel, DateOnly day, TimeOnly time)
    {
        var post = await domain.AddPostAsync(tenant);
        return await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, [new(channel, day, time)]), None));
    }

    private async Task<(TestTenant Tenant, Guid ChannelId)> StartAsync(int limit)
    {
        var tenant = await domain.AddTenantAsync($"month-{Interlocked.Increment(ref tenants)}");
        await domain.SystemSqlAsync($"""
            insert into plans (id, code, currency, position, on_sale) values ('{tenant.Id}', replace('{tenant.Slug}', '-', '_'), 'USD', 100, false);
            insert into subscriptions (tenant_id, id, plan_id, status, source, currency, starts_at) values ('{tenant.Id}', '{tenant.Id}', '{tenant.Id}', 'active', 'manual', 'USD', app_now())
            """);
        await LimitAsync(tenant, limit);
        return (tenant, await domain.AddChannelAsync(tenant));
    }

    private Task<int> LimitAsync(TestTenant tenant, int limit) => domain.SystemSqlAsync($"update plans set posts_per_month = {limit} where id = '{tenant.Id}'");
}
