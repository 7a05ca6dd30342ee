using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing.Calendar;

/// <summary>What the calendar reads. It is Friday, 20 November, 9:00 in London.</summary>
public sealed class CalendarQueriesTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Tomorrow = new(2026, 11, 21);

    [Fact]
    public async Task A_day_shows_its_first_and_counts_the_others()
    {
        var (tenant, channel) = await StartAsync("days", "Pacific/Auckland");
        foreach (var hour in new[] { 0, 9, 12, 23 })
            await PlanAsync(tenant, channel, Tomorrow.AddDays(1), new(hour, 15));
        await PlanAsync(tenant, channel, Tomorrow.AddDays(3), new(0, 0));

        var days = await ReadAsync(tenant, new(Tomorrow, Tomorrow.AddDays(2), 2));
        var whole = await ReadAsync(tenant, new(Tomorrow, Tomorrow.AddDays(2), 2, Tomorrow.AddDays(1)));

        Assert.Equal([(Tomorrow, 0, 0), (Tomorrow.AddDays(1), 4, 2), (Tomorrow.AddDays(2), 0, 0)], days.Select(d => (d.Date, d.Total, d.Items.Count)));
        Assert.Equal([new(0, 15), new(9, 15)], days[1].Items.Select(i => i.Time));
        Assert.Equal((2, 4), (days[1].Hidden, whole[1].Items.Count));
    }

    [Fact]
    public async Task Filters_count_for_the_cards_and_the_numbers()
    {
        var (tenant, channel) = await StartAsync("filters");
        var other = await domain.AddChannelAsync(tenant, "Other");
        var kept = await PlanAsync(tenant, channel, Tomorrow, new(9, 0));
        await PlanAsync(tenant, other, Tomorrow, new(9, 0));
        var cancelled = await PlanAsync(tenant, channel, Tomorrow, new(10, 0));
        Assert.True((await tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => s.CancelAsync(cancelled, None))).Ok);

        Assert.Equal((2, 1, 1, 0, 0), (await CountAsync(new()), await CountAsync(new(ChannelId: channel)), await CountAsync(new(States: [PublicationState.Cancelled])),
            await CountAsync(new(States: [PublicationState.Failed])), await CountAsync(new(Ids.New(domain.Clock)))));
        Assert.Equal(kept, Assert.Single((await ReadAsync(tenant, new(Tomorrow, Tomorrow, 5), new(tenant.CompanyId, channel)))[0].Items).Id);

        async Task<int> CountAsync(CalendarFilter filter) => Assert.Single(await ReadAsync(tenant, new(Tomorrow, Tomorrow, 5), filter)).Total;
    }

    [Fact]
    public async Task The_tray_holds_approved_posts_without_a_time_before_those_to_approve()
    {
        var (tenant, channel) = await StartAsync("tray");
        var (free, ready) = (await domain.AddPostAsync(tenant, "Free"), await domain.AddPostAsync(tenant, "Ready", approved: false));
        var planned = await PlanAsync(tenant, channel, Tomorrow, new(9, 0));
        var post = await tenant.DbAsync(db => db.Publications.Where(p => p.Id == planned).Select(p => p.PostId).SingleAsync());

        var tray = await TrayAsync(tenant);
        Assert.True((await tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => s.CancelAsync(planned, None))).Ok);
        var after = await TrayAsync(tenant);

        Assert.Equal([(free, true), (ready, false)], tray.Posts.Select(p => (p.Id, p.Approved)));
        Assert.Equal((1, 1, 2), (tray.Approved, tray.Ready, after.Approved));
        Assert.Contains(after.Posts, p => p.Id == post);
    }

    [Fact]
    public async Task Free_times_leave_out_what_is_taken_or_past()
    {
        var (tenant, channel) = await StartAsync("free", "Europe/London");
        var other = await domain.AddChannelAsync(tenant, "Other");
        await HoursAsync(tenant, 8, 12, 18);
        await PlanAsync(tenant, channel, Tomorrow, new(12, 0));

        var free = await FreeAsync(tenant, Tomorrow.AddDays(-1), Tomorrow);

        Assert.Equal(
            ["20 12:00 2", "20 18:00 2", "21 08:00 2", "21 12:00 1", "21 18:00 2"],
            free.Select(f => $"{f.Date.Day} {f.Time:HH\\:mm} {f.ChannelIds.Count}"));
        Assert.Equal(other, Assert.Single(free[3].ChannelIds));
        Assert.Empty(await FreeAsync(tenant, Tomorrow.AddDays(-9), Tomorrow.AddDays(-2)));
        Assert.All(await FreeAsync(tenant, Tomorrow, Tomorrow, new(ChannelId: channel)), f => Assert.Equal([channel], f.ChannelIds));
    }

    [Fact]
    public async Task Free_times_leave_out_an_hour_that_the_clock_jumps_over()
    {
        var (tenant, _) = await StartAsync("free-gap", "Europe/Berlin");
        await HoursAsync(tenant, 2, 3);

        Assert.Equal([new(3, 0)], (await FreeAsync(tenant, new(2027, 3, 28), new(2027, 3, 28))).Select(f => f.Time));
    }

    [Fact]
    public async Task Only_those_who_plan_see_free_times()
    {
        var tenant = await domain.AddTenantAsync("free-rights");
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<FreeTimes, IReadOnlyList<FreeTime>>(MemberRole.Editor, f => f.BetweenAsync(Tomorrow, Tomorrow, new(), None)));
    }

    [Fact]
    public async Task Nothing_of_another_tenant_is_read()
    {
        var (tenant, other) = (await domain.AddTenantAsync("alone"), (await StartAsync("crowd")).Tenant);
        await PlanAsync(other, await domain.AddChannelAsync(other, "More"), Tomorrow, new(9, 0));
        await domain.AddPostAsync(other);

        Assert.Equal(0, Assert.Single(await ReadAsync(tenant, new(Tomorrow, Tomorrow, 5))).Total);
        Assert.Empty((await TrayAsync(tenant)).Posts);
        Assert.Empty(await FreeAsync(tenant, Tomorrow, Tomorrow));
    }

    private async Task<(TestTenant Tenant, Guid ChannelId)> StartAsync(string slug, string zone = "Europe/Moscow")
    {
        var tenant = await domain.AddTenantAsync(slug, zone);
        return (tenant, await domain.AddChannelAsync(tenant));
    }

    private async Task<Guid> PlanAsync(TestTenant tenant, Guid channel, DateOnly date, TimeOnly time)
    {
        var post = await domain.AddPostAsync(tenant);
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, [new(channel, date, time)]), None));
        return Assert.Single(planned.Value).PublicationId;
    }

    private static Task<int> HoursAsync(TestTenant tenant, params int[] hours) => tenant.DbAsync(async db =>
    {
        foreach (var channel in await db.Channels.ToListAsync())
            channel.SetPosting(hours, 100, null);
        return await db.SaveChangesAsync();
    });

    private static Task<IReadOnlyList<CalendarDay>> ReadAsync(TestTenant tenant, CalendarRange range, CalendarFilter? filter = null) =>
        tenant.AsAsync<CalendarQueries, IReadOnlyList<CalendarDay>>(MemberRole.Viewer, q => q.ReadAsync(range, filter ?? new(), None));

    private static Task<CalendarTray> TrayAsync(TestTenant tenant) => tenant.AsAsync<CalendarQueries, CalendarTray>(MemberRole.Viewer, q => q.TrayAsync(null, None));

    private static Task<IReadOnlyList<FreeTime>> FreeAsync(TestTenant tenant, DateOnly first, DateOnly last, CalendarFilter? filter = null) =>
        tenant.AsAsync<FreeTimes, IReadOnlyList<FreeTime>>(MemberRole.Approver, f => f.BetweenAsync(first, last, filter ?? new(), None));
}
