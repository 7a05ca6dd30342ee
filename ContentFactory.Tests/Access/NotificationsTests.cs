using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

public sealed class NotificationsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_ready_post_asks_those_who_decide()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var other = await PostRig.TenantAsync(domain);
        var post = await ReadyAsync(tenant);

        foreach (var role in new[] { MemberRole.Owner, MemberRole.Approver })
            Assert.Equal(("Content.Notice_Ready", "Title", $"content/{post.Id}", false), await OnlyAsync(tenant, role));
        foreach (var role in new[] { MemberRole.Editor, MemberRole.Viewer })
            Assert.Empty(await ListAsync(tenant, role));
        Assert.Empty(await ListAsync(other, MemberRole.Owner));
    }

    [Fact]
    public async Task The_author_is_not_asked_about_the_own_post()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text", MemberRole.Owner);
        await tenant.ReadyAsync(post);

        Assert.Empty(await ListAsync(tenant, MemberRole.Owner));
        Assert.Single(await ListAsync(tenant, MemberRole.Approver));
    }

    [Theory]
    [InlineData(true, "Content.Notice_Approved")]
    [InlineData(false, "Content.Notice_Rejected")]
    public async Task A_decision_reaches_the_author_and_ends_the_asking(bool approved, string key)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await ReadyAsync(tenant);
        Assert.True((await DecideAsync(tenant, post, approved)).Ok);

        Assert.Equal((key, "Title", $"content/{post.Id}", false), await OnlyAsync(tenant, MemberRole.Editor));
        foreach (var role in new[] { MemberRole.Owner, MemberRole.Approver })
            Assert.Equal(("Content.Notice_Ready", "Title", $"content/{post.Id}", true), await OnlyAsync(tenant, role));
    }

    [Fact]
    public async Task A_refused_decision_tells_nobody()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await ReadyAsync(tenant);
        Assert.False((await tenant.ApproveAsync(post.Id, post.Version + 1)).Ok);

        Assert.Empty(await ListAsync(tenant, MemberRole.Editor));
    }

    [Fact]
    public async Task The_same_fact_again_renews_the_unread_row()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await ReadyAsync(tenant);
        await tenant.SaveAsync(post, "better text");
        await domain.AdvanceAsync(TimeSpan.FromHours(1));
        await tenant.ReadyAsync(await tenant.ViewAsync(post.Id));

        var row = Assert.Single(await ListAsync(tenant, MemberRole.Approver));
        Assert.InRange(domain.Clock.GetUtcNow() - row.CreatedAt, TimeSpan.FromMinutes(-5), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Who_left_the_tenant_is_told_nothing()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await ReadyAsync(tenant);
        await tenant.DbAsync(db => db.Members.Where(m => m.PersonId == tenant.Person(MemberRole.Editor)).ExecuteDeleteAsync());
        await tenant.ApproveAsync(post.Id, post.Version);

        Assert.Equal(0, await tenant.DbAsync(db => db.Notifications.CountAsync(n => n.PersonId == tenant.Person(MemberRole.Editor))));
    }

    [Fact]
    public async Task Each_marks_only_the_own_rows()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await ReadyAsync(tenant);
        await ReadyAsync(tenant);
        var theirs = (await ListAsync(tenant, MemberRole.Owner))[0];

        Assert.Equal(ProblemKind.NotFound, (await AsAsync(tenant, MemberRole.Approver, n => n.MarkReadAsync(theirs.Id, None))).Problem?.Kind);
        Assert.True((await AsAsync(tenant, MemberRole.Owner, n => n.MarkReadAsync(theirs.Id, None))).Ok);
        Assert.True((await AsAsync(tenant, MemberRole.Owner, n => n.MarkReadAsync(theirs.Id, None))).Ok);
        Assert.Equal((1, 2), (await UnreadAsync(tenant, MemberRole.Owner), await UnreadAsync(tenant, MemberRole.Approver)));
        Assert.True((await AsAsync(tenant, MemberRole.Owner, n => n.MarkAllReadAsync(None))).Ok);
        Assert.Equal((0, 2), (await UnreadAsync(tenant, MemberRole.Owner), await UnreadAsync(tenant, MemberRole.Approver)));
    }

    [Fact]
    public async Task Only_old_read_rows_are_removed()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var old = await ReadyAsync(tenant);
        await AsAsync(tenant, MemberRole.Owner, n => n.MarkAllReadAsync(None));
        await domain.AdvanceAsync(TimeSpan.FromDays(61));
        var fresh = await ReadyAsync(tenant);
        await AsAsync(tenant, MemberRole.Owner, n => n.MarkAllReadAsync(None));

        await domain.Services.GetRequiredService<NotificationUpkeep>().RemoveOldAsync(None);

        Assert.Equal([$"content/{fresh.Id}"], (await ListAsync(tenant, MemberRole.Owner)).Select(r => r.Link));
        Assert.Equal([$"content/{fresh.Id}", $"content/{old.Id}"], (await ListAsync(tenant, MemberRole.Approver)).Select(r => r.Link));
    }

    private static async Task<PostView> ReadyAsync(TestTenant tenant)
    {
        var post = await tenant.NewAsync("text");
        Assert.True((await tenant.ReadyAsync(post)).Ok);
        return post;
    }

    private static Task<Result> DecideAsync(TestTenant tenant, PostView post, bool approved) => approved
        ? tenant.ApproveAsync(post.Id, post.Version)
        : tenant.AsAsync<PostApproval, Result>(MemberRole.Approver, a => a.RejectAsync(post.Id, "shorter"));

    private static async Task<(string Key, string Arg, string? Link, bool Read)> OnlyAsync(TestTenant tenant, MemberRole role)
    {
        var row = Assert.Single(await ListAsync(tenant, role));
        return (row.TextKey, Assert.Single(row.Args), row.Link, row.Read);
    }

    private static Task<IReadOnlyList<NotificationRow>> ListAsync(TestTenant tenant, MemberRole role) => AsAsync(tenant, role, n => n.ListAsync(20, None));

    private static Task<int> UnreadAsync(TestTenant tenant, MemberRole role) => AsAsync(tenant, role, n => n.UnreadAsync(None));

    private static Task<T> AsAsync<T>(TestTenant tenant, MemberRole role, Func<Notifications, Task<T>> act) => tenant.AsAsync(role, act);
}
