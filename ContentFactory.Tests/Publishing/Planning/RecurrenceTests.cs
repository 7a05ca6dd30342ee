using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static ContentFactory.Domain.Publishing.PublicationState;

namespace ContentFactory.Tests.Publishing.Planning;

public sealed partial class RecurrenceTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Tomorrow = new(2026, 11, 21);
    private readonly PublishingDomain domain = new();

    private PlanningQueue Upkeep => domain.Services.GetRequiredService<PlanningQueue>();

    public Task InitializeAsync() => domain.InitializeAsync();

    public Task DisposeAsync() => domain.DisposeAsync();

    [Fact]
    public async Task Next_occurrence_stands_as_soon_as_this_one_is_claimed()
    {
        var series = await StartAsync("claimed");
        await domain.AdvanceAsync(TimeSpan.FromHours(23));

        Assert.Single(await domain.Queue.ClaimAsync(100, None));
        Assert.Empty(await domain.Queue.ClaimAsync(100, None));

        Assert.Equal([(Tomorrow, Leased), (Tomorrow.AddDays(1), Scheduled)], await OccurrencesAsync(series.Tenant));
        var next = await series.Tenant.DbAsync(db => db.Publications.AsNoTracking().SingleAsync(p => p.State == Scheduled));
        Assert.Equal((new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.Zero), new TimeOnly(10, 0), "Europe/Moscow", 1, 2, 7),
            (next.ScheduledAt, next.LocalTime, next.ZoneId, next.Occurrence, next.PostVersion, next.Id.Version));
    }

    [Fact]
    public async Task Claim_that_fails_leaves_no_next_occurrence()
    {
        var series = await StartAsync("rolled-back");
        await domain.AdvanceAsync(TimeSpan.FromHours(23));
        await domain.OwnerSqlAsync<object>("""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no more'; end $$;
            create trigger refuse before insert on publications for each row execute function refuse();
            select 1::text
            """);

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => domain.Queue.ClaimAsync(100, None));

        Assert.Equal([(Tomorrow, Scheduled)], await OccurrencesAsync(series.Tenant));
    }

    [Fact]
    public async Task Daily_post_goes_out_every_day_for_months()
    {
        var series = await StartAsync("months");
        await domain.AdvanceAsync(TimeSpan.FromHours(23));
        for (var day = 0; day < 60; day++)
        {
            await domain.Publisher.PublishDueAsync(None);
            await Upkeep.KeepUpAsync(None);
            await domain.AdvanceAsync(TimeSpan.FromDays(1));
        }

        var rows = await OccurrencesAsync(series.Tenant);
        Assert.Equal(Enumerable.Range(0, 60).Select(d => (Tomorrow.AddDays(d), Published)).Append((Tomorrow.AddDays(60), Scheduled)), rows);
        Assert.Equal(60, domain.Platform.CallsTo(series.Tenant));
        Assert.Equal(PostStatus.Scheduled, await series.Tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync()));
    }

    [Fact]
    public async Task Occurrence_that_was_added_beside_the_end_is_taken_back()
    {
        var series = await StartAsync("stray");
        await domain.SystemSqlAsync("update recurrences set state = 'ended', ended_at = app_now(), upcoming_dates = '{}', upcoming_at = '{}'");

        await Upkeep.KeepUpAsync(None);

        Assert.Equal([(Tomorrow, Cancelled)], await OccurrencesAsync(series.Tenant));
    }

    [Fact]
    public async Task Post_repeats_once_on_a_channel()
    {
        var series = await StartAsync("once");
        var standing = await series.Tenant.DbAsync(db => db.Recurrences.AsNoTracking().SingleAsync());

        var again = await RepeatAsync(series.Tenant, standing.PostId, [standing.ChannelId], new Repetition(Tomorrow.AddDays(7), new(12, 0), "Europe/Moscow", 7, [], null, null));

        Assert.Equal("Publishing.RepeatsAlready", again.Problem?.TextKey);
    }

    [Fact]
    public async Task Outage_of_a_month_brings_no_burst()
    {
        var series = await StartAsync("outage");
        var other = await StartAsync("outage-short");
        await domain.AdvanceAsync(TimeSpan.FromHours(23));
        await domain.Publisher.PublishDueAsync(None);
        var before = domain.Platform.Calls.Count;

        // down until five hours after an occurrence
        await domain.AdvanceAsync(TimeSpan.FromDays(30) + TimeSpan.FromHours(5));
        for (var round = 0; round < 5; round++)
        {
            await domain.Queue.SweepAsync(None);
            await Upkeep.KeepUpAsync(None);
            await domain.Publisher.PublishDueAsync(None);
        }

        Assert.Equal(before, domain.Platform.Calls.Count);
        foreach (var tenant in new[] { series.Tenant, other.Tenant })
            Assert.Equal([(Tomorrow, Published), (Tomorrow.AddDays(1), Held), (Tomorrow.AddDays(31), Scheduled)], await OccurrencesAsync(tenant));
    }

    [Fact]
    public async Task Outage_of_hours_is_caught_up_once()
    {
        var series = await StartAsync("catch-up");
        await domain.AdvanceAsync(TimeSpan.FromHours(23 + 20));
        for (var round = 0; round < 3; round++)
            await domain.Publisher.PublishDueAsync(None);

        // four hours later would be too close: that one is left out
        Assert.Equal([(Tomorrow, Published), (Tomorrow.AddDays(2), Scheduled)], await OccurrencesAsync(series.Tenant));
    }

    [Fact]
    public async Task Cancelling_one_occurrence_does_not_end_the_repetition()
    {
        var series = await StartAsync("skip-one");

        Assert.True((await CancelAsync(series.Tenant, series.PublicationId)).Ok);

        Assert.Equal([(Tomorrow, Cancelled), (Tomorrow.AddDays(1), Scheduled)], await OccurrencesAsync(series.Tenant));
        Assert.Equal(PostStatus.Scheduled, await series.Tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync()));
    }

    [Fact]
    public async Task Moved_occurrence_is_followed_by_the_rule()
    {
        var series = await StartAsync("move-one");

        var moved = await series.Tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(MemberRole.Approver, s => s.MoveAsync(series.PublicationId, Tomorrow.AddDays(2), new(15, 0), None));

        Assert.True(moved.Ok);
        Assert.Equal([(Tomorrow, Scheduled), (Tomorrow.AddDays(1), Scheduled)], await OccurrencesAsync(series.Tenant));
    }

    [Fact]
    public async Task Ended_repetition_cancels_what_waits_and_frees_the_post()
    {
        var series = await StartAsync("end");

        Assert.True((await EndAsync(series)).Ok);
        await Upkeep.KeepUpAsync(None);

        Assert.Equal([(Tomorrow, Cancelled)], await OccurrencesAsync(series.Tenant));
        Assert.Equal(PostStatus.Approved, await series.Tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync()));
        Assert.Equal("Publishing.RepetitionEnded", (await EndAsync(series)).Problem?.TextKey);
    }

    [Fact]
    public async Task Paused_repetition_goes_on_with_what_comes_next()
    {
        var series = await StartAsync("pause");
        Assert.True((await series.Tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => s.PauseRepetitionAsync(series.RecurrenceId, None))).Ok);
        await domain.AdvanceAsync(TimeSpan.FromDays(4));
        await Upkeep.KeepUpAsync(None);
        Assert.Equal([(Tomorrow, Cancelled)], await OccurrencesAsync(series.Tenant));

        Assert.True((await series.Tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => s.ResumeRepetitionAsync(series.RecurrenceId, None))).Ok);

        Assert.Equal([(Tomorrow, Cancelled), (Tomorrow.AddDays(4), Scheduled)], await OccurrencesAsync(series.Tenant));
    }

    [Fact]
    public async Task Last_of_a_number_ends_the_repetition()
    {
        var series = await StartAsync("counted", rule => rule with { Count = 2 });
        await domain.AdvanceAsync(TimeSpan.FromHours(23));
        for (var day = 0; day < 4; day++)
        {
            await domain.Publisher.PublishDueAsync(None);
            await Upkeep.KeepUpAsync(None);
            await domain.AdvanceAsync(TimeSpan.FromDays(1));
        }

        Assert.Equal([(Tomorrow, Published), (Tomorrow.AddDays(1), Published)], await OccurrencesAsync(series.Tenant));
        Assert.Equal((RecurrenceState.Ended, PostStatus.Published), await series.Tenant.DbAsync(async db => (await db.Recurrences.Select(r => r.State).SingleAsync(), await db.Posts.Select(p => p.Status).SingleAsync())));
    }

    [Theory]
    [InlineData("update channels set status = 'needs_attention'", "update channels set status = 'active'")]
    [InlineData("update tenants set publishing_stopped_at = app_now()", "update tenants set publishing_stopped_at = null")]
    public async Task What_may_not_publish_gets_no_occurrence_until_it_may(string stop, string start)
    {
        var series = await StartAsync("stopped");
        await domain.SystemSqlAsync(stop);
        await domain.AdvanceAsync(TimeSpan.FromDays(5));
        await domain.Queue.SweepAsync(None);
        await Upkeep.KeepUpAsync(None);
        Assert.Equal([(Tomorrow, Held)], await OccurrencesAsync(series.Tenant));

        await domain.SystemSqlAsync(start);
        await Upkeep.KeepUpAsync(None);
        await Upkeep.KeepUpAsync(None);

        Assert.Equal([(Tomorrow, Held), (Tomorrow.AddDays(5), Scheduled)], await OccurrencesAsync(series.Tenant));
    }

    [Fact]
    public async Task Archived_post_ends_its_repetition()
    {
        var series = await StartAsync("archived");
        await domain.SystemSqlAsync("update posts set status = 'archived'");

        await Upkeep.KeepUpAsync(None);

        Assert.Equal([(Tomorrow, Cancelled)], await OccurrencesAsync(series.Tenant));
        Assert.Equal(RecurrenceState.Ended, await series.Tenant.DbAsync(db => db.Recurrences.Select(r => r.State).SingleAsync()));
    }

    [Fact]
    public async Task Several_nodes_add_one_occurrence_between_them()
    {
        var series = await StartAsync("nodes");
        await domain.SystemSqlAsync("update publications set state = 'cancelled'");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Upkeep.KeepUpAsync(None))));

        Assert.Equal([(Tomorrow, Cancelled), (Tomorrow.AddDays(1), Scheduled)], await OccurrencesAsync(series.Tenant));
    }

    [Fact]
    public async Task Claim_passes_by_a_post_that_somebody_decides_about()
    {
        var series = await StartAsync("decided");
        await domain.AdvanceAsync(TimeSpan.FromHours(23));
        await using var person = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(person, "begin");
        await Sql.RunAsync(person, "select 1 from posts for update");

        Assert.Single(await domain.Queue.ClaimAsync(100, None));
        await Sql.RunAsync(person, "rollback");
        await Upkeep.KeepUpAsync(None);

        Assert.Equal([(Tomorrow, Leased), (Tomorrow.AddDays(1), Scheduled)], await OccurrencesAsync(series.Tenant));
    }

    [Fact]
    public async Task Rule_that_makes_no_sense_is_refused()
    {
        var series = await StartAsync("refused");
        var post = await domain.AddPostAsync(series.Tenant);

        await RefusedAsync("Publishing.ChannelMissing", [], r => r);
        await RefusedAsync("Publishing.EveryDaysWrong", [series.ChannelId], r => r with { EveryDays = 0 });
        await RefusedAsync("Publishing.CountWrong", [series.ChannelId], r => r with { Count = 0 });
        await RefusedAsync("Publishing.RepeatsNever", [series.ChannelId], r => r with { Until = Tomorrow.AddDays(-1) });
        await RefusedAsync("Publishing.TimeInPast", [series.ChannelId], r => r with { Start = Tomorrow.AddDays(-2) });
        await RefusedAsync("Publishing.TimeTooFar", [series.ChannelId], r => r with { Start = DateOnly.MaxValue });
        await RefusedAsync("Access.NotFound", [Ids.New(domain.Clock)], r => r);

        async Task RefusedAsync(string key, Guid[] channels, Func<Repetition, Repetition> change) =>
            Assert.Equal(key, (await RepeatAsync(series.Tenant, post, channels, change(Daily))).Problem?.TextKey);
    }

    private static Repetition Daily => new(Tomorrow, new(10, 0), "", 1, []);

    private static Task<Result<IReadOnlyList<PlannedPublication>>> RepeatAsync(TestTenant tenant, Guid post, Guid[] channels, Repetition rule) =>
        tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.RepeatAsync(new(post, channels, rule), None));

    private static Task<Result> CancelAsync(TestTenant tenant, Guid id) => tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.CancelAsync(id, None));

    private static Task<Result> EndAsync(Series series) => series.Tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.EndRepetitionAsync(series.RecurrenceId, None));

    private static Task<List<(DateOnly, PublicationState)>> OccurrencesAsync(TestTenant tenant) => tenant.DbAsync(async db =>
        (await db.Publications.AsNoTracking().Where(p => p.RecurrenceId != null).OrderBy(p => p.RecurrenceDate).ToListAsync()).Select(p => (p.RecurrenceDate!.Value, p.State)).ToList());

    private async Task<Series> StartAsync(string slug, Func<Repetition, Repetition>? change = null)
    {
        var tenant = await (await domain.AddTenantAsync(slug)).OnPlanAsync("enterprise");
        var (channel, post) = (await domain.AddChannelAsync(tenant), await domain.AddPostAsync(tenant));
        var planned = await RepeatAsync(tenant, post, [channel], change?.Invoke(Daily) ?? Daily);
        var id = Assert.Single(planned.Value).PublicationId;
        return new(tenant, channel, id, (await domain.PublicationAsync(tenant, id)).RecurrenceId!.Value);
    }

    private sealed record Series(TestTenant Tenant, Guid ChannelId, Guid PublicationId, Guid RecurrenceId);
}
