using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.History;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.History;

public sealed class VersionHistoryTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Lists_who_changed_which_fields_and_what_was_decided()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("first");
        await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Owner, e => e.SaveAsync(post.Id, post.Version, new PostContent("Another title", "first", ["bread"])));
        await tenant.SetMediaAsync(post.Id, [new(await VersionRestorerTests.FileAsync(tenant, "cup.png"))]);
        var view = await tenant.ViewAsync(post.Id);
        await tenant.ReadyAsync(view);
        await tenant.AsAsync<PostApproval, Result>(MemberRole.Approver, a => a.RejectAsync(post.Id, "Too short"));

        var rows = (await ListAsync(tenant, post.Id)).Value.Rows;

        Assert.Equal(["editor", "owner", "editor"], rows.Select(r => r.AuthorName));
        Assert.Equal(["Media", "Title Hashtags", ""], rows.Select(r => string.Join(' ', r.Changed)));
        Assert.Equal("Too short", Assert.Single(rows[0].Decisions).Comment);
        Assert.Empty(rows[1].Decisions);
    }

    [Fact]
    public async Task Compares_any_two_versions_field_by_field()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("the oven is new");
        await tenant.SaveAsync(post, "the oven is old", MemberRole.Owner);
        var second = await tenant.ViewAsync(post.Id);
        await tenant.SetMediaAsync(post.Id, [new(await VersionRestorerTests.FileAsync(tenant, "cup.png"), "a cup")]);
        await tenant.WriteVariantAsync(post.Id, "short", MemberRole.Owner);
        var last = await tenant.ViewAsync(post.Id);

        var words = (await CompareAsync(tenant, post.Id, second.Version)).Value;
        var all = (await CompareAsync(tenant, post.Id, last.Version, post.Version)).Value;

        Assert.Equal(["the oven is ", "new", "old"], Assert.Single(words.Fields).Parts.Select(p => p.Text));
        Assert.Equal(["Text", "Media", "Network:telegram"], all.Fields.Select(f => f.Field));
        Assert.Equal("cup.png (a cup)", Assert.Single(all.Fields[1].Parts).Text);
    }

    [Fact]
    public async Task What_was_decided_about_stays_however_soon_it_is_changed()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("first");
        await tenant.SaveAsync(post, "what was read");
        var read = await tenant.ViewAsync(post.Id);
        await tenant.ReadyAsync(read);
        await tenant.AsAsync<PostApproval, Result>(MemberRole.Approver, a => a.RejectAsync(post.Id, read.Version, "Too short"));
        await tenant.SaveAsync(await tenant.ViewAsync(post.Id), "longer than that");

        var rows = (await ListAsync(tenant, post.Id)).Value.Rows;

        Assert.Equal("Too short", Assert.Single(Assert.Single(rows, r => r.Number == read.Version).Decisions).Comment);
    }

    [Fact]
    public async Task Older_versions_come_page_by_page()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("0");
        for (var n = 1; n <= VersionHistory.PageSize + 2; n++)
            await tenant.SaveAsync(await tenant.ViewAsync(post.Id), $"{n}", n % 2 == 0 ? MemberRole.Editor : MemberRole.Owner);

        var first = (await ListAsync(tenant, post.Id)).Value;
        var rest = (await ListAsync(tenant, post.Id, first.Rows[^1].Number)).Value;

        Assert.Equal((VersionHistory.PageSize, true), (first.Rows.Count, first.HasMore));
        Assert.Equal((3, false), (rest.Rows.Count, rest.HasMore));
        // the oldest of the page is compared with what the next page begins with
        Assert.Equal(["Text"], first.Rows[^1].Changed);
    }

    [Fact]
    public async Task A_foreign_history_is_not_found()
    {
        var post = await (await PostRig.TenantAsync(domain)).NewAsync("mine");
        var other = await PostRig.TenantAsync(domain);

        Assert.Equal(ProblemKind.NotFound, (await ListAsync(other, post.Id)).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await CompareAsync(other, post.Id, post.Version)).Problem?.Kind);
    }

    private static Task<Result<HistoryPage>> ListAsync(TestTenant tenant, Guid postId, int? before = null) =>
        tenant.AsAsync<VersionHistory, Result<HistoryPage>>(MemberRole.Viewer, h => h.ListAsync(postId, before));

    private static Task<Result<VersionDifference>> CompareAsync(TestTenant tenant, Guid postId, int number, int? against = null) =>
        tenant.AsAsync<VersionHistory, Result<VersionDifference>>(MemberRole.Viewer, h => h.CompareAsync(postId, number, against));
}
