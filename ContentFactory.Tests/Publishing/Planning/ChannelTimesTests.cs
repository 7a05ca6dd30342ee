using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing.Planning;

/// <summary>Several channels, each at its own time, and what stands close to it.</summary>
public sealed class ChannelTimesTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly DateOnly Tomorrow = new(2026, 11, 21);
    private static int tenants;

    [Fact]
    public async Task Each_channel_goes_out_at_its_own_time()
    {
        var (tenant, news, shop, post) = await StartAsync();

        Assert.True((await PlanAsync(tenant, post, new(news, Tomorrow, new(10, 0)), new(shop, Tomorrow.AddDays(1), new(10, 5)))).Ok);

        var times = await tenant.DbAsync(db => db.Publications.OrderBy(p => p.ScheduledAt).Select(p => new { p.ChannelId, p.LocalDate, p.LocalTime }).ToListAsync());
        Assert.Equal([(news, Tomorrow, new TimeOnly(10, 0)), (shop, Tomorrow.AddDays(1), new TimeOnly(10, 5))], times.Select(t => (t.ChannelId, t.LocalDate, t.LocalTime)));
    }

    [Fact]
    public async Task A_refusal_names_the_channel_whose_time_it_is()
    {
        var (tenant, news, shop, post) = await StartAsync();
        var small = await domain.AddChannelAsync(tenant, "Small", dailyLimit: 1);
        var (good, other) = (new ChannelTime(news, Tomorrow, new(10, 0)), await domain.AddPostAsync(tenant));
        Assert.True((await PlanAsync(tenant, other, new ChannelTime(small, Tomorrow, new(9, 0)))).Ok);

        await RefusedAsync("Publishing.TimeInPast", shop, good, new(shop, Tomorrow.AddDays(-2), new(10, 0)));
        await RefusedAsync("Publishing.TimeTooFar", shop, good, new(shop, DateOnly.MinValue, new(10, 0)));
        await RefusedAsync("Publishing.DailyLimit", small, good, new(small, Tomorrow, new(21, 0)));
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MinGapHours, 2);
        Assert.True((await PlanAsync(tenant, other, new ChannelTime(shop, Tomorrow, new(9, 0)))).Ok);
        await RefusedAsync("Publishing.TooClose", shop, good, new(shop, Tomorrow, new(10, 0)));
        Assert.Equal(2, await tenant.DbAsync(db => db.Publications.CountAsync()));

        async Task RefusedAsync(string key, Guid channel, params ChannelTime[] times)
        {
            var problem = (await PlanAsync(tenant, post, times)).Problem;
            Assert.Equal((key, channel), (problem?.TextKey, problem?.Subject));
        }
    }

    [Fact]
    public async Task A_duplicate_says_where_and_when_the_other_stands()
    {
        var (tenant, news, shop, post) = await StartAsync();
        Assert.True((await PlanAsync(tenant, post, new ChannelTime(shop, Tomorrow, new(8, 30)), new(shop, Tomorrow.AddDays(3), new(8, 30)))).Ok);

        var refused = (await PlanAsync(tenant, post, new(news, Tomorrow, new(10, 0)), new(shop, Tomorrow, new(20, 0)))).Problem;
        var twice = (await PlanAsync(tenant, post, new(news, Tomorrow, new(10, 0)), new(news, Tomorrow, new(20, 0)))).Problem;

        Assert.Equal(("Publishing.DuplicateWithin24Hours", shop), (refused?.TextKey, refused?.Subject));
        Assert.Equal(("Shop", Tomorrow.ToDateTime(new(8, 30))), ((string)refused!.Args[0], (DateTime)refused.Args[1]));
        Assert.Equal((news, Tomorrow.ToDateTime(new(10, 0))), (twice!.Subject!.Value, (DateTime)twice.Args[1]));
    }

    [Fact]
    public async Task Neighbours_are_the_post_within_a_day_and_others_within_an_hour()
    {
        var (tenant, news, shop, post) = await StartAsync();
        var (near, far, elsewhere, gone) = (await domain.AddPostAsync(tenant, "Near"), await domain.AddPostAsync(tenant, "Far"), await domain.AddPostAsync(tenant, "Elsewhere"), await domain.AddPostAsync(tenant, "Gone"));
        foreach (var (one, channel, time) in new[] { (post, news, new TimeOnly(20, 0)), (near, news, new TimeOnly(10, 59)), (far, news, new TimeOnly(11, 0)), (elsewhere, shop, new TimeOnly(10, 0)) })
            Assert.True((await PlanAsync(tenant, one, new ChannelTime(channel, Tomorrow, time))).Ok);
        var cancelled = (await PlanAsync(tenant, gone, new ChannelTime(news, Tomorrow, new(10, 10)))).Value[0].PublicationId;
        Assert.True((await tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => s.CancelAsync(cancelled, default))).Ok);
        var at = PlannedTime.At(Tomorrow, new(10, 0), "Europe/Moscow").Instant;

        var found = await OfAsync(tenant, post, (news, at));

        Assert.Equal([("Near", at.AddMinutes(59), false), ("Hello", at.AddHours(10), true)], found.Select(n => (n.Title, n.At, n.SamePost)));
        Assert.Equal([(shop, "Elsewhere")], (await OfAsync(tenant, post, (news, at.AddDays(4)), (shop, at.AddMinutes(5)))).Select(n => (n.ChannelId, n.Title)));
        Assert.Empty(await OfAsync(await domain.AddTenantAsync($"times-{Interlocked.Increment(ref tenants)}"), post, (news, at), (shop, at)));
        Assert.Empty(await OfAsync(tenant, post));
    }

    private async Task<(TestTenant Tenant, Guid News, Guid Shop, Guid Post)> StartAsync()
    {
        var tenant = await domain.AddTenantAsync($"times-{Interlocked.Increment(ref tenants)}");
        return (tenant, await domain.AddChannelAsync(tenant), await domain.AddChannelAsync(tenant, "Shop"), await domain.AddPostAsync(tenant));
    }

    private static Task<Result<IReadOnlyList<PlannedPublication>>> PlanAsync(TestTenant tenant, Guid post, params ChannelTime[] times) =>
        tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, times), default));

    private static Task<IReadOnlyList<PlanNeighbour>> OfAsync(TestTenant tenant, Guid post, params (Guid ChannelId, DateTimeOffset At)[] times) =>
        tenant.AsAsync<PlanNeighbours, IReadOnlyList<PlanNeighbour>>(MemberRole.Viewer, n => n.OfAsync(post, times, default));
}
