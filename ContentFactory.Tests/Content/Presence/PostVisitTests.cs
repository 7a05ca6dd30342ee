using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Presence;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Content.Presence;

public sealed class PostVisitTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static readonly Guid Anna = Ids.New(TimeProvider.System);
    private static readonly Guid Boris = Ids.New(TimeProvider.System);

    [Fact]
    public async Task Each_sees_the_others_and_where_they_write()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("words");

        Assert.Empty((await StayAsync(tenant, post.Id, Ids.New(TimeProvider.System), "Text")).Value);
        var seen = await StayAsync(tenant, post.Id, Ids.New(TimeProvider.System), null, MemberRole.Viewer);

        Assert.Equal(("editor", "Text"), (Assert.Single(seen.Value).Name, seen.Value[0].Field));
        Assert.Equal(("viewer", null), (Assert.Single(await OthersAsync(tenant, post.Id)).Name, (await OthersAsync(tenant, post.Id))[0].Field));
    }

    [Fact]
    public async Task Whoever_leaves_or_is_heard_of_no_more_is_gone()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("words");
        var (leaves, dies) = (Ids.New(TimeProvider.System), Ids.New(TimeProvider.System));
        await StayAsync(tenant, post.Id, leaves, null, MemberRole.Owner);
        await StayAsync(tenant, post.Id, dies, "Text", MemberRole.Approver);

        await tenant.AsAsync<PostVisit, bool>(MemberRole.Owner, async v => { await v.LeaveAsync(leaves); return true; });
        Assert.Equal(["approver"], (await OthersAsync(tenant, post.Id)).Select(o => o.Name));

        await domain.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Empty(await OthersAsync(tenant, post.Id));
        await StayAsync(tenant, post.Id, Ids.New(TimeProvider.System), null);
        Assert.Equal(1, await tenant.DbAsync(db => db.PostPresences.CountAsync()));
    }

    [Fact]
    public async Task Two_tabs_of_one_person_count_once_and_nobody_meets_oneself()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("words");
        await StayAsync(tenant, post.Id, Anna, "Title");
        await StayAsync(tenant, post.Id, Boris, null);

        Assert.Empty(await OthersAsync(tenant, post.Id));
        Assert.Equal("Title", Assert.Single(await OthersAsync(tenant, post.Id, MemberRole.Owner)).Field);
    }

    [Fact]
    public async Task Another_persons_tab_and_a_foreign_post_are_out_of_reach()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var (post, foreign) = (await tenant.NewAsync("words"), await (await PostRig.TenantAsync(domain)).NewAsync("theirs"));
        var tab = Ids.New(TimeProvider.System);
        await StayAsync(tenant, post.Id, tab, "Text", MemberRole.Owner);

        Assert.Equal(ProblemKind.NotFound, (await StayAsync(tenant, foreign.Id, Ids.New(TimeProvider.System), null)).Problem?.Kind);
        Assert.False((await StayAsync(tenant, post.Id, tab, "Link")).Ok);
        await tenant.AsAsync<PostVisit, bool>(MemberRole.Editor, async v => { await v.LeaveAsync(tab); return true; });
        Assert.Equal("Text", Assert.Single(await OthersAsync(tenant, post.Id)).Field);
    }

    private static Task<Result<List<PresentPerson>>> StayAsync(TestTenant tenant, Guid postId, Guid tab, string? field, MemberRole role = MemberRole.Editor) =>
        tenant.AsAsync<PostVisit, Result<List<PresentPerson>>>(role, v => v.StayAsync(postId, tab, field, tells: true));

    private static Task<IReadOnlyList<PresentPerson>> OthersAsync(TestTenant tenant, Guid postId, MemberRole role = MemberRole.Editor) =>
        tenant.AsAsync<PostVisit, IReadOnlyList<PresentPerson>>(role, v => v.OthersAsync(postId));
}
