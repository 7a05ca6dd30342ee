using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Content.Covers;

namespace ContentFactory.Tests.Publishing;

/// <summary>A network's own text goes out instead of the original, divided where its author divided it.</summary>
public sealed class VariantSendingTests(VariantSendingTests.Domain domain) : IClassFixture<VariantSendingTests.Domain>
{
    [Fact]
    public async Task An_own_text_goes_out_without_the_originals_hashtags()
    {
        var sent = await SendAsync("own", ["Only for this network. #two"]);

        Assert.Equal("Only for this network. #two", sent.Text);
        Assert.Empty(sent.Parts);
        Assert.True(sent.IsMarked);
    }

    [Fact]
    public async Task The_parts_of_a_chain_reach_the_connector_as_they_are()
    {
        var sent = await SendAsync("chain", ["First.", "Second.", "Third."]);

        Assert.Equal(["First.", "Second.", "Third."], sent.Parts);
        Assert.Equal("First.\n\nSecond.\n\nThird.", sent.Text);
    }

    [Fact]
    public async Task The_original_goes_out_with_its_hashtags_where_nothing_else_is_said()
    {
        var sent = await SendAsync("original", []);

        Assert.Equal("Hello\n\n#one", sent.Text);
        Assert.Empty(sent.Parts);
        Assert.False(sent.IsMarked);
    }

    [Fact]
    public async Task The_networks_own_choice_of_files_goes_out_in_its_order()
    {
        var tenant = await domain.AddTenantAsync("files");
        var (channel, post) = (await domain.AddChannelAsync(tenant), await domain.AddPostAsync(tenant, approved: false));
        var files = new List<Guid>();
        foreach (var name in new[] { "a.png", "b.png", "c.png" })
            files.Add(await FileAsync(tenant, name));
        var view = await tenant.ViewAsync(post);
        var version = (await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SetMediaAsync(post, view.Version, [.. files.Select(f => new MediaPlace(f))]))).Value;
        Assert.True((await tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, e => e.ChooseMediaAsync(post, version, ScriptedPlatform.Name, [files[2], files[0]]))).Ok);
        view = await tenant.ViewAsync(post);
        Assert.True((await tenant.ReadyAsync(view)).Ok);
        Assert.True((await tenant.ApproveAsync(post, view.Version)).Ok);

        await domain.AddDueAsync(tenant, channel, post);
        await domain.Publisher.PublishDueAsync(default);

        Assert.Equal(["c.png", "a.png"], domain.Platform.Posts.Last().Media.Select(m => m.FileName));
    }

    [Theory]
    [InlineData(false, "post.png")]
    [InlineData(true, "own.png")]
    public async Task The_networks_cover_goes_out_or_else_the_posts(bool own, string expected)
    {
        var tenant = await domain.AddTenantAsync($"cover-{own}".ToLowerInvariant());
        var (channel, post) = (await domain.AddChannelAsync(tenant), await domain.AddPostAsync(tenant, approved: false));
        Assert.True((await tenant.CoverAsync(post, await FileAsync(tenant, "post.png"))).Ok);
        if (own)
            Assert.True((await tenant.CoverAsync(post, await FileAsync(tenant, "own.png"), ScriptedPlatform.Name)).Ok);
        var view = await tenant.ViewAsync(post);
        Assert.True((await tenant.ReadyAsync(view)).Ok);
        Assert.True((await tenant.ApproveAsync(post, view.Version)).Ok);

        await domain.AddDueAsync(tenant, channel, post);
        await domain.Publisher.PublishDueAsync(default);

        var sent = domain.Platform.Posts.Last();
        Assert.Equal((expected, "image/png", 100), (sent.Cover?.FileName, sent.Cover?.ContentType, sent.Cover?.Size));
        Assert.Empty(sent.Media);
    }

    [Fact]
    public async Task What_the_network_would_refuse_of_its_own_text_stops_the_plan()
    {
        var tenant = await domain.AddTenantAsync("refused");
        var (channel, post) = (await domain.AddChannelAsync(tenant), await PostAsync(tenant, ["this is unfit"]));

        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.PublishNowAsync(post, [channel], default));

        Assert.Equal("Platforms.TextTooLong", planned.Problem?.TextKey);
    }

    private Task<Guid> FileAsync(Support.TestTenant tenant, string name) => tenant.DbAsync(async db =>
    {
        var (now, id) = (domain.Clock.GetUtcNow(), Ids.New(domain.Clock.GetUtcNow()));
        db.MediaItems.Add(new MediaItem(tenant.Id, id, tenant.CompanyId, MediaKind.Image, name, "image/png", 100, FilePlace.OnDisk($"{id:N}"), tenant.Person(MemberRole.Editor), now));
        await db.SaveChangesAsync();
        return id;
    });

    private async Task<OutgoingPost> SendAsync(string slug, string[] parts)
    {
        var tenant = await domain.AddTenantAsync(slug);
        await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant), await PostAsync(tenant, parts));
        await domain.Publisher.PublishDueAsync(default);
        return domain.Platform.Posts.Last();
    }

    private async Task<Guid> PostAsync(Support.TestTenant tenant, string[] parts)
    {
        var id = await domain.AddPostAsync(tenant, approved: false);
        var view = await tenant.ViewAsync(id);
        if (parts.Length > 0)
            Assert.True((await tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, e => e.WriteAsync(id, view.Version, ScriptedPlatform.Name, parts))).Ok);
        view = await tenant.ViewAsync(id);
        if (view.Status is PostStatus.Draft)
            Assert.True((await tenant.ReadyAsync(view)).Ok);
        Assert.True((await tenant.ApproveAsync(id, view.Version)).Ok);
        return id;
    }

    public sealed class Domain : PublishingDomain
    {
        public Domain() => Platform.MostParts = 5;
    }
}
