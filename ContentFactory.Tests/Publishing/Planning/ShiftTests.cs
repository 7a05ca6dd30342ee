using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing.Planning;

/// <summary>Several posts moved by days at once. It is Friday, 20 November, 9:00 in London.</summary>
public sealed class ShiftTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly TimeOnly Ten = new(10, 0);
    private static int tenants;

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_daily_series_moves_as_one(int days)
    {
        var (tenant, channel) = await StartAsync(mostOfDay: 1);
        var series = await SeriesAsync(tenant, channel, 3);

        // as a page that is sorted by something else has them
        Assert.Empty((await ShiftAsync(tenant, [series[1], series[0], series[2]], days)).Value);

        Assert.Equal(series.Select((post, n) => (post, Monday.AddDays(n + days))), await DaysAsync(tenant));
    }

    [Fact]
    public async Task What_cannot_go_keeps_those_behind_it_and_no_others()
    {
        var (tenant, channel) = await StartAsync();
        var series = await SeriesAsync(tenant, channel, 4);
        var elsewhere = await domain.AddPostAsync(tenant);
        await PlanAsync(tenant, elsewhere, await domain.AddChannelAsync(tenant, "Other"), Monday, Ten);

        var stays = (await ShiftAsync(tenant, [.. series.Take(3), elsewhere], 1)).Value;

        Assert.Equal(series.Take(3).Order(), stays.Keys.Order());
        Assert.All(stays.Values, why => Assert.Equal("Publishing.TooClose", why.TextKey));
        List<(Guid, DateOnly)> stand = [.. series.Select((post, n) => (post, Monday.AddDays(n))), (elsewhere, Monday.AddDays(1))];
        Assert.Equal(stand, (await DaysAsync(tenant)).OrderBy(p => p.PostId == elsewhere));
    }

    [Fact]
    public async Task A_post_goes_whole_or_not_at_all()
    {
        var (tenant, channel) = await StartAsync();
        var (other, post) = (await domain.AddChannelAsync(tenant, "Other"), await domain.AddPostAsync(tenant));
        await PlanAsync(tenant, post, channel, Monday, new(11, 0));
        await PlanAsync(tenant, post, other, Monday, Ten);
        await PlanAsync(tenant, await domain.AddPostAsync(tenant), other, Monday.AddDays(1), Ten);

        Assert.Equal("Publishing.TooClose", (await ShiftAsync(tenant, [post], 1)).Value[post].TextKey);

        Assert.Equal([Monday, Monday], (await DaysAsync(tenant)).Where(p => p.PostId == post).Select(p => p.Day));
    }

    [Fact]
    public async Task The_same_post_does_not_come_within_a_day_of_what_stays()
    {
        var (tenant, channel) = await StartAsync();
        var post = await domain.AddPostAsync(tenant);
        var held = await PlanAsync(tenant, post, channel, Monday, Ten);
        await PlanAsync(tenant, post, channel, Monday.AddDays(2), new(9, 0));
        await domain.SystemSqlAsync($"update publications set state = 'held', held_reason = 'overdue' where id = '{held}'");

        Assert.Equal("Publishing.DuplicateWithin24Hours", (await ShiftAsync(tenant, [post], -1)).Value[post].TextKey);
        Assert.Empty((await ShiftAsync(tenant, [post], 1)).Value);

        Assert.Equal([Monday, Monday.AddDays(3)], (await DaysAsync(tenant)).Select(p => p.Day));
    }

    [Fact]
    public async Task What_stands_within_a_day_by_its_own_yes_goes_together()
    {
        var (tenant, channel) = await StartAsync();
        var post = await domain.AddPostAsync(tenant);
        await PlanAsync(tenant, post, channel, Monday, Ten);
        await PlanAsync(tenant, post, channel, Monday.AddDays(1), new(9, 0), confirmed: true);

        Assert.Empty((await ShiftAsync(tenant, [post], 1)).Value);

        Assert.Equal([Monday.AddDays(1), Monday.AddDays(2)], (await DaysAsync(tenant)).Select(p => p.Day));
    }

    [Fact]
    public async Task The_time_stays_as_it_was_said_where_the_clock_had_no_such_hour()
    {
        var (tenant, channel) = await StartAsync("Europe/Berlin");
        var post = await domain.AddPostAsync(tenant);
        var id = await PlanAsync(tenant, post, channel, new(2027, 3, 28), new(2, 30));

        Assert.Empty((await ShiftAsync(tenant, [post], 1)).Value);

        var moved = await domain.PublicationAsync(tenant, id);
        Assert.Equal((new DateOnly(2027, 3, 29), new TimeOnly(2, 30), new DateTimeOffset(2027, 3, 29, 0, 30, 0, TimeSpan.Zero)), (moved.LocalDate, moved.LocalTime, moved.ScheduledAt));
    }

    [Fact]
    public async Task A_colleagues_move_in_between_is_not_overwritten()
    {
        var (tenant, channel) = await StartAsync();
        var post = await domain.AddPostAsync(tenant);
        var id = await PlanAsync(tenant, post, channel, Monday, Ten);

        await using var colleague = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(colleague, "begin");
        await Sql.RunAsync(colleague, $"select 1 from tenants where id = '{tenant.Id}' for no key update");
        await Sql.RunAsync(colleague, $"update publications set scheduled_at = scheduled_at + interval '5 days', due_at = due_at + interval '5 days', local_date = local_date + 5 where id = '{id}'");
        var shifting = Task.Run(() => ShiftAsync(tenant, [post], 1));
        await Eventually.BecomesAsync(() => domain.OwnerSqlAsync<int>(
            "select count(distinct l.pid)::int from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()"), waiting => waiting == 1);
        await Sql.RunAsync(colleague, "commit");

        Assert.Empty((await shifting).Value);
        Assert.Equal((post, Monday.AddDays(6)), Assert.Single(await DaysAsync(tenant)));
    }

    [Fact]
    public async Task Each_occurrence_that_moves_away_is_followed_by_one_of_its_rule()
    {
        var (tenant, channel) = await StartAsync();
        var post = await domain.AddPostAsync(tenant);
        var rule = new Repetition(Monday, Ten, "Europe/London", 7, []);
        Assert.True((await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.RepeatAsync(new(post, [channel], rule), None))).Ok);

        Assert.Empty((await ShiftAsync(tenant, [post], 2)).Value);

        Assert.Equal([Monday.AddDays(2), Monday.AddDays(7)], (await DaysAsync(tenant)).Select(p => p.Day));
    }

    [Fact]
    public async Task Who_may_not_plan_moves_nothing()
    {
        var (tenant, _) = await StartAsync();

        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<PostSchedule, Result<IReadOnlyDictionary<Guid, Problem>>>(MemberRole.Editor, s => s.ShiftAsync([], 1)));
    }

    private async Task<(TestTenant Tenant, Guid ChannelId)> StartAsync(string zone = "Europe/London", int mostOfDay = 1000)
    {
        var tenant = await domain.AddTenantAsync($"shift-{Interlocked.Increment(ref tenants)}", zone);
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MinGapHours, 12);
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MaxPostsPerDay, mostOfDay);
        return (tenant, await domain.AddChannelAsync(tenant, dailyLimit: mostOfDay));
    }

    /// <summary>One post each day from Monday on.</summary>
    private async Task<List<Guid>> SeriesAsync(TestTenant tenant, Guid channel, int count)
    {
        var posts = new List<Guid>();
        for (var n = 0; n < count; n++)
        {
            posts.Add(await domain.AddPostAsync(tenant, $"Post {n}"));
            await PlanAsync(tenant, posts[n], channel, Monday.AddDays(n), Ten);
        }
        return posts;
    }

    private static async Task<Guid> PlanAsync(TestTenant tenant, Guid post, Guid channel, DateOnly date, TimeOnly time, bool confirmed = false)
    {
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, [new(channel, date, time)], confirmed), None));
        return Assert.Single(planned.Value).PublicationId;
    }

    private static Task<Result<IReadOnlyDictionary<Guid, Problem>>> ShiftAsync(TestTenant tenant, IReadOnlyCollection<Guid> posts, int days) =>
        tenant.AsAsync<PostSchedule, Result<IReadOnlyDictionary<Guid, Problem>>>(MemberRole.Approver, s => s.ShiftAsync(posts, days));

    private static async Task<List<(Guid PostId, DateOnly Day)>> DaysAsync(TestTenant tenant) =>
        [.. (await tenant.DbAsync(db => db.Publications.AsNoTracking().OrderBy(p => p.ScheduledAt).ToListAsync())).Select(p => (p.PostId, p.LocalDate))];
}
