using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content;

public sealed class PostApprovalTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Approval_holds_for_the_version_that_was_read()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("read by the approver");
        await tenant.ReadyAsync(post);
        await tenant.SaveAsync(post, "changed behind the back");
        var changed = await tenant.ViewAsync(post.Id);
        await tenant.ReadyAsync(changed);

        var stale = await tenant.ApproveAsync(post.Id, post.Version);
        var right = await tenant.ApproveAsync(post.Id, changed.Version);

        Assert.Equal("Content.VersionChanged", stale.Problem?.TextKey);
        Assert.True(right.Ok);
        var view = await tenant.ViewAsync(post.Id);
        Assert.Equal((PostStatus.Approved, "approver"), (view.Status, view.ApproverName));
    }

    [Fact]
    public async Task An_edit_takes_the_approval_back()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text");
        await tenant.ReadyAsync(post);
        await tenant.ApproveAsync(post.Id, post.Version);

        await tenant.SaveAsync(post, "other text");

        var view = await tenant.ViewAsync(post.Id);
        Assert.Equal((PostStatus.Draft, (string?)null), (view.Status, view.ApproverName));
    }

    [Fact]
    public async Task Rejecting_needs_a_comment_and_gives_a_draft()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text");
        await tenant.ReadyAsync(post);

        var empty = await RejectAsync(tenant, post.Id, "  ");
        var said = await RejectAsync(tenant, post.Id, " Too long ");

        Assert.Equal(("Comment", "Content.CommentMissing"), (empty.Problem?.Field, empty.Problem?.TextKey));
        Assert.True(said.Ok);
        var view = await tenant.ViewAsync(post.Id);
        Assert.Equal((PostStatus.Draft, "Too long"), (view.Status, view.RejectionComment));
    }

    [Fact]
    public async Task Each_decision_leaves_a_row_in_the_audit_log()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text");
        await tenant.ReadyAsync(post);

        await tenant.ApproveAsync(post.Id, post.Version + 1);
        Assert.Equal(0, await tenant.AuditedAsync(Permission.ApprovePosts));
        await tenant.ApproveAsync(post.Id, post.Version);
        await RejectAsync(tenant, post.Id, "On second thought");

        Assert.Equal(2, await tenant.AuditedAsync(Permission.ApprovePosts));
    }

    [Theory]
    [InlineData(MemberRole.Editor)]
    [InlineData(MemberRole.Viewer)]
    public async Task Only_approvers_may_decide(MemberRole role)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text");
        await tenant.ReadyAsync(post);

        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.ApproveAsync(post.Id, post.Version, role));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<PostApproval, Result>(role, a => a.RejectAsync(post.Id, "no")));
        Assert.Equal(PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
    }

    [Fact]
    public async Task Nothing_without_text_becomes_ready()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("   ");

        var made = await tenant.ReadyAsync(post);

        Assert.Equal(("Text", "Content.TextMissing"), (made.Problem?.Field, made.Problem?.TextKey));
    }

    [Fact]
    public async Task A_company_without_approvals_approves_by_its_rule()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.DbAsync(async db =>
        {
            db.Companies.Single().RequireApprovals(0);
            return await db.SaveChangesAsync();
        });
        var post = await tenant.NewAsync("text");

        await tenant.ReadyAsync(post);

        Assert.Equal(PostStatus.Approved, (await tenant.ViewAsync(post.Id)).Status);
        Assert.Equal(1, await tenant.AuditedAsync(Permission.ApprovePosts));
    }

    [Fact]
    public async Task Two_required_approvals_come_from_two_people()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.DbAsync(async db =>
        {
            db.Companies.Single().RequireApprovals(2);
            return await db.SaveChangesAsync();
        });
        var post = await tenant.NewAsync("text");
        await tenant.ReadyAsync(post);
        var version = (await tenant.ViewAsync(post.Id)).Version;

        Assert.True((await ApproveAsync(tenant, MemberRole.Approver, post.Id, version)).Ok);
        var half = await tenant.ViewAsync(post.Id);
        Assert.Equal(PostStatus.Ready, half.Status);
        Assert.NotNull(half.ApprovedAt);
        Assert.Equal("Content.OneMoreApproval", (await ApproveAsync(tenant, MemberRole.Approver, post.Id, version)).Problem?.TextKey);
        Assert.True((await ApproveAsync(tenant, MemberRole.Owner, post.Id, version)).Ok);
        Assert.Equal(PostStatus.Approved, (await tenant.ViewAsync(post.Id)).Status);
    }

    [Fact]
    public async Task A_first_approval_does_not_outlive_a_change()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.DbAsync(async db =>
        {
            db.Companies.Single().RequireApprovals(2);
            return await db.SaveChangesAsync();
        });
        var post = await tenant.NewAsync("text");
        await tenant.ReadyAsync(post);
        var seen = await tenant.ViewAsync(post.Id);
        Assert.True((await ApproveAsync(tenant, MemberRole.Approver, post.Id, seen.Version)).Ok);
        var changed = await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SaveAsync(post.Id, seen.Version, PostRig.Text("other text")));
        await tenant.AsAsync<PostEditor, Result>(MemberRole.Editor, e => e.MakeReadyAsync(post.Id, changed.Value));

        Assert.True((await ApproveAsync(tenant, MemberRole.Owner, post.Id, changed.Value)).Ok);

        Assert.Equal(PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
    }

    private static Task<Result> ApproveAsync(TestTenant tenant, MemberRole role, Guid postId, int version) =>
        tenant.AsAsync<PostApproval, Result>(role, a => a.ApproveAsync(postId, version));

    private static Task<Result> RejectAsync(TestTenant tenant, Guid postId, string comment) =>
        tenant.AsAsync<PostApproval, Result>(MemberRole.Approver, a => a.RejectAsync(postId, comment));
}
