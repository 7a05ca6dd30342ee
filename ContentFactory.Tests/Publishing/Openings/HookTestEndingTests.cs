using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Content.Variants;
using ContentFactory.Tests.Support;
using static ContentFactory.Tests.Publishing.Openings.OpeningRig;

namespace ContentFactory.Tests.Publishing.Openings;

/// <summary>The opening that did best goes into the text.</summary>
public sealed class HookTestEndingTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    [Fact]
    public async Task What_is_planned_goes_out_with_the_chosen_one_and_stays_approved()
    {
        var tenant = await domain.AddTenantAsync("chosen");
        var channel = await domain.AddChannelAsync(tenant);
        var id = await domain.AddPostAsync(tenant, $"{First} {Rest}", approved: false);
        Assert.True((await tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, async e => await e.WriteAsync(id, (await tenant.ViewAsync(id)).Version, ScriptedPlatform.Name, [$"{First} In short."]))).Ok);
        Assert.True((await tenant.TestAsync(await tenant.ViewAsync(id), First, Second)).Ok);
        await tenant.ApproveAnewAsync(id);
        var planned = Assert.Single(await tenant.PublishAsync(id, channel));
        var before = await tenant.ViewAsync(id);

        var version = await OpenWithAsync(tenant, id, before.Version, 1);

        Assert.True(version.Ok, version.Problem?.TextKey);
        var after = await tenant.ViewAsync(id);
        Assert.Equal((PostStatus.Scheduled, $"{Second} {Rest}", Second, before.Version + 1), (after.Status, after.Content.Text, after.Content.Hook, after.Version));
        Assert.Equal((false, 1), (after.Test!.Runs, after.Test.Chosen));
        Assert.Equal($"{Second} In short.", after.On(ScriptedPlatform.Name)!.Text);
        Assert.Contains(after.Versions, v => v.Number == after.Version);
        await domain.Publisher.PublishDueAsync(default);
        Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, planned)).State);
        Assert.Equal($"{Second} In short.", domain.Platform.Posts.Last().Text);
    }

    [Fact]
    public async Task A_draft_is_edited_as_by_hand()
    {
        var tenant = await domain.AddTenantAsync("draft");
        var id = await domain.AddPostAsync(tenant, $"{First} {Rest}", approved: false);
        Assert.True((await tenant.TestAsync(await tenant.ViewAsync(id), First, Second)).Ok);
        var before = await tenant.ViewAsync(id);

        Assert.True((await OpenWithAsync(tenant, id, before.Version, 1)).Ok);

        Assert.Equal((PostStatus.Draft, $"{Second} {Rest}"), ((await tenant.ViewAsync(id)).Status, (await tenant.ViewAsync(id)).Content.Text));
        Assert.Equal("Content.OpeningsNotTested", (await OpenWithAsync(tenant, id, before.Version + 1, 0)).Problem?.TextKey);
        Assert.Equal("Content.ChangedByOther", (await OpenWithAsync(tenant, id, before.Version, 0)).Problem?.TextKey);
    }

    [Fact]
    public async Task Nothing_is_changed_while_a_publication_is_on_its_way()
    {
        var tenant = await domain.AddTenantAsync("on-its-way");
        var channel = await domain.AddChannelAsync(tenant);
        var id = await domain.TestedAsync(tenant, First, Second);
        domain.Platform.Answer(tenant, "News", new(PublishKind.Unknown, Code: "timeout"));
        await tenant.PublishAsync(id, channel);
        await domain.Publisher.PublishDueAsync(default);
        var version = (await tenant.ViewAsync(id)).Version;

        Assert.Equal("Publishing.OpeningOnItsWay", (await OpenWithAsync(tenant, id, version, 1)).Problem?.TextKey);
        Assert.True((await tenant.ViewAsync(id)).Test!.Runs);
    }

    [Theory]
    [InlineData(PublishKind.NotSent)]
    [InlineData(PublishKind.RateLimited)]
    public async Task What_was_tried_keeps_its_words_until_it_is_out(PublishKind kind)
    {
        var tenant = await domain.AddTenantAsync($"tried-{kind}".ToLowerInvariant());
        var channel = await domain.AddChannelAsync(tenant);
        var id = await domain.TestedAsync(tenant, First, Second);
        domain.Platform.Answer(tenant, "News", new(kind, Code: "later"));
        var planned = Assert.Single(await tenant.PublishAsync(id, channel));
        await domain.Publisher.PublishDueAsync(default);
        Assert.Equal(PublicationState.Scheduled, (await domain.PublicationAsync(tenant, planned)).State);

        Assert.Equal("Publishing.OpeningOnItsWay", (await OpenWithAsync(tenant, id, (await tenant.ViewAsync(id)).Version, 1)).Problem?.TextKey);
    }

    [Fact]
    public async Task A_reader_and_another_tenant_may_not_end_it()
    {
        var tenant = await domain.AddTenantAsync("whose");
        var id = await domain.TestedAsync(tenant, First, Second);
        var version = (await tenant.ViewAsync(id)).Version;
        var other = await domain.AddTenantAsync("not-whose");

        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<HookTestEnding, Result<int>>(MemberRole.Viewer, e => e.OpenWithAsync(id, version, 1)));
        Assert.Equal(ProblemKind.NotFound, (await OpenWithAsync(other, id, version, 1)).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await OpenWithAsync(tenant, id, version, 3)).Problem?.Kind);
    }

    private static Task<Result<int>> OpenWithAsync(TestTenant tenant, Guid id, int version, int position) => tenant.AsAsync<HookTestEnding, Result<int>>(MemberRole.Editor, e => e.OpenWithAsync(id, version, position));
}
