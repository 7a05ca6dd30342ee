using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing;

public sealed class PublishingSwitchTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Stopped_tenant_sends_nothing_and_others_go_on()
    {
        var (tenant, channel) = await StartAsync("stopped");
        var (other, othersChannel) = await StartAsync("goes-on");
        var id = await domain.AddDueAsync(tenant, channel);
        await StopAsync(tenant);
        await domain.AddDueAsync(other, othersChannel);

        await domain.Publisher.PublishDueAsync(None);
        await domain.Queue.SweepAsync(None);

        Assert.Equal((0, 1), (domain.Platform.CallsTo(tenant), domain.Platform.CallsTo(other)));
        var held = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Held, HeldReason.KillSwitch), (held.State, held.HeldReason));
        var stop = await ReadAsync(tenant);
        Assert.Equal((1, 0), (stop.Held, stop.Sending));
        Assert.NotNull(stop.StoppedBy);
    }

    [Fact]
    public async Task What_is_claimed_and_not_begun_does_not_go_out_either()
    {
        var (tenant, channel) = await StartAsync("claimed");
        var id = await domain.AddDueAsync(tenant, channel);
        var claimed = await domain.Queue.ClaimAsync(10, None);
        await StopAsync(tenant);

        await domain.Publisher.RunAsync(claimed, None);

        Assert.Equal(0, domain.Platform.CallsTo(tenant));
        Assert.Empty(await domain.AttemptsAsync(tenant, id));
        Assert.Equal(PublicationState.Scheduled, (await domain.PublicationAsync(tenant, id)).State);
        await domain.Queue.SweepAsync(None);
        Assert.Equal(PublicationState.Held, (await domain.PublicationAsync(tenant, id)).State);
    }

    [Fact]
    public async Task What_is_being_sent_ends_and_its_outcome_is_kept()
    {
        var (tenant, channel) = await StartAsync("drains");
        var (called, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        domain.Platform.Script["News@drains"] = async _ =>
        {
            called.SetResult();
            await answer.Task;
            return new(Domain.Platforms.PublishKind.Published, "1");
        };
        var id = await domain.AddDueAsync(tenant, channel);
        var sending = domain.Publisher.PublishDueAsync(None);
        await called.Task;

        await StopAsync(tenant);
        Assert.Equal(1, (await ReadAsync(tenant)).Sending);
        answer.SetResult();
        await sending;

        Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Held_posts_follow_in_order_and_a_gap_apart()
    {
        var (tenant, channel) = await StartAsync("spread");
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MinGapHours, 0);
        await StopAsync(tenant);
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await domain.AddDueAsync(tenant, channel));
            await domain.AdvanceAsync(TimeSpan.FromMinutes(1));
        }
        await domain.Queue.SweepAsync(None);

        var now = domain.Clock.GetUtcNow();
        var resumed = (await tenant.AsAsync<PublishingSwitch, Result<Resumption>>(MemberRole.Approver, s => s.ResumeAsync(None))).Value;

        Assert.Equal(new Resumption(3, now.AddMinutes(10), 0), resumed);
        var due = new List<DateTimeOffset>();
        foreach (var id in ids)
            due.Add((await domain.PublicationAsync(tenant, id)).DueAt);
        Assert.Equal([now, now.AddMinutes(5), now.AddMinutes(10)], due);
        await domain.Publisher.PublishDueAsync(None);
        Assert.Equal(1, domain.Platform.CallsTo(tenant));
    }

    [Fact]
    public async Task Post_overdue_by_more_than_a_day_waits_for_a_person()
    {
        var (tenant, channel) = await StartAsync("too-old");
        await StopAsync(tenant);
        var id = await domain.AddDueAsync(tenant, channel);
        await domain.Queue.SweepAsync(None);
        await domain.AdvanceAsync(TimeSpan.FromHours(25));

        var resumed = (await tenant.AsAsync<PublishingSwitch, Result<Resumption>>(MemberRole.Owner, s => s.ResumeAsync(None))).Value;
        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal((0, 1), (resumed.Waiting, resumed.Asked));
        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Held, HeldReason.Overdue), (publication.State, publication.HeldReason));
        Assert.Equal(0, domain.Platform.CallsTo(tenant));
    }

    [Theory]
    [InlineData(false, PublicationState.Scheduled)]
    [InlineData(true, PublicationState.Held)]
    public async Task Posts_of_a_suspended_tenant_follow_unless_it_stopped_itself(bool stopped, PublicationState after)
    {
        var (tenant, channel) = await StartAsync($"suspended-{stopped}".ToLowerInvariant());
        if (stopped)
            await StopAsync(tenant);
        await OverseeAsync(o => o.SuspendAsync(tenant.Id, "unpaid", None));
        var ids = new[] { await domain.AddDueAsync(tenant, channel), await domain.AddDueAsync(tenant, channel) };
        await domain.Queue.SweepAsync(None);
        Assert.Equal(PublicationState.Held, (await domain.PublicationAsync(tenant, ids[0])).State);
        await OverseeAsync(o => o.ReactivateAsync(tenant.Id, "paid", None));

        var posts = new[] { await domain.PublicationAsync(tenant, ids[0]), await domain.PublicationAsync(tenant, ids[1]) };

        Assert.All(posts, p => Assert.Equal(after, p.State));
        Assert.Equal(!stopped, posts.Max(p => p.DueAt) > domain.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Second_stop_and_second_resume_say_so()
    {
        var (tenant, _) = await StartAsync("twice");
        await StopAsync(tenant);
        Assert.Equal("Access.PublishingStopped", (await tenant.AsAsync<PublishingSwitch, Result>(MemberRole.Approver, s => s.StopAsync(None))).Problem?.TextKey);
        Assert.True((await tenant.AsAsync<PublishingSwitch, Result<Resumption>>(MemberRole.Approver, s => s.ResumeAsync(None))).Ok);
        Assert.Equal("Access.PublishingRuns", (await tenant.AsAsync<PublishingSwitch, Result<Resumption>>(MemberRole.Approver, s => s.ResumeAsync(None))).Problem?.TextKey);
    }

    [Theory]
    [InlineData(MemberRole.Editor)]
    [InlineData(MemberRole.Viewer)]
    public async Task Who_may_not_plan_may_not_stop(MemberRole role)
    {
        var (tenant, _) = await StartAsync($"may-not-{role}".ToLowerInvariant());
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<PublishingSwitch, Result>(role, s => s.StopAsync(None)));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<PublishingSwitch, Result<Resumption>>(role, s => s.ResumeAsync(None)));
        Assert.Null(await tenant.DbAsync(db => db.Tenants.Select(t => t.PublishingStoppedAt).SingleAsync()));
    }

    private async Task<(TestTenant Tenant, Guid Channel)> StartAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        return (tenant, await domain.AddChannelAsync(tenant));
    }

    private async Task OverseeAsync(Func<TenantOversight, Task<Result>> act)
    {
        var done = await domain.Services.GetRequiredService<Tenants>().RunAsync(Guid.Empty, new Actor(Ids.New(domain.Clock), Guid.Empty, Role.Admin), services => act(services.GetRequiredService<TenantOversight>()));
        Assert.True(done.Ok);
    }

    private static async Task StopAsync(TestTenant tenant) =>
        Assert.True((await tenant.AsAsync<PublishingSwitch, Result>(MemberRole.Approver, s => s.StopAsync(None))).Ok);

    private static Task<PublishingStop> ReadAsync(TestTenant tenant) => tenant.AsAsync<PublishingSwitch, PublishingStop>(MemberRole.Viewer, s => s.ReadAsync(None));
}
