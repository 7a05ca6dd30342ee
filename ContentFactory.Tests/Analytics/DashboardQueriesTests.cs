using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Home;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics;

public sealed class DashboardQueriesTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public async Task Empty_tenant_has_no_numbers_instead_of_zero()
    {
        var dashboard = await ReadAsync(await domain.AddTenantAsync("empty"));

        Assert.All(FigureBook.All.Where(d => d.Figure is not Figure.Posts), d => Assert.Null(dashboard.Numbers.Now.Value(d.Figure)));
        Assert.Equal((0, (DateTimeOffset?)null, false), (dashboard.Numbers.Days.Count, dashboard.Numbers.AsOf, dashboard.Counts.PublishedEver));
        var company = Assert.Single(dashboard.Companies);
        Assert.Equal((CompanyStatus.Active, 0, 0, false), (company.Status, company.Channels, company.Waiting, company.Now.HasAny));
    }

    [Fact]
    public async Task Numbers_come_from_the_rows_and_are_those_of_the_overview()
    {
        var tenant = await domain.AddTenantAsync("tiles");
        var channel = await domain.AddChannelAsync(tenant);
        await domain.AddDueAsync(tenant, channel);
        await domain.Publisher.PublishDueAsync(CancellationToken.None);
        domain.Platform.Answer(tenant, "News", new(PublishKind.Rejected, Code: "400"));
        await domain.AddDueAsync(tenant, channel);
        await domain.Publisher.PublishDueAsync(CancellationToken.None);
        await domain.AddPostAsync(tenant, approved: false);
        await domain.AddDueAsync(tenant, channel);
        foreach (var (day, views, followers) in new[] { (Today, 50, 130), (Today.AddDays(-29), 25, 110), (Today.AddDays(-30), 40, 100), (Today.AddDays(-60), 1000, 90) })
            await AddDayAsync(tenant, channel, day, views, followers);

        var dashboard = await ReadAsync(tenant);

        Assert.Equal((1, 1, 75L, 40L), (dashboard.Numbers.Now.Posts, dashboard.Counts.ScheduledNext7Days, dashboard.Numbers.Now.Sums.Views, dashboard.Numbers.Before.Sums.Views));
        Assert.Equal(new Attention(1, 0, 0, 0, 1), dashboard.Counts.Attention);
        Assert.Equal((30, Today, 50L, null), (dashboard.Numbers.Days.Count, dashboard.Numbers.Days[^1].Day, dashboard.Numbers.Days[^1].Numbers.Sums.Views, dashboard.Numbers.Days[^2].Numbers.Sums.Views));
        Assert.Equal(new FollowerSpan(100, 130), dashboard.Numbers.Now.Followers);
        Assert.Equal([PublicationState.Scheduled, PublicationState.Published, PublicationState.Failed], dashboard.TodaysSchedule.Select(c => c.State).Order());
        Assert.Equal([PublicationState.Published, PublicationState.Failed], dashboard.Recent.Select(c => c.State).Order());
        var overview = await tenant.AsAsync<OverviewQueries, NumbersOverview>(MemberRole.Viewer, q => q.ReadAsync(new(Days: 30), CancellationToken.None));
        foreach (var figure in new[] { Figure.Posts, Figure.Views, Figure.Reach, Figure.Engagements, Figure.Followers })
        {
            Assert.Equal(overview.Now.Value(figure), dashboard.Numbers.Now.Value(figure));
            Assert.Equal(overview.Before.Value(figure), dashboard.Numbers.Before.Value(figure));
            Assert.Equal(overview.Days.Select(d => d.Numbers.Value(figure)), dashboard.Numbers.Days.Select(d => d.Numbers.Value(figure)));
        }
        Assert.Equal(overview.Top.Select(p => p.PublicationId), dashboard.Numbers.Top.Select(p => p.PublicationId));
    }

    [Fact]
    public async Task A_company_counts_only_its_own_rows()
    {
        var tenant = await domain.AddTenantAsync("companies");
        var (ours, theirs) = (await domain.AddChannelAsync(tenant), await domain.AddChannelAsync(tenant, "Shop", sandbox: true));
        var second = await AddCompanyAsync(tenant, theirs);
        await domain.AddDueAsync(tenant, ours);
        await domain.AddDueAsync(tenant, theirs);
        await domain.AddDueAsync(tenant, theirs, await domain.AddPostAsync(tenant, "Second"));
        await domain.Publisher.PublishDueAsync(CancellationToken.None);
        await domain.Publisher.PublishDueAsync(CancellationToken.None);
        await domain.AddPostAsync(tenant, approved: false);
        await AddDayAsync(tenant, ours, Today, 5, 10);
        await AddDayAsync(tenant, theirs, Today, 70, 20);
        await AddDayAsync(tenant, theirs, Today.AddDays(-40), 35, 15);
        await SetStatusAsync(tenant, theirs, ChannelStatus.NeedsAttention);

        var (first, other, all) = (await ReadAsync(tenant, tenant.CompanyId), await ReadAsync(tenant, second), await ReadAsync(tenant));

        Assert.Equal((1, 5L, 1, false), (first.Numbers.Now.Posts, first.Numbers.Now.Sums.Views, first.Counts.Attention.Approvals, first.Numbers.IsSandbox));
        Assert.Equal((2, 70L, 0, true), (other.Numbers.Now.Posts, other.Numbers.Now.Sums.Views, other.Counts.Attention.Approvals, other.Numbers.IsSandbox));
        Assert.Equal((1, 2, 1, 2), (first.Recent.Count, other.Recent.Count, first.TodaysSchedule.Count, other.TodaysSchedule.Count));
        Assert.Equal((0, 1), (first.Counts.Attention.Channels, other.Counts.Attention.Channels));
        Assert.Equal((ours, theirs), (Assert.Single(first.Channels).Id, Assert.Single(other.Channels).Id));
        Assert.Empty(first.Companies);
        Assert.Equal((3, 75L), (all.Numbers.Now.Posts, all.Numbers.Now.Sums.Views));
        Assert.Equal([theirs, ours], all.Channels.Select(c => c.Id));
        Assert.Equal([(tenant.CompanyId, 1, 0, 1, 5L, null), (second, 1, 1, 2, 70L, 35L)], all.Companies.Select(c => (c.Id, c.Channels, c.Waiting, c.Now.Posts, c.Now.Sums.Views!.Value, c.Before.Sums.Views)));
    }

    [Fact]
    public async Task A_disconnected_channel_keeps_its_numbers_and_is_counted_no_more()
    {
        var tenant = await domain.AddTenantAsync("gone");
        var channel = await domain.AddChannelAsync(tenant);
        await AddDayAsync(tenant, channel, Today, 8, 10);
        await SetStatusAsync(tenant, channel, ChannelStatus.Disconnected);

        var dashboard = await ReadAsync(tenant);

        Assert.Empty(dashboard.Channels);
        var company = Assert.Single(dashboard.Companies);
        Assert.Equal((8L, 0, 8L), (dashboard.Numbers.Now.Sums.Views!.Value, company.Channels, company.Now.Sums.Views!.Value));
    }

    [Fact]
    public async Task Plan_and_acts_are_for_those_who_may_see_them_and_of_the_whole_tenant()
    {
        var tenant = await domain.AddTenantAsync("rights");

        var seen = new List<(Role, bool, bool)>();
        foreach (var role in new[] { Role.Owner, Role.Manager, Role.Admin, Role.Approver, Role.Editor, Role.Viewer })
        {
            var dashboard = await ReadAsync(tenant, role);
            seen.Add((role, dashboard.Plan is not null, dashboard.Acts is not null));
        }

        Assert.Equal([(Role.Owner, true, true), (Role.Manager, false, true), (Role.Admin, true, true), (Role.Approver, false, false), (Role.Editor, false, false), (Role.Viewer, false, false)], seen);
        var ofCompany = await ReadAsync(tenant, Role.Owner, tenant.CompanyId);
        Assert.Equal((null, null), (ofCompany.Plan, ofCompany.Acts));
    }

    [Fact]
    public async Task The_plans_use_is_what_its_limits_refuse_by()
    {
        var tenant = await domain.AddTenantAsync("use");
        await domain.SystemSqlAsync($"""
            insert into subscriptions (tenant_id, id, plan_id, status, source, currency, starts_at) values ('{tenant.Id}', '{tenant.Id}', '019a0000-0000-7000-8000-000000000004', 'active', 'manual', 'USD', app_now());
            insert into ai_months (tenant_id, month, spent, reserved) values ('{tenant.Id}', '2026-11-01', 1.5, 4), ('{tenant.Id}', '2026-10-01', 9, 0);
            insert into ai_budgets (tenant_id, monthly) values ('{tenant.Id}', 7)
            """);
        var (channel, gone) = (await domain.AddChannelAsync(tenant), await domain.AddChannelAsync(tenant, "Gone"));
        await SetStatusAsync(tenant, gone, ChannelStatus.Disconnected);
        await domain.AddDueAsync(tenant, channel);
        await domain.Publisher.PublishDueAsync(CancellationToken.None);

        var plan = (await ReadAsync(tenant, Role.Owner)).Plan!;
        var room = await tenant.AsAsync<ChannelRooms, ChannelRoom>(MemberRole.Owner, r => r.ReadAsync(CancellationToken.None));

        Assert.Equal(("growth", Domain.Billing.SubscriptionStatus.Active), (plan.Plan, plan.Status));
        Assert.Equal(
            [new(PlanPart.Channels, room.Used, room.Limit), new(PlanPart.Posts, 1, 1000), new(PlanPart.Ai, 1.5m, 7), new(PlanPart.Storage, 0, 50L * 1024 * 1024 * 1024), new(PlanPart.Members, Enum.GetValues<MemberRole>().Length, 15)],
            plan.Uses);
        Assert.Equal(1, room.Used);
        Assert.Equal("free", (await ReadAsync(await domain.AddTenantAsync("use-none"), Role.Owner)).Plan!.Plan);
    }

    [Fact]
    public async Task The_newest_acts_say_who_did_what()
    {
        var tenant = await domain.AddTenantAsync("acts");
        for (var n = 0; n < 9; n++)
            await ActAsync(tenant, new(tenant.Person(MemberRole.Editor), tenant.Id, Role.Editor), Permission.ArchivePosts, "post", n, new { Status = "Archived" });
        await ActAsync(tenant, Actor.System(tenant.Id, "test"), Permission.SchedulePosts, "publication", 9, new { At = 1 });
        await ActAsync(tenant, Actor.Guest(tenant.Id, "test"), Permission.ApproveByLink, "post", 10, new { Status = "Approved", Guest = "Anna" });

        var acts = (await ReadAsync(tenant, Role.Owner)).Acts!;

        Assert.Equal(8, acts.Count);
        Assert.Equal((ActBy.Guest, Permission.ApproveByLink, "Approved"), (acts[0].By, acts[0].Action, acts[0].Outcome));
        Assert.Equal((ActBy.System, "publication", null), (acts[1].By, acts[1].Entity, acts[1].Outcome));
        Assert.Equal((ActBy.Person, "editor@acts.test".Split('@')[0]), (acts[2].By, acts[2].Name));
    }

    private static Task<Guid> AddCompanyAsync(TestTenant tenant, Guid channelId) => tenant.DbAsync(async db =>
    {
        var company = new Company(tenant.Id, Ids.New(TimeProvider.System), 2, "Second", tenant.Slug + "-2", "ru", TimeProvider.System.GetUtcNow());
        db.Companies.Add(company);
        await db.SaveChangesAsync();
        await db.Channels.Where(c => c.Id == channelId).ExecuteUpdateAsync(set => set.SetProperty(c => c.CompanyId, company.Id));
        return company.Id;
    });

    private Task AddDayAsync(TestTenant tenant, Guid channel, DateOnly day, int views, int followers) => domain.SystemSqlAsync($"""
        insert into channel_days (tenant_id, channel_id, day, posts, views, likes, comments, shares, saves, clicks, followers_start, followers_end, updated_at)
        values ('{tenant.Id}', '{channel}', '{day:O}', 1, {views}, 2, 1, 0, 0, 0, {followers - 5}, {followers}, app_now())
        """);

    private static Task<int> SetStatusAsync(TestTenant tenant, Guid channel, ChannelStatus status) =>
        tenant.DbAsync(db => db.Channels.Where(c => c.Id == channel).ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, status)));

    private static Task<int> ActAsync(TestTenant tenant, Actor actor, Permission action, string entity, int second, object after) => tenant.RunAsync(actor, async scoped =>
    {
        await using var db = await scoped.GetRequiredService<Db>().OpenAsync();
        db.Audit(action, entity, tenant.Id, null, after, TimeProvider.System.GetUtcNow().AddSeconds(second));
        return await db.SaveChangesAsync();
    });

    private static Task<Dashboard> ReadAsync(TestTenant tenant, Role role, Guid? companyId = null) =>
        tenant.RunAsync(new Actor(role is Role.Owner or Role.Approver or Role.Editor or Role.Viewer ? tenant.Person(Enum.Parse<MemberRole>($"{role}")) : tenant.Id, tenant.Id, role), scoped =>
            scoped.GetRequiredService<DashboardQueries>().ReadAsync(companyId, CancellationToken.None));

    private static Task<Dashboard> ReadAsync(TestTenant tenant, Guid? companyId = null) =>
        tenant.AsAsync<DashboardQueries, Dashboard>(MemberRole.Viewer, q => q.ReadAsync(companyId, CancellationToken.None));
}
