using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing.Calendar;

/// <summary>Publications sent at once, planned once more, and planned again after a cancellation. It is Friday, 20 November, 9:00 in London.</summary>
public sealed class CalendarCardTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Tomorrow = new(2026, 11, 21);
    private static readonly TimeOnly Ten = new(10, 0);

    [Fact]
    public async Task What_waits_is_due_now()
    {
        var (tenant, _, _, id) = await PlannedAsync("now");
        await domain.SystemSqlAsync($"update publications set state = 'held', held_reason = 'overdue' where id = '{id}'");

        Assert.True((await NowAsync(tenant, id)).Ok);

        var sent = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Scheduled, domain.Clock.GetUtcNow()), (sent.State, sent.DueAt));
        await TakeAsync(id);
        Assert.Equal("Publishing.AlreadySending", (await NowAsync(tenant, id)).Problem?.TextKey);
        await PublishedAsync(id);
        Assert.Equal("Publishing.AlreadySending", (await NowAsync(tenant, id)).Problem?.TextKey);
    }

    [Fact]
    public async Task Now_obeys_the_rules_of_any_plan()
    {
        var (tenant, channel, post, id) = await PlannedAsync("now-rules");
        await ScheduleAsync(tenant, post, new(channel, new(2026, 11, 20), new(18, 0)));
        Assert.Equal("Publishing.DuplicateWithin24Hours", (await NowAsync(tenant, id)).Problem?.TextKey);
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MinGapHours, 12);
        Assert.Equal("Publishing.TooClose", (await NowAsync(tenant, id, true)).Problem?.TextKey);
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MinGapHours, 0);
        await domain.SystemSqlAsync($"update channels set status = 'paused' where id = '{channel}'");
        Assert.Equal("Publishing.ChannelNotReady", (await NowAsync(tenant, id, true)).Problem?.TextKey);
        await domain.SystemSqlAsync($"update channels set status = 'active' where id = '{channel}'");
        await domain.SystemSqlAsync($"update posts set version = version + 1 where id = '{post}'");
        Assert.Equal("Content.NotApproved", (await NowAsync(tenant, id, true)).Problem?.TextKey);
        Assert.Equal(Tomorrow, (await domain.PublicationAsync(tenant, id)).LocalDate);
        await domain.SystemSqlAsync($"update posts set version = version - 1 where id = '{post}'");

        Assert.True((await NowAsync(tenant, id, true)).Ok);
    }

    [Fact]
    public async Task A_duplicate_has_the_choices_of_its_model()
    {
        domain.Platform.Kinds = [PublicationKind.Feed, PublicationKind.Story];
        domain.Platform.Options = [PublishOption.Switch("silent") with { Default = "true" }, PublishOption.Switch("loud")];
        try
        {
            var tenant = await domain.AddTenantAsync("duplicate");
            var (channel, post) = (await domain.AddChannelAsync(tenant), await domain.AddPostAsync(tenant));
            var chosen = new PublishChoices(PublicationKind.Story, new Dictionary<string, string> { ["silent"] = "false", ["loud"] = "true" });
            var id = await ScheduleAsync(tenant, post, new(channel, Tomorrow, Ten), chosen);

            Assert.Equal("Publishing.DuplicateWithin24Hours", (await DuplicateAsync(tenant, id, Tomorrow, new(20, 0))).Problem?.TextKey);
            Assert.Equal("Publishing.TimeInPast", (await DuplicateAsync(tenant, id, new(2026, 11, 19), Ten)).Problem?.TextKey);
            var twice = await DuplicateAsync(tenant, id, Tomorrow, new(20, 0), true);

            var (model, made) = (await domain.PublicationAsync(tenant, id), await domain.PublicationAsync(tenant, twice.Value.PublicationId));
            Assert.Equal((model.PostId, model.ChannelId, model.Kind, model.Options, Tomorrow, new TimeOnly(20, 0)), (made.PostId, made.ChannelId, made.Kind, made.Options, made.LocalDate, made.LocalTime));
            Assert.DoesNotContain("silent", made.Options, StringComparison.Ordinal);
            Assert.Equal((PublicationState.Scheduled, Ten), (model.State, model.LocalTime));
        }
        finally
        {
            (domain.Platform.Kinds, domain.Platform.Options) = ([PublicationKind.Feed], []);
        }
    }

    [Fact]
    public async Task What_was_published_can_be_planned_once_more()
    {
        var (tenant, _, _, id) = await PlannedAsync("once-more");
        await TakeAsync(id);
        await PublishedAsync(id);

        Assert.True((await DuplicateAsync(tenant, id, Tomorrow.AddDays(3), Ten)).Ok);
    }

    [Fact]
    public async Task A_cancellation_is_taken_back_to_the_very_time()
    {
        var tenant = await domain.AddTenantAsync("again", "Europe/Berlin");
        var (channel, post) = (await domain.AddChannelAsync(tenant), await domain.AddPostAsync(tenant));
        // the second 02:00 of that day in Berlin
        var id = await ScheduleAsync(tenant, post, new(channel, new(2027, 10, 31), new(1, 0), "UTC"));
        Assert.Equal("Publishing.ChangedMeanwhile", (await AgainAsync(tenant, id)).Problem?.TextKey);
        await tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.CancelAsync(id, None));

        var again = await domain.PublicationAsync(tenant, (await AgainAsync(tenant, id)).Value.PublicationId);

        var stood = await domain.PublicationAsync(tenant, id);
        Assert.Equal((stood.ScheduledAt, stood.LocalTime, "UTC", PublicationState.Scheduled), (again.ScheduledAt, again.LocalTime, again.ZoneId, again.State));
        Assert.Equal(PublicationState.Cancelled, stood.State);
        Assert.Equal(PostStatus.Scheduled, await tenant.DbAsync(db => db.Posts.Where(p => p.Id == post).Select(p => p.Status).SingleAsync()));
    }

    [Fact]
    public async Task Nothing_goes_out_now_while_publishing_is_stopped_or_after_somebody_moved_it()
    {
        var (tenant, _, _, id) = await PlannedAsync("stopped");
        var before = await domain.PublicationAsync(tenant, id);
        Assert.Equal("Publishing.ChangedMeanwhile", (await NowAsync(tenant, id, seen: before.ScheduledAt.AddHours(1))).Problem?.TextKey);
        await domain.SystemSqlAsync($"update tenants set publishing_stopped_at = app_now() where id = '{tenant.Id}'");
        Assert.Equal("Publishing.NowStopped", (await NowAsync(tenant, id)).Problem?.TextKey);
        Assert.Equal(before.ScheduledAt, (await domain.PublicationAsync(tenant, id)).ScheduledAt);
    }

    [Fact]
    public async Task A_cancellation_is_undone_once_and_not_beside_a_new_plan()
    {
        var (tenant, _, _, id) = await PlannedAsync("once-again");
        await tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.CancelAsync(id, None));
        Assert.True((await AgainAsync(tenant, id)).Ok);
        Assert.Equal("Publishing.ChangedMeanwhile", (await AgainAsync(tenant, id)).Problem?.TextKey);

        var (other, channel, post, planned) = await PlannedAsync("planned-anew");
        await other.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.CancelAsync(planned, None));
        await ScheduleAsync(other, post, new(channel, Tomorrow.AddDays(3), new(9, 0)));
        Assert.Equal("Publishing.ChangedMeanwhile", (await AgainAsync(other, planned)).Problem?.TextKey);
    }

    [Fact]
    public async Task An_editor_does_none_of_it_and_a_stranger_finds_nothing()
    {
        var (tenant, _, _, id) = await PlannedAsync("not-allowed");
        await Assert.ThrowsAsync<NotPermittedException>(() => NowAsync(tenant, id, role: MemberRole.Editor));
        await Assert.ThrowsAsync<NotPermittedException>(() => DuplicateAsync(tenant, id, Tomorrow, Ten, role: MemberRole.Editor));
        await Assert.ThrowsAsync<NotPermittedException>(() => AgainAsync(tenant, id, MemberRole.Editor));
        var other = await domain.AddTenantAsync("stranger");
        Assert.Equal(ProblemKind.NotFound, (await NowAsync(other, id)).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await DuplicateAsync(other, id, Tomorrow, Ten)).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await AgainAsync(other, id)).Problem?.Kind);
    }

    private Task TakeAsync(Guid id) => domain.SystemSqlAsync($"update publications set state = 'leased', lease_until = app_now() where id = '{id}'");

    private async Task PublishedAsync(Guid id)
    {
        await domain.SystemSqlAsync($"update publications set state = 'sending' where id = '{id}'");
        await domain.SystemSqlAsync($"update publications set state = 'published', lease_until = null, published_at = app_now(), external_id = '1' where id = '{id}'");
    }

    private async Task<(TestTenant Tenant, Guid Channel, Guid Post, Guid Id)> PlannedAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        var (channel, post) = (await domain.AddChannelAsync(tenant), await domain.AddPostAsync(tenant));
        return (tenant, channel, post, await ScheduleAsync(tenant, post, new(channel, Tomorrow, new(20, 0))));
    }

    private static async Task<Guid> ScheduleAsync(TestTenant tenant, Guid post, ChannelTime at, PublishChoices? choices = null)
    {
        var chosen = choices is null ? null : new Dictionary<Guid, PublishChoices> { [at.ChannelId] = choices };
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, [at], true, chosen), None));
        return Assert.Single(planned.Value).PublicationId;
    }

    private static async Task<Result<PlannedPublication>> NowAsync(TestTenant tenant, Guid id, bool confirmed = false, MemberRole role = MemberRole.Approver, DateTimeOffset? seen = null)
    {
        var stands = seen ?? await tenant.DbAsync(db => db.Publications.Where(p => p.Id == id).Select(p => p.ScheduledAt).FirstOrDefaultAsync());
        return await tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(role, s => s.SendNowAsync(id, stands, None, confirmed));
    }

    private static Task<Result<PlannedPublication>> DuplicateAsync(TestTenant tenant, Guid id, DateOnly date, TimeOnly time, bool confirmed = false, MemberRole role = MemberRole.Approver) =>
        tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(role, s => s.DuplicateAsync(id, date, time, None, confirmed));

    private static Task<Result<PlannedPublication>> AgainAsync(TestTenant tenant, Guid id, MemberRole role = MemberRole.Approver) =>
        tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(role, s => s.PlanAgainAsync(id, None));
}
