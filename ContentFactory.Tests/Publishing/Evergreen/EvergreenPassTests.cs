using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static ContentFactory.Domain.Publishing.PublicationState;

namespace ContentFactory.Tests.Publishing.Evergreen;

/// <summary>What stays away, and which dates stay empty.</summary>
public sealed class EvergreenPassTests : IAsyncLifetime
{
    private static readonly DateOnly Tomorrow = new(2026, 11, 21);
    private readonly PublishingDomain domain = new();

    public Task InitializeAsync() => domain.InitializeAsync();

    public Task DisposeAsync() => domain.DisposeAsync();

    [Fact]
    public async Task Over_used_up_unapproved_and_archived_posts_stay_away()
    {
        var rig = await EvergreenRig.StartAsync(domain, "away", coolDown: 1);
        await rig.SlotAsync();
        var (once, over) = ((await rig.PostsAsync(1, mostTimes: 1))[0], (await rig.PostsAsync(1, until: Tomorrow.AddDays(-1)))[0]);
        var (edited, archived) = ((await rig.PostsAsync(1))[0], (await rig.PostsAsync(1))[0]);
        await domain.SystemSqlAsync($"update posts set approved_version = null, status = 'draft' where id = '{edited}'; update posts set status = 'archived' where id = '{archived}'");

        await rig.LiveAsync(TimeSpan.FromDays(2));

        Assert.Equal([once], (await rig.PlannedAsync()).Select(p => p.Post));
        Assert.All(await rig.PassedAsync(), p => Assert.Equal(PassReason.Empty, p.Reason));
        Assert.Equal(
            new Dictionary<Guid, EvergreenStanding> { [once] = EvergreenStanding.UsedUp, [over] = EvergreenStanding.Over, [edited] = EvergreenStanding.NotApproved, [archived] = EvergreenStanding.Archived },
            (await rig.ViewAsync()).Posts.ToDictionary(p => p.PostId, p => p.Standing));
    }

    [Fact]
    public async Task Archived_post_leaves_its_date_to_another()
    {
        var rig = await EvergreenRig.StartAsync(domain, "archived");
        await rig.SlotAsync(on: [Tomorrow.DayOfWeek]);
        var posts = await rig.PostsAsync(2);
        await rig.PlanAsync();
        await domain.SystemSqlAsync($"update posts set status = 'archived' where id = '{posts[0]}'; update evergreen_slots set next_look_at = app_now()");

        await rig.PlanAsync();

        Assert.Equal([(Tomorrow, posts[1], Scheduled)], await rig.PlannedAsync());
    }

    [Theory]
    [InlineData("update channels set status = 'needs_attention'", PassReason.Channel)]
    [InlineData("update channels set daily_limit = 1", PassReason.Day)]
    [InlineData("update plans set posts_per_month = 1", PassReason.Month)]
    [InlineData("update settings set value = '1' where name = 'publishing.max_posts_per_day'", PassReason.Company)]
    [InlineData("update settings set value = '3' where name = 'publishing.min_gap_hours'", PassReason.Gap)]
    public async Task Rule_of_the_channel_leaves_the_date_empty(string rule, PassReason reason)
    {
        var rig = await EvergreenRig.StartAsync(domain, "rules");
        await rig.SlotAsync(on: [Tomorrow.DayOfWeek]);
        await rig.PostsAsync(1);
        await rig.ScheduleAsync(await domain.AddPostAsync(rig.Tenant), Tomorrow, "11:00");
        await domain.SystemSqlAsync(rule);

        await rig.PlanAsync();

        Assert.Equal([(Tomorrow, reason, 0)], await rig.PassedAsync());
        Assert.Equal(reason, Assert.Single((await rig.ViewAsync()).Next).Pass);
        Assert.Empty(await rig.PlannedAsync());
    }

