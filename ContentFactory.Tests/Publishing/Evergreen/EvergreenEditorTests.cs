using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static ContentFactory.Domain.Publishing.PublicationState;

namespace ContentFactory.Tests.Publishing.Evergreen;

/// <summary>People's decisions about categories, slots and posts.</summary>
public sealed class EvergreenEditorTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Tomorrow = new(2026, 11, 21);
    private readonly PublishingDomain domain = new();

    public Task InitializeAsync() => domain.InitializeAsync();

    public Task DisposeAsync() => domain.DisposeAsync();

    [Fact]
    public async Task Category_that_makes_no_sense_is_refused_at_its_field()
    {
        var rig = await EvergreenRig.StartAsync(domain, "category");

        await RefusedAsync("Name", "Publishing.EvergreenName", new(rig.Tenant.CompanyId, "  "));
        await RefusedAsync("Name", "Publishing.EvergreenName", new(rig.Tenant.CompanyId, new('x', 101)));
        await RefusedAsync("Name", "Publishing.EvergreenTaken", new(rig.Tenant.CompanyId, " tIPS "));
        await RefusedAsync("CoolDown", "Publishing.EvergreenCoolDown", new(rig.Tenant.CompanyId, "Other", 0));
        await RefusedAsync("CoolDown", "Publishing.EvergreenCoolDown", new(rig.Tenant.CompanyId, "Other", 366));
        await RefusedAsync("Company", "Publishing.EvergreenCompany", new(Ids.New(domain.Clock), "Other"));

        async Task RefusedAsync(string field, string key, EvergreenEntry entry)
        {
            var made = await rig.Tenant.AsAsync<EvergreenEditor, Result<Guid>>(MemberRole.Approver, e => e.AddAsync(entry, None));
            Assert.Equal((field, key), (made.Problem?.Field, made.Problem?.TextKey));
        }
    }

    [Fact]
    public async Task Name_is_free_again_after_its_category_is_removed()
    {
        var rig = await EvergreenRig.StartAsync(domain, "again");
        Assert.True((await rig.DoAsync(e => e.RemoveAsync(rig.CategoryId, None))).Ok);

        Assert.True((await rig.Tenant.AsAsync<EvergreenEditor, Result<Guid>>(MemberRole.Approver, e => e.AddAsync(new(rig.Tenant.CompanyId, "TIPS"), None))).Ok);
        Assert.Equal("Access.NotFound", (await rig.DoAsync(e => e.PauseAsync(rig.CategoryId, None))).Problem?.TextKey);
    }

    [Fact]
    public async Task Slot_that_makes_no_sense_is_refused_at_its_field()
    {
        var rig = await EvergreenRig.StartAsync(domain, "slot");
        var stranger = await EvergreenRig.StartAsync(domain, "slot-other");
        await rig.SlotAsync("10:00", [DayOfWeek.Monday]);

        await RefusedAsync("Channel", "Publishing.ChannelMissing", new(null, EvergreenRig.EveryDay, new(10, 0)));
        await RefusedAsync("Weekdays", "Publishing.EvergreenDays", new(rig.ChannelId, [], new(10, 0)));
        await RefusedAsync("Time", "Publishing.EvergreenTime", new(rig.ChannelId, EvergreenRig.EveryDay, null));
        await RefusedAsync("Time", "Publishing.EvergreenSlotTaken", new(rig.ChannelId, EvergreenRig.EveryDay, new(10, 0)));
        await RefusedAsync(null, "Access.NotFound", new(stranger.ChannelId, EvergreenRig.EveryDay, new(10, 0)));

        async Task RefusedAsync(string? field, string key, EvergreenSlotEntry entry)
        {
            var made = await rig.Tenant.AsAsync<EvergreenEditor, Result<Guid>>(MemberRole.Approver, e => e.AddSlotAsync(rig.CategoryId, entry, None));
            Assert.Equal((field, key), (made.Problem?.Field, made.Problem?.TextKey));
        }
    }

    [Fact]
    public async Task Posts_that_make_no_sense_are_refused_at_their_field()
    {
        var rig = await EvergreenRig.StartAsync(domain, "posts");
        var (approved, draft, inside) = (await domain.AddPostAsync(rig.Tenant), await domain.AddPostAsync(rig.Tenant, approved: false), (await rig.PostsAsync(1))[0]);
        var foreign = await domain.AddPostAsync(await domain.AddTenantAsync("posts-other"));

        await RefusedAsync("Posts", "Publishing.EvergreenPosts", [], new());
        await RefusedAsync("Posts", "Publishing.EvergreenNotApproved", [approved, draft], new());
        await RefusedAsync("Posts", "Publishing.EvergreenElsewhere", [inside], new());
        await RefusedAsync("Until", "Publishing.EvergreenUntil", [approved], new(Tomorrow.AddDays(-2)));
        await RefusedAsync("MostTimes", "Publishing.CountWrong", [approved], new(null, 0));
        await RefusedAsync("MostTimes", "Publishing.CountWrong", [approved], new(null, 1001));
        await RefusedAsync(null, "Access.NotFound", [foreign], new());
        Assert.Single((await rig.ViewAsync()).Posts);

        async Task RefusedAsync(string? field, string key, Guid[] posts, EvergreenTerms terms)
        {
            var problem = (await rig.DoAsync(e => e.AddPostsAsync(rig.CategoryId, posts, terms, None))).Problem;
            Assert.Equal((field, key), (problem?.Field, problem?.TextKey));
        }
    }

    [Theory]
    [InlineData("category")]
    [InlineData("slot")]
    public async Task What_is_paused_takes_back_what_waits_and_goes_on_later(string what)
    {
        var rig = await EvergreenRig.StartAsync(domain, $"pause-{what}");
        var slot = await rig.SlotAsync();
        var posts = await rig.PostsAsync(2);
        await rig.PlanAsync();

        Assert.True((await rig.DoAsync(e => what is "slot" ? e.PauseSlotAsync(slot, None) : e.PauseAsync(rig.CategoryId, None))).Ok);
        await rig.PlanAsync();
        Assert.Equal([Cancelled, Cancelled], await StatesAsync(rig));
        Assert.Equal([PostStatus.Approved, PostStatus.Approved], await rig.Tenant.DbAsync(db => db.Posts.Select(p => p.Status).ToListAsync()));

        Assert.True((await rig.DoAsync(e => what is "slot" ? e.ResumeSlotAsync(slot, None) : e.ResumeAsync(rig.CategoryId, None))).Ok);
        await rig.PlanAsync();
        Assert.Equal([(Tomorrow, posts[0], Scheduled), (Tomorrow.AddDays(1), posts[1], Scheduled)], await rig.PlannedAsync());
    }

    [Fact]
    public async Task Removed_slot_and_category_leave_nothing_waiting()
    {
        var rig = await EvergreenRig.StartAsync(domain, "remove");
        var (first, _) = (await rig.SlotAsync("10:00"), await rig.SlotAsync("12:00"));
        await rig.PostsAsync(5);
        await rig.PlanAsync();

        Assert.True((await rig.DoAsync(e => e.RemoveSlotAsync(first, None))).Ok);
        Assert.Equal(2, (await rig.PlannedAsync()).Count);
        Assert.True((await rig.DoAsync(e => e.RemoveAsync(rig.CategoryId, None))).Ok);
        await rig.PlanAsync();

        Assert.All(await StatesAsync(rig), state => Assert.Equal(Cancelled, state));
        Assert.Empty(await rig.Tenant.AsAsync<EvergreenQueries, IReadOnlyList<EvergreenCategoryRow>>(MemberRole.Viewer, q => q.ListAsync(null, None)));
        Assert.Equal(5, (await rig.Tenant.DbAsync(db => db.Posts.Where(p => p.Status == PostStatus.Approved).ToListAsync())).Count);
    }

    [Fact]
    public async Task Removed_post_leaves_its_date_to_the_next()
    {
        var rig = await EvergreenRig.StartAsync(domain, "remove-post");
        await rig.SlotAsync(on: [Tomorrow.DayOfWeek]);
        var posts = await rig.PostsAsync(2);
        await rig.PlanAsync();

        Assert.True((await rig.DoAsync(e => e.RemovePostAsync(posts[0], None))).Ok);
        await rig.PlanAsync();

        Assert.Equal([(Tomorrow, posts[1], Scheduled)], await rig.PlannedAsync());
        Assert.Equal(posts[0], Assert.Single(await rig.Tenant.AsAsync<EvergreenQueries, IReadOnlyList<EvergreenCandidate>>(MemberRole.Viewer, q => q.CandidatesAsync(rig.CategoryId, null, None))).PostId);
    }

    [Theory]
    [InlineData(MemberRole.Editor)]
    [InlineData(MemberRole.Viewer)]
    public async Task Who_may_not_plan_may_look_only(MemberRole role)
    {
        var rig = await EvergreenRig.StartAsync(domain, $"may-not-{role}".ToLowerInvariant());
        Assert.Single(await rig.Tenant.AsAsync<EvergreenQueries, IReadOnlyList<EvergreenCategoryRow>>(role, q => q.ListAsync(null, None)));

        await Assert.ThrowsAsync<NotPermittedException>(() => rig.Tenant.AsAsync<EvergreenEditor, Result>(role, e => e.PauseAsync(rig.CategoryId, None)));
        await Assert.ThrowsAsync<NotPermittedException>(() => rig.Tenant.AsAsync<EvergreenPlanner, int>(role, p => p.PlanAsync(rig.Tenant.CompanyId, None)));
    }

    [Fact]
    public async Task Each_change_leaves_a_row_in_the_audit_log()
    {
        var rig = await EvergreenRig.StartAsync(domain, "audit");
        var slot = await rig.SlotAsync();
        var post = (await rig.PostsAsync(1))[0];
        await rig.DoAsync(e => e.LimitPostAsync(post, new(null, 3), None));
        await rig.DoAsync(e => e.ChangeAsync(rig.CategoryId, new(rig.Tenant.CompanyId, "Hints", 7), None));
        await rig.DoAsync(e => e.PauseSlotAsync(slot, None));

        var rows = await rig.Tenant.DbAsync(db => db.AuditLog.Select(a => new { a.Action, a.Entity }).ToListAsync());

        Assert.Equal(["evergreen_category", "evergreen_category", "evergreen_post", "evergreen_post", "evergreen_slot", "evergreen_slot"], rows.Select(r => r.Entity).Order());
        Assert.All(rows, r => Assert.Equal(Permission.SchedulePosts, r.Action));
    }

    private static Task<List<PublicationState>> StatesAsync(EvergreenRig rig) => rig.Tenant.DbAsync(db => db.Publications.Select(p => p.State).ToListAsync());
}
