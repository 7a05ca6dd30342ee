using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Publishing;
using Microsoft.EntityFrameworkCore;
using static ContentFactory.Domain.Publishing.PublicationState;

namespace ContentFactory.Tests.Publishing.Evergreen;

/// <summary>Which post goes out at which slot.</summary>
public sealed class EvergreenTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Tomorrow = new(2026, 11, 21);
    private readonly PublishingDomain domain = new();

    public Task InitializeAsync() => domain.InitializeAsync();

    public Task DisposeAsync() => domain.DisposeAsync();

    [Fact]
    public async Task Slots_of_two_days_are_planned_in_the_order_of_adding()
    {
        var rig = await EvergreenRig.StartAsync(domain, "order");
        await rig.SlotAsync();
        var posts = await rig.PostsAsync(3);

        await rig.PlanAsync();
        await rig.PlanAsync();

        Assert.Equal([(Tomorrow, posts[0], Scheduled), (Tomorrow.AddDays(1), posts[1], Scheduled)], await rig.PlannedAsync());
        var first = await rig.Tenant.DbAsync(db => db.Publications.AsNoTracking().OrderBy(p => p.ScheduledAt).FirstAsync());
        Assert.Equal((new DateTimeOffset(2026, 11, 21, 7, 0, 0, TimeSpan.Zero), new TimeOnly(10, 0), "Europe/Moscow", 7), (first.ScheduledAt, first.LocalTime, first.ZoneId, first.Id.Version));
        Assert.Equal([PostStatus.Approved, PostStatus.Scheduled, PostStatus.Scheduled], await rig.Tenant.DbAsync(db => db.Posts.Select(p => p.Status).OrderBy(s => s).ToListAsync()));
    }

    [Fact]
    public async Task The_one_that_waited_longest_comes_next()
    {
        var rig = await EvergreenRig.StartAsync(domain, "longest", coolDown: 2);
        var posts = await rig.PostsAsync(3);
        // the third went out by a person's plan before the rotation began
        await rig.ScheduleAsync(posts[2], Tomorrow.AddDays(-1), "18:00");
        await domain.AdvanceAsync(TimeSpan.FromHours(8));
        await domain.Publisher.PublishDueAsync(None);
        await rig.SlotAsync();

        await rig.LiveAsync(TimeSpan.FromDays(6));

        Assert.Equal([posts[0], posts[1], posts[2], posts[0], posts[1], posts[2]], (await rig.PlannedAsync()).Where(p => p.State is Published).Select(p => p.Post));
    }

    [Theory]
    [InlineData("10:00", true)]
    [InlineData("10:01", false)]
    public async Task Cool_down_ends_at_the_minute_it_began(string planned, bool free)
    {
        var rig = await EvergreenRig.StartAsync(domain, "boundary", coolDown: 1);
        var post = Assert.Single(await rig.PostsAsync(1));
        await rig.ScheduleAsync(post, Tomorrow, planned);
        await rig.SlotAsync(on: [Tomorrow.AddDays(1).DayOfWeek]);

        await rig.PlanAsync();

        if (free)
            Assert.Equal([(Tomorrow.AddDays(1), post, Scheduled)], await rig.PlannedAsync());
        else
            Assert.Equal([(Tomorrow.AddDays(1), PassReason.Resting, 1)], await rig.PassedAsync());
    }

    [Fact]
    public async Task Waiting_publication_counts_for_the_next_slot()
    {
        var rig = await EvergreenRig.StartAsync(domain, "waiting");
        await rig.SlotAsync("10:00");
        await rig.SlotAsync("15:00");
        var posts = await rig.PostsAsync(2);

        await rig.PlanAsync();

        Assert.Equal([(Tomorrow.AddDays(-1), posts[0], Scheduled), (Tomorrow, posts[1], Scheduled)], await rig.PlannedAsync());
        Assert.All(await rig.PassedAsync(), p => Assert.Equal((PassReason.Resting, 2), (p.Reason, p.Resting)));
        Assert.Equal([Tomorrow, Tomorrow.AddDays(1)], (await rig.PassedAsync()).Select(p => p.Date));
    }

    [Fact]
    public async Task Each_channel_has_its_own_turn()
    {
        var rig = await EvergreenRig.StartAsync(domain, "channels");
        var other = await domain.AddChannelAsync(rig.Tenant, "Other");
        await rig.SlotAsync(on: [Tomorrow.DayOfWeek]);
        await rig.SlotAsync("12:00", [Tomorrow.DayOfWeek], other);
        var posts = await rig.PostsAsync(2);

        await rig.PlanAsync();

        Assert.Equal([posts[0], posts[0]], (await rig.PlannedAsync()).Select(p => p.Post));
    }

    [Fact]
    public async Task Several_nodes_plan_one_publication_for_each_date()
    {
        var rig = await EvergreenRig.StartAsync(domain, "nodes");
        await rig.SlotAsync("10:00");
        await rig.SlotAsync("16:00");
        var posts = await rig.PostsAsync(5);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(rig.PlanAsync)));

        var planned = await rig.PlannedAsync();
        Assert.Equal(posts[..4], planned.Select(p => p.Post));
    }

    [Fact]
    public async Task Same_slot_and_date_cannot_be_filled_twice()
    {
        var rig = await EvergreenRig.StartAsync(domain, "unique");
        await rig.SlotAsync();
        await rig.PostsAsync(2);
        await rig.PlanAsync();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => domain.SystemSqlAsync("update publications set evergreen_date = (select min(evergreen_date) from publications)"));
    }

    [Fact]
    public async Task Outage_of_a_month_brings_no_burst()
    {
        var rig = await EvergreenRig.StartAsync(domain, "outage", coolDown: 3);
        await rig.SlotAsync();
        await rig.PostsAsync(5);
        await rig.LiveAsync(TimeSpan.FromHours(24));
        var before = domain.Platform.Calls.Count;

        await domain.AdvanceAsync(TimeSpan.FromDays(30));
        for (var round = 0; round < 4; round++)
        {
            await domain.Queue.SweepAsync(None);
            await rig.PlanAsync();
            await domain.Publisher.PublishDueAsync(None);
        }

        Assert.Equal(before, domain.Platform.Calls.Count);
        Assert.Equal([(Tomorrow, Published), (Tomorrow.AddDays(1), Held), (Tomorrow.AddDays(2), Held), (Tomorrow.AddDays(31), Scheduled), (Tomorrow.AddDays(32), Scheduled)], (await rig.PlannedAsync()).Select(p => (p.Date, p.State)));
    }

    [Fact]
    public async Task Cancelled_and_moved_ones_are_not_replaced()
    {
        var rig = await EvergreenRig.StartAsync(domain, "cancelled");
        await rig.SlotAsync();
        await rig.PostsAsync(4);
        await rig.PlanAsync();
        var ids = await rig.Tenant.DbAsync(db => db.Publications.OrderBy(p => p.ScheduledAt).Select(p => p.Id).ToListAsync());

        Assert.True((await rig.Tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.CancelAsync(ids[0], None))).Ok);
        Assert.True((await rig.Tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(MemberRole.Approver, s => s.MoveAsync(ids[1], Tomorrow.AddDays(5), new(15, 0), None))).Ok);
        await rig.Tenant.DbAsync(db => db.EvergreenSlots.ExecuteUpdateAsync(s => s.SetProperty(x => x.NextLookAt, domain.Clock.GetUtcNow())));
        await rig.PlanAsync();

        Assert.Equal([Cancelled, Scheduled], (await rig.PlannedAsync()).Select(p => p.State));
    }

    [Fact]
    public async Task Post_that_failed_goes_to_the_end()
    {
        var rig = await EvergreenRig.StartAsync(domain, "failed", coolDown: 1);
        await rig.SlotAsync();
        var posts = await rig.PostsAsync(2);
        domain.Platform.Answer(rig.Tenant, "News", new(Domain.Platforms.PublishKind.Rejected, Reason: Problem.Unavailable("Publishing.NotReached")));

        await rig.LiveAsync(TimeSpan.FromDays(3));

        Assert.Equal([posts[0], posts[1], posts[0]], (await rig.PlannedAsync()).Where(p => p.State is Failed).Select(p => p.Post));
    }

    [Fact]
    public async Task Preview_tells_what_the_planning_then_does()
    {
        var rig = await EvergreenRig.StartAsync(domain, "preview", coolDown: 4);
        await rig.SlotAsync("10:00");
        await rig.SlotAsync("19:30", [DayOfWeek.Saturday, DayOfWeek.Tuesday]);
        await rig.PostsAsync(4);
        var promised = (await rig.ViewAsync()).Next.Select(t => (t.Date, t.PostId)).ToList();
        Assert.Contains(promised, p => p.PostId is null);

        await rig.LiveAsync(TimeSpan.FromDays(7));

        var gone = (await rig.PlannedAsync()).Where(p => p.State is Published).Select(p => (p.Date, (Guid?)p.Post));
        var missed = (await rig.PassedAsync()).Where(p => p.Date < Tomorrow.AddDays(7)).Select(p => (p.Date, (Guid?)null));
        Assert.Equal(promised.OrderBy(p => p), gone.Concat(missed).OrderBy(p => p));
    }
}
