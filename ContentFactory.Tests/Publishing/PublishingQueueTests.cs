using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing;

public sealed class PublishingQueueTests(PublishingDomain domain) : IClassFixture<PublishingDomain>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    // each test sees only its own rows as due
    public Task InitializeAsync() => domain.SystemSqlAsync("update publications set state = 'cancelled' where state = 'scheduled'");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Crash_after_begin_ends_unknown_and_is_never_resent()
    {
        var (tenant, id) = await DueAsync("crash");
        var due = Assert.Single(await domain.Queue.ClaimAsync(100, None));
        Assert.Equal([true], await domain.Queue.BeginSendingAsync([Begin(due)], "dead"));

        await domain.AdvanceAsync(TimeSpan.FromMinutes(5));
        await domain.Queue.SweepAsync(None);
        await domain.Publisher.PublishDueAsync(None);

        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Unknown, "Publishing.NodeLost", 0), (publication.State, publication.ReasonKey, domain.Platform.CallsTo(tenant)));
        Assert.Equal(AttemptState.Unknown, Assert.Single(await domain.AttemptsAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Claim_of_a_dead_node_is_sent_once_by_another()
    {
        var (tenant, id) = await DueAsync("taken-over");
        var dead = Assert.Single(await domain.Queue.ClaimAsync(100, None));

        await domain.AdvanceAsync(TimeSpan.FromMinutes(5));
        await domain.Queue.SweepAsync(None);
        await domain.Publisher.PublishDueAsync(None);
        await domain.Publisher.RunAsync([dead], None);

        Assert.Equal((PublicationState.Published, 1), ((await domain.PublicationAsync(tenant, id)).State, domain.Platform.CallsTo(tenant)));
    }

    [Fact]
    public async Task Node_that_wakes_late_may_not_begin()
    {
        await DueAsync("late");
        var due = Assert.Single(await domain.Queue.ClaimAsync(100, None));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal([false], await domain.Queue.BeginSendingAsync([Begin(due)], "late"));
    }

    [Fact]
    public async Task Edit_after_the_claim_still_keeps_the_old_text_from_being_sent()
    {
        var (tenant, id) = await DueAsync("edited");
        var due = Assert.Single(await domain.Queue.ClaimAsync(100, None));
        await domain.SystemSqlAsync($"update posts set version = version + 1 where tenant_id = '{tenant.Id}'");

        await domain.Publisher.RunAsync([due], None);
        Assert.Equal(PublicationState.Scheduled, (await domain.PublicationAsync(tenant, id)).State);
        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal((PublicationState.Failed, "Publishing.PostChanged", 0), ((await domain.PublicationAsync(tenant, id)).State, (await domain.PublicationAsync(tenant, id)).ReasonKey, domain.Platform.CallsTo(tenant)));
    }

    [Fact]
    public async Task Outcome_with_an_old_fence_is_refused()
    {
        var (tenant, id) = await DueAsync("stale");
        var old = Assert.Single(await domain.Queue.ClaimAsync(100, None));
        await domain.Queue.ReleaseAsync([old]);
        var due = Assert.Single(await domain.Queue.ClaimAsync(100, None));
        var attempt = Begin(due);
        await domain.Queue.BeginSendingAsync([attempt], "node");

        var late = new Ending(due.TenantId, due.Id, old.Fence, PublicationState.Sending, PublicationState.Failed);
        var recorded = await domain.Queue.RecordAsync([late, late with { Fence = due.Fence, ToState = PublicationState.Published, AttemptId = attempt.AttemptId, AttemptState = AttemptState.Confirmed }]);

        Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, id)).State);
        Assert.Contains(true, recorded);
        Assert.Equal([false], await domain.Queue.RecordAsync([late with { Fence = due.Fence }]));
    }

    [Fact]
    public async Task One_publication_of_a_channel_at_a_time()
    {
        var tenant = await domain.AddTenantAsync("one-channel");
        var channel = await domain.AddChannelAsync(tenant);
        for (var i = 0; i < 5; i++)
            await domain.AddDueAsync(tenant, channel);

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => domain.Queue.ClaimAsync(100, None))));

        Assert.Single(claims.SelectMany(c => c));
    }

    [Fact]
    public async Task No_tenant_starves_behind_a_large_one()
    {
        var (large, small) = (await domain.AddTenantAsync("large"), await domain.AddTenantAsync("small"));
        for (var i = 0; i < 30; i++)
            await domain.AddDueAsync(large, await domain.AddChannelAsync(large, $"c{i}"));
        await domain.AdvanceAsync(TimeSpan.FromSeconds(1));
        await domain.AddDueAsync(small, await domain.AddChannelAsync(small));

        var claimed = await domain.Queue.ClaimAsync(10, None);

        Assert.Equal(10, claimed.Count);
        Assert.Contains(claimed, c => c.TenantId == small.Id);
    }

    [Fact]
    public async Task Tenant_behind_many_rows_of_another_has_its_turn()
    {
        var (crowd, small) = (await domain.AddTenantAsync("crowd"), await domain.AddTenantAsync("behind"));
        await domain.AddDueAsync(crowd, await domain.AddChannelAsync(crowd));
        await CopyAsync(crowd, channels: 120, occurrences: 180);
        await domain.AdvanceAsync(TimeSpan.FromSeconds(1));
        await domain.AddDueAsync(small, await domain.AddChannelAsync(small));

        var claimed = await domain.Queue.ClaimAsync(100, None);

        Assert.Equal(100, claimed.Count);
        Assert.Contains(claimed, c => c.TenantId == small.Id);
    }

    [Fact]
    public async Task Posts_of_a_channel_go_in_order_of_their_times()
    {
        var tenant = await domain.AddTenantAsync("in-order");
        var channel = await domain.AddChannelAsync(tenant);
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++)
            ids.Add(await domain.AddDueAsync(tenant, channel));
        foreach (var (id, minutes) in ids.Zip([2, 4, 1, 3]))
            await domain.SystemSqlAsync($"update publications set (due_at, scheduled_at) = (app_now() - interval '{minutes} minutes', app_now() - interval '{minutes} minutes') where id = '{id}'");

        var order = new List<Guid>();
        while (await domain.Queue.ClaimAsync(100, None) is [var due])
        {
            order.Add(due.Id);
            await domain.Publisher.RunAsync([due], None);
        }

        Assert.Equal([ids[1], ids[3], ids[0], ids[2]], order);
    }

    [Fact]
    public async Task Urgent_goes_first_within_a_channel()
    {
        var tenant = await domain.AddTenantAsync("urgent");
        var channel = await domain.AddChannelAsync(tenant);
        await domain.AddDueAsync(tenant, channel);
        var urgent = await domain.AddDueAsync(tenant, channel);
        await domain.SystemSqlAsync($"update publications set priority = 'high' where id = '{urgent}'");

        Assert.Equal(urgent, Assert.Single(await domain.Queue.ClaimAsync(10, None)).Id);
    }

    [Fact]
    public async Task Overdue_by_more_than_a_day_asks_instead_of_posting()
    {
        var (tenant, id) = await DueAsync("overdue");
        await domain.AdvanceAsync(TimeSpan.FromHours(25));

        Assert.Empty(await domain.Queue.ClaimAsync(100, None));
        await domain.Queue.SweepAsync(None);

        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Held, HeldReason.Overdue), (publication.State, publication.HeldReason));
        Assert.Equal("Publishing.Notice_Held", await tenant.DbAsync(db => db.Notifications.Select(n => n.TextKey).Distinct().SingleAsync()));
    }

    [Theory]
    [InlineData("channels", "paused", HeldReason.Channel)]
    [InlineData("tenants", "suspended", HeldReason.KillSwitch)]
    public async Task What_may_not_publish_is_held(string table, string status, HeldReason reason)
    {
        var (tenant, id) = await DueAsync($"held-{table}");
        await domain.SystemSqlAsync($"update {table} set status = '{status}' where {(table == "tenants" ? "id" : "tenant_id")} = '{tenant.Id}'");

        Assert.Empty(await domain.Queue.ClaimAsync(100, None));
        await domain.Queue.SweepAsync(None);

        Assert.Equal(reason, (await domain.PublicationAsync(tenant, id)).HeldReason);
    }

    [Fact]
    public async Task Cancel_wins_until_the_claim()
    {
        var tenant = await domain.AddTenantAsync("races");
        var ids = new List<Guid>();
        for (var i = 0; i < 40; i++)
            ids.Add(await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, $"c{i}")));

        var claims = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => domain.Queue.ClaimAsync(2, None))));
        var cancels = await Task.WhenAll(ids.Select(id => Task.Run(() => tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => s.CancelAsync(id, None)))));
        var claimed = (await claims).SelectMany(c => c).Select(c => c.Id).ToHashSet();

        Assert.Equal(ids.Where((_, i) => cancels[i].Ok).ToHashSet(), ids.Except(claimed).Where(id => cancels[ids.IndexOf(id)].Ok).ToHashSet());
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            var state = (await domain.PublicationAsync(tenant, id)).State;
            Assert.Equal(cancels[i].Ok ? PublicationState.Cancelled : claimed.Contains(id) ? PublicationState.Leased : PublicationState.Scheduled, state);
        }
        await domain.SystemSqlAsync($"update publications set state = 'scheduled', lease_until = null where state = 'leased' and tenant_id = '{tenant.Id}'");
    }

    [Fact]
    public async Task Next_due_time_is_the_earliest_plan()
    {
        Assert.Null(await domain.Queue.NextDueAsync(None));
        var (tenant, id) = await DueAsync("next");
        await domain.SystemSqlAsync($"update publications set due_at = app_now() + interval '5 minutes' where id = '{id}'");

        Assert.InRange((await domain.Queue.NextDueAsync(None))!.Value.TotalMinutes, 4.5, 5.1);
        Assert.NotEqual(Guid.Empty, tenant.Id);
    }

    [Fact]
    public async Task What_cannot_be_claimed_is_looked_for_less_often()
    {
        var tenant = await domain.AddTenantAsync("looked-for");
        var channel = await domain.AddChannelAsync(tenant);
        await domain.AddDueAsync(tenant, channel);
        await domain.AddDueAsync(tenant, channel);
        Assert.Single(await domain.Queue.ClaimAsync(100, None));

        await domain.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromSeconds(1), await domain.Queue.NextDueAsync(None));
        await domain.SystemSqlAsync($"update publications set due_at = app_now() where state = 'scheduled'");
        Assert.InRange((await domain.Queue.NextDueAsync(None))!.Value, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(999));
    }

    private static Beginning Begin(DuePublication due) => new(due.TenantId, due.Id, due.Fence, Ids.New(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero)), "print");

    /// <summary>More channels like the tenant's one, and so many due rows on each.</summary>
    private Task<int> CopyAsync(TestTenant tenant, int channels, int occurrences) => domain.SystemSqlAsync($"""
        with more as (
            insert into channels select c.* from generate_series(1, {channels}) n, channels one, jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'account_id', 'copy ' || n)) c
            where one.tenant_id = '{tenant.Id}' returning id)
        insert into publications select p.* from more, generate_series(1, {occurrences}) n, publications one,
            jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'channel_id', more.id, 'occurrence', n)) p
        where one.tenant_id = '{tenant.Id}'
        """);

    private async Task<(TestTenant Tenant, Guid Id)> DueAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        return (tenant, await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant)));
    }
}