    [Fact]
    public async Task Person_and_slot_at_once_stay_within_the_limit()
    {
        var rig = await EvergreenRig.StartAsync(domain, "at-once", dailyLimit: 1);
        await rig.SlotAsync(on: [Tomorrow.DayOfWeek]);
        await rig.PostsAsync(1);
        var post = await domain.AddPostAsync(rig.Tenant);

        // neither writes before both have counted what they may count
        await using var gate = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner"));
        await Sql.RunAsync(gate, "begin");
        await Sql.RunAsync(gate, "lock table publications in share mode");
        var slot = Task.Run(() => rig.Tenant.AsAsync<EvergreenPlanner, int>(MemberRole.Approver, p => p.PlanAsync(rig.Tenant.CompanyId, default)));
        var person = Task.Run(() => rig.TryScheduleAsync(post, Tomorrow, "15:00"));
        await Eventually.BecomesAsync(
            () => domain.OwnerSqlAsync<int>("select count(distinct l.pid)::int from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()"), waiting => waiting == 2);
        await Sql.RunAsync(gate, "rollback");

        Assert.Equal(1, await slot + ((await person).Ok ? 1 : 0));
        Assert.Equal(1, await rig.Tenant.DbAsync(db => db.Publications.CountAsync()));
    }

    [Fact]
    public async Task Number_of_times_holds_on_a_node_whose_clock_is_ahead()
    {
        var rig = await EvergreenRig.StartAsync(domain, "ahead", coolDown: 1);
        await rig.SlotAsync();
        domain.Clock.Advance(TimeSpan.FromMinutes(5));
        var once = await rig.PostsAsync(1, mostTimes: 1);
        // as when another slot of the company is looked at in that moment
        await domain.SystemSqlAsync("update evergreen_slots set next_look_at = app_now()");

        await rig.LiveAsync(TimeSpan.FromDays(3));

        Assert.Equal(once, (await rig.PlannedAsync()).Select(p => p.Post));
    }

    [Fact]
    public async Task Date_that_stayed_empty_is_filled_when_a_post_is_added()
    {
        var rig = await EvergreenRig.StartAsync(domain, "later");
        await rig.SlotAsync(on: [Tomorrow.DayOfWeek]);
        await rig.PlanAsync();
        Assert.Equal([(Tomorrow, PassReason.Empty, 0)], await rig.PassedAsync());

        var posts = await rig.PostsAsync(1);
        await rig.PlanAsync();

        Assert.Equal([(Tomorrow, posts[0], Scheduled)], await rig.PlannedAsync());
        Assert.Empty(await rig.PassedAsync());
    }

    [Fact]
    public async Task People_hear_once_a_day_that_nothing_is_free()
    {
        var rig = await EvergreenRig.StartAsync(domain, "told");
        await rig.SlotAsync("10:00");
        await rig.SlotAsync("17:00");
        await rig.PlanAsync();
        await domain.AdvanceAsync(TimeSpan.FromHours(2));
        await rig.PlanAsync();
        var (owner, approver) = (rig.Tenant.Person(MemberRole.Owner), rig.Tenant.Person(MemberRole.Approver));

        var told = await rig.Tenant.DbAsync(db => db.Notifications.Select(n => new { n.PersonId, n.TextKey, n.Link }).ToListAsync());

        Assert.Equal(new[] { owner, approver }.Order(), told.Select(t => t.PersonId).Order());
        Assert.All(told, t => Assert.Equal(("Publishing.Notice_EvergreenEmpty", $"publications/evergreen/{rig.CategoryId}"), (t.TextKey, t.Link)));
    }

    [Theory]
    [InlineData("update tenants set publishing_stopped_at = app_now()", "update tenants set publishing_stopped_at = null")]
    [InlineData("update tenants set status = 'suspended'", "update tenants set status = 'active'")]
    [InlineData("update companies set status = 'inactive'", "update companies set status = 'active'")]
    public async Task What_is_stopped_gets_nothing_until_it_goes_on(string stop, string start)
    {
        var rig = await EvergreenRig.StartAsync(domain, "stopped");
        await rig.SlotAsync();
        await rig.PostsAsync(2);
        await domain.SystemSqlAsync(stop);
        await rig.PlanAsync();
        Assert.Empty(await rig.PlannedAsync());

        await domain.SystemSqlAsync(start);
        await rig.PlanAsync();

        Assert.Equal(2, (await rig.PlannedAsync()).Count);
    }
}
