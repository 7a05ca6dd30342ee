using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Shapes;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.Shapes;

public sealed class PostShapingTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Another_type_is_a_new_version_that_takes_the_approval_back()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var id = await tenant.ApprovedAsync("text");
        var before = await tenant.ViewAsync(id);

        var changed = await BecomeAsync(tenant, before, PostType.Story);

        var after = await tenant.ViewAsync(id);
        Assert.Equal((PostType.Story, PostStatus.Draft, before.Version + 1), (after.Type, after.Status, after.Version));
        Assert.Equal(after.Version, changed.Value);
        Assert.Equal(after.Version, after.Versions[0].Number);
    }

    [Fact]
    public async Task The_same_type_changes_nothing_and_an_older_version_is_refused()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text");

        Assert.Equal(post.Version, (await BecomeAsync(tenant, post, PostType.TextPost)).Value);
        Assert.True((await BecomeAsync(tenant, post, PostType.Thread)).Ok);
        Assert.Equal("Content.ChangedByOther", (await BecomeAsync(tenant, post, PostType.Image)).Problem?.TextKey);
        Assert.Equal("Type", (await BecomeAsync(tenant, post, (PostType)99)).Problem?.Field);
        await Assert.ThrowsAsync<NotPermittedException>(() => BecomeAsync(tenant, post, PostType.Image, MemberRole.Viewer));
    }

    [Fact]
    public async Task Ideas_are_kept_beside_the_words()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text");
        var ideas = new PostIdeas("A cup in close-up", "Pour. Smile.", null, "  slow motion ", "Come on Saturday");

        var saved = await tenant.AsAsync<PostShaping, Result<int>>(MemberRole.Editor, s => s.PlanAsync(post.Id, post.Version, ideas));

        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal(ideas with { VideoPrompt = "slow motion" }, PostIdeas.Of(after.Content));
        Assert.Equal(("text", saved.Value), (after.Content.Text, after.Version));
        Assert.Equal(after.Version, (await tenant.AsAsync<PostShaping, Result<int>>(MemberRole.Editor, s => s.PlanAsync(post.Id, after.Version, PostIdeas.Of(after.Content)))).Value);
        Assert.Equal("MiniScript", (await tenant.AsAsync<PostShaping, Result<int>>(MemberRole.Editor, s => s.PlanAsync(post.Id, after.Version, ideas with { MiniScript = new string('a', 20_001) }))).Problem?.Field);
    }

    [Theory]
    [InlineData(PostType.Story, PublicationKind.Story)]
    [InlineData(PostType.ShortVideo, PublicationKind.Reel)]
    [InlineData(PostType.Carousel, PublicationKind.Feed)]
    [InlineData(PostType.Thread, PublicationKind.Feed)]
    public void A_post_becomes_what_its_type_asks_for_where_the_network_has_it(PostType type, PublicationKind kind) =>
        Assert.Equal(kind, PostKinds.Of(type, [PublicationKind.Feed, PublicationKind.Reel, PublicationKind.Story]));

    private static Task<Result<int>> BecomeAsync(TestTenant tenant, PostView post, PostType type, MemberRole role = MemberRole.Editor) =>
        tenant.AsAsync<PostShaping, Result<int>>(role, s => s.BecomeAsync(post.Id, post.Version, type));
}
