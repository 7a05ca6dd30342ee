using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using ContentFactory.Domain.Publishing.AutoPost;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContentFactory.Tests.Publishing.AutoPost;

/// <summary>What the rule approved is planned by itself. It is Friday, 12:00 in Moscow.</summary>
public sealed class AutoPostTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static int tenants;

    [Fact]
    public async Task A_post_of_the_rule_stands_on_the_healthiest_channel_at_a_free_time()
    {
        var tenant = await TenantAsync();
        await ChannelAsync(tenant, "Without the permission", auto: false);
        await ChannelAsync(tenant, "Paused", pause: true);
        var ill = await ChannelAsync(tenant, "Ill");
        await FailAsync(tenant, ill);
        var well = await ChannelAsync(tenant, "Well");
        var post = await PostAsync(tenant);

        await RunAsync();

        var publication = Assert.Single(await PublicationsAsync(tenant, post));
        Assert.Equal((well, PublicationState.Scheduled, new TimeOnly(9, 0), new DateOnly(2026, 11, 21)), (publication.ChannelId, publication.State, publication.LocalTime, publication.LocalDate));
        Assert.Equal(PostStatus.Scheduled, (await tenant.DbAsync(db => db.Posts.AsNoTracking().SingleAsync(p => p.Id == post))).Status);
        Assert.Equal(AutoPostState.Planned, (await OutcomeAsync(tenant, post))!.State);
    }

    [Fact]
    public async Task Without_a_channel_that_allows_it_people_are_told()
    {
        var tenant = await TenantAsync();
        await ChannelAsync(tenant, "Without the permission", auto: false);
        var post = await PostAsync(tenant);

        await RunAsync();
        await RunAsync();

        Assert.Empty(await PublicationsAsync(tenant, post));
        var outcome = await OutcomeAsync(tenant, post);
        Assert.Equal((AutoPostState.Left, "Publishing.AutoNoChannel"), (outcome!.State, outcome.ReasonKey));
        Assert.Equal(1, await tenant.DbAsync(db => db.Notifications.CountAsync(n => n.TextKey == "Publishing.Notice_AutoLeft" && n.PersonId == tenant.Person(MemberRole.Owner))));
    }

    [Theory]
    [InlineData("written by a person")]
    [InlineData("approved by a person")]
    [InlineData("approved long ago")]
    [InlineData("company asks for approval")]
    [InlineData("company posts nothing itself")]
    public async Task Other_posts_wait_for_people(string what)
    {
        var tenant = await TenantAsync(autoPost: what is not "company posts nothing itself", approvals: (short)(what is "company asks for approval" ? 1 : 0));
        await ChannelAsync(tenant, "News");
        var post = await PostAsync(tenant, made: what is not "written by a person", by: what is "approved by a person" ? tenant.Person(MemberRole.Owner) : Guid.Empty, ago: what is "approved long ago" ? TimeSpan.FromHours(2) : default);

        await RunAsync();

        Assert.Empty(await PublicationsAsync(tenant, post));
        Assert.Null(await OutcomeAsync(tenant, post));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(90, false)]
    public async Task What_publishing_stood_still_for_goes_on_or_is_said_to_be_left(int minutes, bool planned)
    {
        var tenant = await TenantAsync();
        await ChannelAsync(tenant, "News");
        var post = await PostAsync(tenant);
        await tenant.AsAsync<PublishingSwitch, Result>(MemberRole.Owner, s => s.StopAsync(default));
        await RunAsync();
        Assert.Empty(await PublicationsAsync(tenant, post));
        Assert.Equal(AutoPostState.Waiting, (await OutcomeAsync(tenant, post))!.State);

        await domain.SystemSqlAsync($"update auto_posts set asked_at = asked_at - interval '{minutes} minutes' where tenant_id = '{tenant.Id}'");
        Assert.True((await tenant.AsAsync<PublishingSwitch, Result<Resumption>>(MemberRole.Owner, s => s.ResumeAsync(default))).Ok);
        await RunAsync();

        Assert.Equal(planned ? 1 : 0, (await PublicationsAsync(tenant, post)).Count);
        Assert.Equal(planned ? (AutoPostState.Planned, null) : (AutoPostState.Left, "Publishing.AutoTooLate"), await EndAsync(tenant, post));
        Assert.Equal(planned ? 0 : 1, await ToldAsync(tenant));
    }

    [Fact]
    public async Task What_cannot_be_planned_in_five_tries_is_left_to_people()
    {
        var tenant = await TenantAsync();
        await ChannelAsync(tenant, "News");
        var post = await PostAsync(tenant);
        await Node().ClaimAsync(default);
        await domain.SystemSqlAsync($"update auto_posts set tries = 5, next_try_at = app_now() where tenant_id = '{tenant.Id}'");

        await RunAsync();

        Assert.Empty(await PublicationsAsync(tenant, post));
        Assert.Equal((AutoPostState.Left, "Publishing.AutoGaveUp"), await EndAsync(tenant, post));
        Assert.Equal(1, await ToldAsync(tenant));
    }

    [Fact]
    public async Task Nodes_that_race_plan_a_post_once()
    {
        var tenant = await TenantAsync();
        await ChannelAsync(tenant, "News");
        var posts = new List<Guid>();
        for (var i = 0; i < 8; i++)
            posts.Add(await PostAsync(tenant));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync()));

        foreach (var post in posts)
            Assert.Single(await PublicationsAsync(tenant, post));
        Assert.Equal(8, await tenant.DbAsync(db => db.Publications.Select(p => p.ScheduledAt).Distinct().CountAsync()));
    }

    [Fact]
    public async Task What_a_dead_node_had_claimed_is_planned_once_by_another()
    {
        var tenant = await TenantAsync();
        await ChannelAsync(tenant, "News");
        var (before, after) = (await PostAsync(tenant), await PostAsync(tenant));
        Assert.Equal(2, (await Node().ClaimAsync(default)).Count(c => c.TenantId == tenant.Id));
        // the node died once it had planned the second one
        Assert.True((await tenant.AsSystemAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(async s => await s.ScheduleAsync(
            new SchedulePost(after, [new ChannelTime(await tenant.DbAsync(db => db.Channels.Select(c => c.Id).SingleAsync()), new DateOnly(2026, 11, 25), new TimeOnly(9, 0))]), default))).Ok);

        await RunAsync();
        Assert.Empty(await PublicationsAsync(tenant, before));
        await domain.SystemSqlAsync($"update auto_posts set next_try_at = app_now() where tenant_id = '{tenant.Id}'");
        await RunAsync();

        Assert.Single(await PublicationsAsync(tenant, before));
        Assert.Single(await PublicationsAsync(tenant, after));
        Assert.Equal([AutoPostState.Planned, AutoPostState.Planned], new[] { (await OutcomeAsync(tenant, before))!.State, (await OutcomeAsync(tenant, after))!.State });
    }

    [Fact]
    public async Task A_node_that_wakes_late_plans_nothing()
    {
        var tenant = await TenantAsync();
        await ChannelAsync(tenant, "News");
        var post = await PostAsync(tenant);
        var claimed = Assert.Single(await Node().ClaimAsync(default), c => c.TenantId == tenant.Id);
        await domain.SystemSqlAsync($"update auto_posts set tries = tries + 1 where tenant_id = '{tenant.Id}'");

        await tenant.AsSystemAsync<AutoPoster, bool>(async p =>
        {
            await p.PlanAsync(post, claimed.Tries, default);
            return true;
        });

        Assert.Empty(await PublicationsAsync(tenant, post));
        Assert.Equal(AutoPostState.Waiting, (await OutcomeAsync(tenant, post))!.State);
    }

    [Fact]
    public async Task A_person_allows_it_where_the_channel_is_set_up()
    {
        var tenant = await TenantAsync();
        var channel = await domain.AddChannelAsync(tenant);

        Assert.True((await SetAsync(true)).Ok);
        Assert.True(await AutoAsync());
        Assert.True((await SetAsync(null)).Ok);
        Assert.True(await AutoAsync());
        Assert.True((await SetAsync(false)).Ok);
        Assert.False(await AutoAsync());

        Task<Result> SetAsync(bool? auto) => tenant.AsAsync<ChannelCare, Result>(MemberRole.Owner, c => c.SetPostingAsync(channel, new ChannelPosting([9], 5, null) { AutoPost = auto }, default));
        Task<bool> AutoAsync() => tenant.AsAsync<ChannelQueries, bool>(MemberRole.Viewer, async q => (await q.OneAsync(channel, default))!.AutoPost);
    }

    private AutoPostQueue Node() => new(domain.Services.GetRequiredService<SystemDb>(), domain.Services.GetRequiredService<Tenants>(), NullLogger<AutoPostQueue>.Instance);

    private async Task RunAsync()
    {
        while (await Node().PlanDueAsync(default) > 0)
            continue;
    }

    private async Task<TestTenant> TenantAsync(bool autoPost = true, short approvals = 0)
    {
        var tenant = await domain.AddTenantAsync($"auto-post-{Interlocked.Increment(ref tenants)}");
        await tenant.DbAsync(async db =>
        {
            var company = await db.Companies.Include(c => c.Voice).SingleAsync();
            company.Change(company.Entry with { AutoPost = autoPost, RequiredApprovals = approvals, Platforms = ["telegram"] });
            return await db.SaveChangesAsync();
        });
        return tenant;
    }

    private async Task<Guid> ChannelAsync(TestTenant tenant, string name, bool auto = true, bool pause = false)
    {
        var id = await domain.AddChannelAsync(tenant, name);
        await tenant.DbAsync(async db =>
        {
            var channel = await db.Channels.SingleAsync(c => c.Id == id);
            channel.AllowAutoPost(auto);
            if (pause)
                channel.Pause();
            return await db.SaveChangesAsync();
        });
        return id;
    }

    private Task<Guid> PostAsync(TestTenant tenant, bool made = true, Guid by = default, TimeSpan ago = default) => tenant.DbAsync(async db =>
    {
        var now = domain.Clock.GetUtcNow();
        var post = new Post(tenant.Id, Ids.New(now), tenant.CompanyId, PostType.TextPost, Guid.Empty, now);
        post.Write(new PostContent("News", "News of the day", ["one"]), now);
        if (made)
            post.ComposedBy("offline composer", 0, 0);
        Assert.True(post.MakeReady(now).Ok);
        Assert.True(post.Approve(by, post.Version, now - ago).Ok);
        db.Posts.Add(post);
        await db.SaveChangesAsync();
        return post.Id;
    });

    private async Task FailAsync(TestTenant tenant, Guid channel)
    {
        var due = await domain.AddDueAsync(tenant, channel);
        await domain.SystemSqlAsync($"update publications set state = 'leased', lease_until = app_now() where id = '{due}'; update publications set state = 'failed', lease_until = null where id = '{due}'");
    }

    private static Task<List<Publication>> PublicationsAsync(TestTenant tenant, Guid post) => tenant.DbAsync(db => db.Publications.AsNoTracking().Where(p => p.PostId == post).ToListAsync());

    private static async Task<(AutoPostState State, string? Why)> EndAsync(TestTenant tenant, Guid post) => await OutcomeAsync(tenant, post) is { } outcome ? (outcome.State, outcome.ReasonKey) : default;

    private static Task<int> ToldAsync(TestTenant tenant) => tenant.DbAsync(db => db.Notifications.CountAsync(n => n.TextKey == "Publishing.Notice_AutoLeft" && n.PersonId == tenant.Person(MemberRole.Owner)));

    private static async Task<AutoPostOutcome?> OutcomeAsync(TestTenant tenant, Guid post) =>
        (await tenant.AsAsync<AutoPostQueries, IReadOnlyList<AutoPostOutcome>>(MemberRole.Viewer, q => q.OfAsync([post], default))).SingleOrDefault();
}
