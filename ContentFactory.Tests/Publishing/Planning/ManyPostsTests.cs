using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing.Planning;

public sealed class ManyPostsTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static int tenants;

    [Fact]
    public async Task Several_posts_take_the_next_free_hours_in_turn()
    {
        var (tenant, channel) = await TenantAsync();
        var posts = await PostsAsync(tenant, 3);

        foreach (var post in posts)
            Assert.Null((await PlanAsync(tenant, p => p.PlanAsync(post, [channel]))).Problem);

        var times = await TimesAsync(tenant);
        Assert.Equal(posts, times.Select(t => t.PostId));
        Assert.All(times, t => Assert.Equal(9, t.At.Hour));
        Assert.Equal(3, times.Select(t => t.At.Date).Distinct().Count());
    }

    [Fact]
    public async Task Two_people_who_queue_at_once_get_different_hours()
    {
        var (tenant, channel) = await TenantAsync(dailyLimit: 1);
        var posts = await PostsAsync(tenant, 6);

        var planned = await Task.WhenAll(posts.Select(post => PlanAsync(tenant, p => p.PlanAsync(post, [channel]))));

        var times = await TimesAsync(tenant);
        Assert.Equal(planned.Count(p => p.Ok), times.Count);
        Assert.Equal(times.Count, times.Select(t => t.At).Distinct().Count());
    }

    [Fact]
    public async Task A_row_of_posts_keeps_its_distance()
    {
        var (tenant, channel) = await TenantAsync();
        var posts = await PostsAsync(tenant, 3);
        var first = PlannedTime.Of(domain.Clock.GetUtcNow().AddDays(2), "Europe/Moscow").ToDateTime().Date.AddHours(10);

        for (var n = 0; n < posts.Count; n++)
            Assert.Null((await PlanAsync(tenant, p => p.PlanAsync(posts[n], [channel], first, 30, n))).Problem);

        Assert.Equal([first, first.AddHours(30), first.AddHours(60)], (await TimesAsync(tenant)).Select(t => t.At));
        Assert.Equal("EveryHours", (await PlanAsync(tenant, p => p.PlanAsync(posts[0], [channel], first, 0, 0))).Problem?.Field);
    }

    [Fact]
    public async Task Channels_of_another_company_are_passed_over()
    {
        var (tenant, _) = await TenantAsync();
        var (other, foreign) = await TenantAsync();
        var post = (await PostsAsync(tenant, 1))[0];

        Assert.Equal("Publishing.NoOwnChannel", (await PlanAsync(tenant, p => p.PlanAsync(post, [foreign]))).Problem?.TextKey);
        Assert.Equal("Publishing.NoOwnChannel", (await PlanAsync(other, p => p.PlanAsync(post, [foreign]))).Problem?.TextKey);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<NextFreePlan, Result>(MemberRole.Editor, p => p.PlanAsync(post, [])));
    }

    [Fact]
    public async Task Moving_by_days_keeps_the_time_of_day_across_the_change_of_clocks()
    {
        var (tenant, channel) = await TenantAsync("Europe/Berlin");
        var post = (await PostsAsync(tenant, 1))[0];
        // a Saturday before the last Sunday of March
        var saturday = new DateOnly(domain.Clock.GetUtcNow().Year + 1, 3, 31);
        saturday = saturday.AddDays(-(int)saturday.DayOfWeek - 1);
        Assert.Null((await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, [new(channel, saturday, new TimeOnly(10, 0))]), default))).Problem);

        Assert.Null(await ShiftAsync(tenant, post, 1));

        Assert.Equal(saturday.AddDays(1).ToDateTime(new TimeOnly(10, 0)), (await TimesAsync(tenant, "Europe/Berlin")).Single().At);
        Assert.Equal("Publishing.TimeInPast", (await ShiftAsync(tenant, post, -365))?.TextKey);
        Assert.Equal("Days", (await ShiftAsync(tenant, post, 0))?.Field);
        Assert.Equal("Publishing.NothingToMove", (await ShiftAsync(tenant, (await PostsAsync(tenant, 1))[0], 1))?.TextKey);
    }

    [Fact]
    public async Task Tags_are_added_and_taken_away_and_find_their_posts()
    {
        var (tenant, _) = await TenantAsync();
        var posts = await PostsAsync(tenant, 2);

        Assert.True((await TagAsync(tenant, posts[0], ["Sale", "#spring", "sale"], [])).Ok);
        Assert.True((await TagAsync(tenant, posts[1], ["Autumn"], [])).Ok);
        Assert.True((await TagAsync(tenant, posts[0], ["new"], ["SPRING"])).Ok);

        Assert.Equal(["Autumn", "new", "Sale"], await tenant.AsAsync<PostTags, IReadOnlyList<string>>(MemberRole.Viewer, t => t.UsedAsync()));
        var found = await tenant.AsAsync<PostQueries, ListPage<PostRow>>(MemberRole.Viewer, q => q.ListAsync(new PostFilter(Tag: "Sale")));
        Assert.Equal([(posts[0], PostStatus.Approved)], found.Rows.Select(r => (r.Id, r.Status)));
        Assert.Equal(["Sale", "new"], found.Rows[0].Tags);
        Assert.Equal("Content.TooManyTags", (await TagAsync(tenant, posts[0], [.. Enumerable.Range(0, 20).Select(n => $"t{n}")], [])).Problem?.TextKey);
    }

    private async Task<(TestTenant, Guid)> TenantAsync(string zone = "Europe/Moscow", int dailyLimit = 1)
    {
        var tenant = await domain.AddTenantAsync($"many-{Interlocked.Increment(ref tenants)}", zone);
        return (tenant, await domain.AddChannelAsync(tenant, dailyLimit: dailyLimit));
    }

    private async Task<List<Guid>> PostsAsync(TestTenant tenant, int count)
    {
        var posts = new List<Guid>();
        for (var n = 0; n < count; n++)
            posts.Add(await domain.AddPostAsync(tenant, $"Post {n}"));
        return posts;
    }

    private static Task<Result> PlanAsync(TestTenant tenant, Func<NextFreePlan, Task<Result>> plan) => tenant.AsAsync<NextFreePlan, Result>(MemberRole.Approver, plan);

    private static async Task<Problem?> ShiftAsync(TestTenant tenant, Guid post, int days)
    {
        var stays = await tenant.AsAsync<PostSchedule, Result<IReadOnlyDictionary<Guid, Problem>>>(MemberRole.Approver, s => s.ShiftAsync([post], days));
        return stays.Ok ? stays.Value.GetValueOrDefault(post) : stays.Problem;
    }

    private static Task<Result> TagAsync(TestTenant tenant, Guid post, string[] add, string[] remove) => tenant.AsAsync<PostTags, Result>(MemberRole.Editor, t => t.ChangeAsync(post, add, remove));

    private static Task<List<(Guid PostId, DateTime At)>> TimesAsync(TestTenant tenant, string zone = "Europe/Moscow") => tenant.DbAsync(async db =>
        (await db.Publications.AsNoTracking().OrderBy(p => p.ScheduledAt).ToListAsync()).Select(p => (p.PostId, PlannedTime.Of(p.ScheduledAt, zone).ToDateTime())).ToList());
}
