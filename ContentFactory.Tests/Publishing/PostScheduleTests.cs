using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing;

public sealed class PostScheduleTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Tomorrow = new(2026, 11, 21);

    [Fact]
    public async Task Plans_approved_post_in_the_tenants_zone()
    {
        var (tenant, channel, post) = await StartAsync("plans");

        var planned = Assert.Single((await ScheduleAsync(tenant, post, new ChannelTime(channel, Tomorrow, new(10, 0)))).Value);

        Assert.Equal(new DateTimeOffset(2026, 11, 21, 7, 0, 0, TimeSpan.Zero), planned.Planned.Instant);
        var row = await domain.PublicationAsync(tenant, planned.PublicationId);
        Assert.Equal((PublicationState.Scheduled, new TimeOnly(10, 0), "Europe/Moscow", 2), (row.State, row.LocalTime, row.ZoneId, row.PostVersion));
        Assert.Equal(PostStatus.Scheduled, await tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync()));
    }

    [Fact]
    public async Task Skipped_hour_moves_forward_and_says_so()
    {
        var (tenant, channel, post) = await StartAsync("gap", "Europe/Berlin");

        var planned = Assert.Single((await ScheduleAsync(tenant, post, new ChannelTime(channel, new(2027, 3, 28), new(2, 30)))).Value).Planned;

        Assert.Equal((LocalTimeNote.MovedOutOfGap, new DateTimeOffset(2027, 3, 28, 1, 30, 0, TimeSpan.Zero)), (planned.Note, planned.Instant));
    }

    [Fact]
    public async Task Refuses_what_may_not_be_planned()
    {
        var (tenant, channel, post) = await StartAsync("refuses");
        var (other, foreign, _) = await StartAsync("other");
        var at = new ChannelTime(channel, Tomorrow, new(10, 0));

        await RefusedAsync("Publishing.TimeInPast", "Time", post, at with { Date = new(2026, 11, 19) });
        await RefusedAsync("Publishing.TimeTooFar", "Time", post, at with { Date = DateOnly.MinValue });
        await RefusedAsync("Content.NotApproved", null, await domain.AddPostAsync(tenant, approved: false), at);
        await RefusedAsync("Access.NotFound", null, post, at with { ChannelId = foreign });
        await RefusedAsync("Platforms.TextTooLong", "Text", await domain.AddPostAsync(tenant, "unfit"), at);
        await tenant.DbAsync(async db =>
        {
            (await db.Channels.SingleAsync()).Pause();
            return await db.SaveChangesAsync();
        });
        await RefusedAsync("Publishing.ChannelNotReady", "Channels", post, at);
        Assert.Equal("Access.NotFound", (await ScheduleAsync(other, post, new ChannelTime(foreign, Tomorrow, new(10, 0)))).Problem?.TextKey);
        Assert.Equal(0, await tenant.DbAsync(db => db.Publications.CountAsync()));

        async Task RefusedAsync(string key, string? field, Guid postId, ChannelTime time)
        {
            var problem = (await ScheduleAsync(tenant, postId, time)).Problem;
            Assert.Equal((key, field), (problem?.TextKey, problem?.Field));
        }
    }

    [Fact]
    public async Task Same_post_within_a_day_needs_a_confirmation()
    {
        var (tenant, channel, post) = await StartAsync("twice");
        Assert.True((await ScheduleAsync(tenant, post, new ChannelTime(channel, Tomorrow, new(10, 0)))).Ok);
        var again = new ChannelTime(channel, Tomorrow, new(20, 0));

        var refused = await ScheduleAsync(tenant, post, again);
        var confirmed = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Owner, s => s.ScheduleAsync(new(post, [again], ConfirmDuplicates: true), None));
        var later = await ScheduleAsync(tenant, post, again with { Date = Tomorrow.AddDays(2) });

        Assert.Equal("Publishing.DuplicateWithin24Hours", refused.Problem?.TextKey);
        Assert.True(confirmed.Ok && later.Ok);
    }

    [Fact]
    public async Task Daily_limit_counts_the_channels_own_day()
    {
        var tenant = await domain.AddTenantAsync("limit");
        var channel = await domain.AddChannelAsync(tenant, dailyLimit: 2);
        var times = new[] { 0, 1, 23 }.Select(hour => new ChannelTime(channel, Tomorrow, new(hour, 30))).ToList();
        foreach (var time in times[..2])
            Assert.True((await ScheduleAsync(tenant, await domain.AddPostAsync(tenant), time)).Ok);

        var third = await ScheduleAsync(tenant, await domain.AddPostAsync(tenant), times[2]);
        var nextDay = await ScheduleAsync(tenant, await domain.AddPostAsync(tenant), times[0] with { Date = Tomorrow.AddDays(1) });

        Assert.Equal(ProblemKind.Limit, third.Problem?.Kind);
        Assert.True(nextDay.Ok);
    }

    [Fact]
    public async Task Cancel_of_the_last_plan_frees_the_post()
    {
        var (tenant, channel, post) = await StartAsync("cancel");
        var first = (await ScheduleAsync(tenant, post, new ChannelTime(channel, Tomorrow, new(10, 0)))).Value[0];
        var second = (await ScheduleAsync(tenant, post, new ChannelTime(channel, Tomorrow.AddDays(3), new(10, 0)))).Value[0];

        Assert.True((await CancelAsync(tenant, first.PublicationId)).Ok);
        var between = await tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync());
        Assert.True((await CancelAsync(tenant, second.PublicationId)).Ok);

        Assert.Equal((PostStatus.Scheduled, PostStatus.Approved), (between, await tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync())));
    }

    [Fact]
    public async Task Unknown_is_settled_or_sent_again_by_a_person()
    {
        var (tenant, channel, post) = await StartAsync("settle");
        var first = await UnknownAsync(post);
        var second = await UnknownAsync(await domain.AddPostAsync(tenant));

        var wrong = await tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => s.SettleAsPublishedAsync(first, "javascript:alert(1)", None));
        var settled = await tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => s.SettleAsPublishedAsync(first, "https://t.me/x/1", None));
        var again = await tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => s.PublishAgainAsync(second, None));

        Assert.Equal("Publishing.UrlWrong", wrong.Problem?.TextKey);
        Assert.True(settled.Ok && again.Ok);
        Assert.Equal(PostStatus.Published, await tenant.DbAsync(db => db.Posts.Where(p => p.Id == post).Select(p => p.Status).SingleAsync()));
        Assert.Equal(PublicationState.Scheduled, (await domain.PublicationAsync(tenant, second)).State);

        async Task<Guid> UnknownAsync(Guid postId)
        {
            var id = await domain.AddDueAsync(tenant, channel, postId);
            foreach (var state in new[] { "leased", "sending", "unknown" })
                await domain.SystemSqlAsync($"update publications set state = '{state}', lease_until = {(state == "unknown" ? "null" : "app_now()")} where id = '{id}'");
            return id;
        }
    }

    [Fact]
    public async Task Each_decision_leaves_a_row_in_the_audit_log()
    {
        var (tenant, channel, post) = await StartAsync("audited");
        var id = (await ScheduleAsync(tenant, post, new ChannelTime(channel, Tomorrow, new(10, 0)))).Value[0].PublicationId;
        Assert.True((await tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(MemberRole.Approver, s => s.MoveAsync(id, Tomorrow, new(11, 0), None))).Ok);
        Assert.True((await CancelAsync(tenant, id)).Ok);

        var actions = await tenant.DbAsync(db => db.AuditLog.Where(a => a.EntityId == id).Select(a => a.Action).ToListAsync());

        Assert.Equal([Permission.SchedulePosts, Permission.SchedulePosts, Permission.CancelPublications], actions.Order());
    }

    [Theory]
    [InlineData(MemberRole.Viewer)]
    [InlineData(MemberRole.Editor)]
    public async Task People_without_the_right_are_refused(MemberRole role)
    {
        var tenant = await domain.AddTenantAsync($"refused-{role}".ToLowerInvariant());
        var id = Guid.Empty;

        await RefusedAsync(async s => await s.ScheduleAsync(new(id, []), None));
        await RefusedAsync(async s => await s.PublishNowAsync(id, [], None));
        await RefusedAsync(async s => await s.MoveAsync(id, Tomorrow, new(1, 0), None));
        await RefusedAsync(async s => await s.PutBackAsync(id, PlannedTime.At(Tomorrow, new(1, 0), "UTC"), default, None));
        await RefusedAsync(async s => await s.CancelAsync(id, None));
        await RefusedAsync(async s => await s.SettleAsPublishedAsync(id, null, None));
        await RefusedAsync(async s => await s.PublishAgainAsync(id, None));

        Task RefusedAsync(Func<PostSchedule, Task> act) => Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<PostSchedule, bool>(role, async s =>
        {
            await act(s);
            return true;
        }));
    }

    [Fact]
    public async Task Calendar_shows_the_local_day_and_the_list_its_pages()
    {
        var (tenant, channel, post) = await StartAsync("calendar", "Pacific/Auckland");
        foreach (var day in Enumerable.Range(1, 3))
            Assert.True((await ScheduleAsync(tenant, post, new ChannelTime(channel, Tomorrow.AddDays(day * 2), new(0, 15)))).Ok);

        var days = (await tenant.AsAsync<CalendarQueries, IReadOnlyList<CalendarDay>>(MemberRole.Viewer, q => q.ReadAsync(new(Tomorrow.AddDays(2), Tomorrow.AddDays(4), 9), new(), None))).Where(d => d.Total > 0).ToList();
        var page = await tenant.AsAsync<PublicationQueries, PublicationPage>(MemberRole.Viewer, q => q.PageAsync(new([PublicationState.Scheduled], channel, Search: "hel", Skip: 1, Take: 1), None));
        var detail = await tenant.AsAsync<PublicationQueries, PublicationDetail?>(MemberRole.Viewer, q => q.FindAsync(days[0].Items[0].Id, None));

        Assert.Equal([Tomorrow.AddDays(2), Tomorrow.AddDays(4)], days.Select(d => d.Date));
        Assert.Equal((3, Tomorrow.AddDays(4)), (page.Total, Assert.Single(page.Cards).Date));
        Assert.Equal(("Hello", "News", 0), (detail?.Text, detail?.Card.ChannelName, detail?.Attempts.Count));
    }

    private async Task<(TestTenant Tenant, Guid ChannelId, Guid PostId)> StartAsync(string slug, string zone = "Europe/Moscow")
    {
        var tenant = await domain.AddTenantAsync(slug, zone);
        return (tenant, await domain.AddChannelAsync(tenant), await domain.AddPostAsync(tenant));
    }

    private static Task<Result<IReadOnlyList<PlannedPublication>>> ScheduleAsync(TestTenant tenant, Guid post, params ChannelTime[] times) =>
        tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, times), None));

    private static Task<Result> CancelAsync(TestTenant tenant, Guid id) => tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.CancelAsync(id, None));
}
