using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.History;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.Variants;

/// <summary>The first comment of a network as part of a post: kept without a text of its own, checked, approved and brought back with it.</summary>
public sealed class FirstCommentTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Kept_where_the_network_follows_the_original()
    {
        var (tenant, post) = await NewAsync();

        var written = await WriteAsync(tenant, post, "x", "  Order here:\u0000 https://example.com  ", 15);

        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal((after.Version, "Order here: https://example.com", 15), (written.Value, Extras(after).FirstComment, Extras(after).CommentDelay));
        Assert.Empty(after.Variants);
        Assert.Equal(after.Version, (await WriteAsync(tenant, after, "x", "Order here: https://example.com", 15)).Value);

        await WriteAsync(tenant, after, "x", "   ", 15);
        Assert.Equal((null, 0), (Extras(await tenant.ViewAsync(post.Id)).FirstComment, Extras(await tenant.ViewAsync(post.Id)).CommentDelay));
    }

    [Fact]
    public async Task Text_of_the_network_may_come_and_go_beside_it()
    {
        var (tenant, post) = await NewAsync();
        var version = (await WriteAsync(tenant, post, "x", "First!", 0)).Value;
        version = (await tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, v => v.WriteAsync(post.Id, version, "x", ["Own words"]))).Value;
        version = (await tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, v => v.AdaptAsync(post.Id, version, "x"))).Value;
        await tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, v => v.FollowAsync(post.Id, version, "x"));

        Assert.Equal("First!", Extras(await tenant.ViewAsync(post.Id)).FirstComment);
    }

    [Theory]
    [InlineData("comment")]
    [InlineData("delay")]
    public async Task Change_of_the_comment_needs_approval_again(string what)
    {
        var (tenant, post) = await NewAsync();
        await WriteAsync(tenant, post, "x", "First!", 0);
        await tenant.ReadyAsync(await tenant.ViewAsync(post.Id));
        Assert.True((await tenant.ApproveAsync(post.Id, (await tenant.ViewAsync(post.Id)).Version)).Ok);
        var approved = await tenant.ViewAsync(post.Id);
        Assert.Equal(PostStatus.Approved, approved.Status);

        Assert.True((await WriteAsync(tenant, approved, "x", what == "comment" ? "Other words" : "First!", what == "comment" ? 0 : 5)).Ok);

        Assert.NotEqual(PostStatus.Approved, (await tenant.ViewAsync(post.Id)).Status);
    }

    [Fact]
    public async Task What_the_network_would_refuse_is_said_at_its_field_and_changes_nothing()
    {
        var (tenant, post) = await NewAsync();
        var before = await WriteAsync(tenant, post, "x", "First!", 0);
        var at = post with { Version = before.Value };

        Assert.Equal((FirstCommentFault.Words, "Content.FirstCommentTooLong"), Said(await WriteAsync(tenant, at, "x", new string('ж', 281), 0)));
        Assert.Equal((FirstCommentFault.Words, "Content.FirstCommentTooLong"), Said(await WriteAsync(tenant, at, "instagram", new string('a', 301), 0)));
        Assert.Equal((FirstCommentFault.Words, "Content.FirstCommentNowhere"), Said(await WriteAsync(tenant, at, "telegram", "Hello", 0)));
        Assert.Equal((FirstCommentFault.Words, "Content.FirstCommentNowhere"), Said(await WriteAsync(tenant, at, "linkedin", "Hello", 0)));
        Assert.Equal((FirstCommentFault.Delay, "Content.FirstCommentDelay"), Said(await WriteAsync(tenant, at, "x", "Hello", 1441)));
        Assert.Equal((FirstCommentFault.Delay, "Content.FirstCommentDelay"), Said(await WriteAsync(tenant, at, "x", "Hello", -1)));
        Assert.Equal("Content.ChangedByOther", (await WriteAsync(tenant, post, "x", "Hello", 0)).Problem?.TextKey);
        Assert.Equal(("First!", before.Value), (Extras(await tenant.ViewAsync(post.Id)).FirstComment, (await tenant.ViewAsync(post.Id)).Version));
        await Assert.ThrowsAsync<NotPermittedException>(() => WriteAsync(tenant, at, "x", "Hello", 0, MemberRole.Viewer));
    }

    [Fact]
    public async Task Version_keeps_it_and_brings_it_back()
    {
        var (tenant, post) = await NewAsync();
        var first = (await WriteAsync(tenant, post, "x", "First words", 10)).Value;
        await tenant.ReadyAsync(await tenant.ViewAsync(post.Id));
        var second = (await WriteAsync(tenant, post with { Version = first }, "x", "Second words", 0)).Value;

        var difference = (await tenant.AsAsync<VersionHistory, Result<VersionDifference>>(MemberRole.Viewer, h => h.CompareAsync(post.Id, second, first))).Value;
        Assert.Equal(["Comment:x"], difference.Fields.Select(f => f.Field));
        Assert.True((await tenant.AsAsync<VersionRestorer, Result<Restored>>(MemberRole.Editor, r => r.RestoreAsync(post.Id, second, first))).Ok);

        Assert.Equal(("First words", 10), (Extras(await tenant.ViewAsync(post.Id)).FirstComment, Extras(await tenant.ViewAsync(post.Id)).CommentDelay));
        Assert.Empty((await tenant.ViewAsync(post.Id)).Variants);
    }

    private async Task<(TestTenant, PostView)> NewAsync()
    {
        var tenant = await PostRig.TenantAsync(domain);
        return (tenant, await tenant.NewAsync("Words of the post"));
    }

    private static NetworkExtras Extras(PostView post) => post.Extras.Single(e => e.Platform == "x");

    private static (string?, string?) Said(Result<int> result) => (result.Problem?.Field, result.Problem?.TextKey);

    private static Task<Result<int>> WriteAsync(TestTenant tenant, PostView post, string network, string words, int delay, MemberRole role = MemberRole.Editor) =>
        tenant.AsAsync<PostVariantEditor, Result<int>>(role, v => v.CommentAsync(post.Id, post.Version, network, words, delay));
}
