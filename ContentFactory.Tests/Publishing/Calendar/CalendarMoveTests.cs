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
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, [new(channel, date, time)]), None));
        return Assert.Single(planned.Value).PublicationId;
    }

    private static Task<Result<PlannedPublication>> MoveAsync(TestTenant tenant, Guid id, DateOnly date, TimeOnly? time, DateTimeOffset? seen = null) =>
        tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(MemberRole.Approver, s => s.MoveAsync(id, date, time, None, seen));
}
