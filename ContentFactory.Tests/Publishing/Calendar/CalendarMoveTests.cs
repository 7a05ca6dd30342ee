using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Publishing.Calendar;

/// <summary>Publications dropped on other days. It is Friday, 20 November, 9:00 in London.</summary>
public sealed class CalendarMoveTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Tomorrow = new(2026, 11, 21);

    [Theory]
    [InlineData("Europe/Berlin", "2027-03-28", "02:30", LocalTimeNote.MovedOutOfGap, 60)]
    [InlineData("Europe/Berlin", "2027-10-31", "02:30", LocalTimeNote.FirstOfTwo, 0)]
    [InlineData("America/New_York", "2027-03-14", "02:30", LocalTimeNote.MovedOutOfGap, 60)]
    [InlineData("America/New_York", "2027-11-07", "01:15", LocalTimeNote.FirstOfTwo, 0)]
    [InlineData("Australia/Lord_Howe", "2027-10-03", "02:10", LocalTimeNote.MovedOutOfGap, 30)]
    [InlineData("Australia/Lord_Howe", "2027-04-04", "01:45", LocalTimeNote.FirstOfTwo, 0)]
    [InlineData("Europe/Berlin", "2027-03-28", "10:00", LocalTimeNote.None, 0)]
    public async Task The_time_of_day_stands_across_a_change_of_clocks(string zone, string day, string clock, LocalTimeNote note, int laterBy)
    {
        var (change, time) = (DateOnly.Parse(day, null), TimeOnly.Parse(clock, null));
        var tenant = await domain.AddTenantAsync($"dst-{day}-{clock}-{zone.Length}".Replace(":", "", StringComparison.Ordinal), zone);
        var id = await PlanAsync(tenant, change.AddDays(-1), time);

        var onto = (await MoveAsync(tenant, id, change, null)).Value;
        var past = (await MoveAsync(tenant, id, change.AddDays(1), null)).Value;
        var back = (await MoveAsync(tenant, id, past.Before!.Date, past.Before.Time)).Value;

        Assert.Equal((time, note), (onto.Planned.Time, onto.Planned.Note));
        Assert.Equal(change.ToDateTime(time.AddMinutes(laterBy)), TimeZoneInfo.ConvertTime(onto.Planned.Instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        Assert.Equal((time, LocalTimeNote.None), (past.Planned.Time, past.Planned.Note));
        Assert.Equal(onto.Planned, back.Planned);
        Assert.Equal((change, time), ((await domain.PublicationAsync(tenant, id)).LocalDate, (await domain.PublicationAsync(tenant, id)).LocalTime));
    }

    [Fact]
    public async Task Nothing_is_moved_into_the_past()
    {
        var tenant = await domain.AddTenantAsync("past");
        var id = await PlanAsync(tenant, Tomorrow, new(10, 0));

        var yesterday = (await MoveAsync(tenant, id, new(2026, 11, 19), null)).Problem;
        var earlierToday = (await MoveAsync(tenant, id, new(2026, 11, 20), null)).Problem;
        var never = (await MoveAsync(tenant, id, DateOnly.MinValue, null)).Problem;

        Assert.Equal(("Publishing.TimeInPast", "Publishing.TimeInPast", "Publishing.TimeTooFar"), (yesterday?.TextKey, earlierToday?.TextKey, never?.TextKey));
        Assert.Equal((Tomorrow, PublicationState.Scheduled), ((await domain.PublicationAsync(tenant, id)).LocalDate, (await domain.PublicationAsync(tenant, id)).State));
    }

    [Fact]
    public async Task What_was_moved_meanwhile_stays_where_it_is()
    {
        var tenant = await domain.AddTenantAsync("meanwhile");
        var id = await PlanAsync(tenant, Tomorrow, new(10, 0));
        var seen = (await domain.PublicationAsync(tenant, id)).ScheduledAt;
        Assert.True((await MoveAsync(tenant, id, Tomorrow.AddDays(1), null, seen)).Ok);

        var late = await MoveAsync(tenant, id, Tomorrow.AddDays(2), null, seen);

        Assert.Equal("Publishing.ChangedMeanwhile", late.Problem?.TextKey);
        Assert.Equal(Tomorrow.AddDays(1), (await domain.PublicationAsync(tenant, id)).LocalDate);
    }

    [Fact]
    public async Task What_the_queue_took_cannot_be_moved()
    {
        var tenant = await domain.AddTenantAsync("leased");
        var id = await PlanAsync(tenant, Tomorrow, new(10, 0));
        await domain.SystemSqlAsync($"update publications set state = 'leased', lease_until = app_now() where id = '{id}'");

        Assert.Equal("Publishing.AlreadySending", (await MoveAsync(tenant, id, Tomorrow.AddDays(1), null)).Problem?.TextKey);
        Assert.Equal(PublicationState.Leased, (await domain.PublicationAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Of_a_move_and_a_claim_at_once_one_wins()
    {
        var tenant = await domain.AddTenantAsync("race");
        var channel = await domain.AddChannelAsync(tenant);
        foreach (var _ in Enumerable.Range(0, 10))
        {
            var id = await domain.AddDueAsync(tenant, channel);
            var move = MoveAsync(tenant, id, Tomorrow, new(10, 0));
            var claim = domain.SystemSqlAsync($"update publications set state = 'leased', lease_until = app_now() where id = '{id}' and state = 'scheduled' and due_at <= app_now()");

            var (moved, claimed) = ((await move).Ok, await claim == 1);

            Assert.NotEqual(moved, claimed);
            var row = await domain.PublicationAsync(tenant, id);
            Assert.Equal(moved ? (PublicationState.Scheduled, Tomorrow) : (PublicationState.Leased, row.LocalDate), (row.State, row.LocalDate));
        }
    }

    [Fact]
    public async Task Undo_is_offered_where_the_earlier_time_still_lies_ahead()
    {
        var tenant = await domain.AddTenantAsync("undo");
        var (ahead, held) = (await PlanAsync(tenant, Tomorrow, new(10, 0)), await PlanAsync(tenant, Tomorrow, new(11, 0)));
        await domain.SystemSqlAsync($"update publications set state = 'held', held_reason = 'overdue' where id = '{held}'");

        Assert.Equal((Tomorrow, new TimeOnly(10, 0)), (await MoveAsync(tenant, ahead, Tomorrow.AddDays(1), null)).Value.Before is { } before ? (before.Date, before.Time) : default);
        Assert.Null((await MoveAsync(tenant, held, Tomorrow.AddDays(1), null)).Value.Before);
    }

    [Fact]
    public async Task The_way_back_leads_to_the_second_of_an_hour_that_comes_twice_and_to_its_zone()
    {
        var tenant = await domain.AddTenantAsync("twice", "Europe/Berlin");
        var (channel, post) = (await domain.AddChannelAsync(tenant), await domain.AddPostAsync(tenant));
        // 02:00 in Berlin, the second of that day
        var id = await ScheduleAsync(tenant, post, new(channel, new(2027, 10, 31), new(1, 0), "UTC"));
        var stood = await domain.PublicationAsync(tenant, id);

        var moved = (await MoveAsync(tenant, id, new(2027, 11, 2), null)).Value;
        Assert.True((await BackAsync(tenant, moved)).Ok);

        var back = await domain.PublicationAsync(tenant, id);
        Assert.Equal(new DateTimeOffset(2027, 10, 31, 1, 0, 0, TimeSpan.Zero), back.ScheduledAt);
        Assert.Equal((stood.ScheduledAt, stood.LocalDate, stood.LocalTime, "UTC"), (back.ScheduledAt, back.LocalDate, back.LocalTime, back.ZoneId));
        Assert.Equal("Publishing.ChangedMeanwhile", (await BackAsync(tenant, moved)).Problem?.TextKey);
    }

    [Fact]
    public async Task The_same_post_comes_within_a_day_only_where_the_person_says_so()
    {
        var tenant = await domain.AddTenantAsync("within-a-day");
        var (channel, post) = (await domain.AddChannelAsync(tenant), await domain.AddPostAsync(tenant));
        await ScheduleAsync(tenant, post, new(channel, Tomorrow, new(10, 0)));
        var id = await ScheduleAsync(tenant, post, new(channel, Tomorrow.AddDays(2), new(10, 0)));

        Assert.Equal((ProblemKind.Conflict, "Publishing.DuplicateWithin24Hours"), (await MoveAsync(tenant, id, Tomorrow.AddDays(1), new(9, 0))).Problem is { } asked ? (asked.Kind, asked.TextKey) : default);
        Assert.Equal(Tomorrow.AddDays(2), (await domain.PublicationAsync(tenant, id)).LocalDate);
        // what has passed is refused whatever is said, and asks nothing
        Assert.Equal("Publishing.TimeInPast", (await MoveAsync(tenant, id, Tomorrow.AddDays(-2), null)).Problem?.TextKey);
        // a whole day between them is enough, and none is in its own way
        Assert.True((await MoveAsync(tenant, id, Tomorrow.AddDays(1), new(10, 0))).Ok);
        Assert.True((await MoveAsync(tenant, id, Tomorrow.AddDays(1), new(12, 0))).Ok);

        var confirmed = await MoveAsync(tenant, id, Tomorrow.AddDays(1), new(9, 0), confirmed: true);
        var away = await MoveAsync(tenant, id, Tomorrow.AddDays(3), new(9, 0));

        Assert.True(confirmed.Ok);
        // what stood there by a yes goes back there without another
        Assert.True((await BackAsync(tenant, away.Value)).Ok);
        Assert.Equal((Tomorrow.AddDays(1), new TimeOnly(9, 0)), ((await domain.PublicationAsync(tenant, id)).LocalDate, (await domain.PublicationAsync(tenant, id)).LocalTime));
    }

    [Fact]
    public async Task Another_tenants_publication_is_not_found()
    {
        var (tenant, other) = (await domain.AddTenantAsync("mine"), await domain.AddTenantAsync("theirs"));
        var id = await PlanAsync(other, Tomorrow, new(10, 0));

        Assert.Equal(ProblemKind.NotFound, (await MoveAsync(tenant, id, Tomorrow.AddDays(1), null)).Problem?.Kind);
        Assert.Equal(Tomorrow, (await domain.PublicationAsync(other, id)).LocalDate);
    }

    private async Task<Guid> PlanAsync(TestTenant tenant, DateOnly date, TimeOnly time)
    {
        var (channel, post) = (await domain.AddChannelAsync(tenant, $"News {Ids.New(domain.Clock)}"), await domain.AddPostAsync(tenant));
        return await ScheduleAsync(tenant, post, new(channel, date, time));
    }

    private static async Task<Guid> ScheduleAsync(TestTenant tenant, Guid post, ChannelTime at)
    {
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, [at]), None));
        return Assert.Single(planned.Value).PublicationId;
    }

    private static Task<Result<PlannedPublication>> MoveAsync(TestTenant tenant, Guid id, DateOnly date, TimeOnly? time, DateTimeOffset? seen = null, bool confirmed = false) =>
        tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(MemberRole.Approver, s => s.MoveAsync(id, date, time, None, seen, confirmed));

    private static Task<Result<PlannedPublication>> BackAsync(TestTenant tenant, PlannedPublication moved) =>
        tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(MemberRole.Approver, s => s.PutBackAsync(moved.PublicationId, moved.Before!, moved.Planned.Instant, None));
}
