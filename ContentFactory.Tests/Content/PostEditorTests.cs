using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content;

public sealed class PostEditorTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Refuses_the_second_of_two_edits_of_one_version()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("first");

        var (fast, slow) = (await tenant.SaveAsync(post, "of the editor"), await tenant.SaveAsync(post, "of the owner", MemberRole.Owner));

        Assert.True(fast.Ok);
        Assert.Equal((ProblemKind.Conflict, "Content.ChangedByOther"), (slow.Problem?.Kind, slow.Problem?.TextKey));
        Assert.Equal("of the editor", (await tenant.ViewAsync(post.Id)).Content.Text);
    }

    [Fact]
    public async Task Lets_one_of_many_simultaneous_edits_through()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("first");

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => tenant.SaveAsync(post, $"edit {n}")));

        Assert.Single(results, r => r.Ok);
        Assert.All(results.Where(r => !r.Ok), r => Assert.Equal("Content.ChangedByOther", r.Problem!.TextKey));
    }

    [Fact]
    public async Task Saving_the_same_text_changes_nothing()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("same");
        await tenant.ReadyAsync(post);

        Assert.Equal(post.Version, (await tenant.SaveAsync(post, "same")).Value);
        Assert.Equal(PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
    }

    [Fact]
    public async Task Keeps_versions_apart_but_not_each_keystroke()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("one");
        for (var n = 0; n < 5; n++)
            await tenant.SaveAsync(await tenant.ViewAsync(post.Id), $"typing {n}");
        await domain.AdvanceAsync(TimeSpan.FromMinutes(6));
        await tenant.SaveAsync(await tenant.ViewAsync(post.Id), "later");
        await tenant.SaveAsync(await tenant.ViewAsync(post.Id), "of the owner", MemberRole.Owner);

        var view = await tenant.ViewAsync(post.Id);
        var texts = new List<string>();
        foreach (var version in view.Versions)
            texts.Add((await tenant.AsAsync<PostQueries, Result<PostContent>>(MemberRole.Viewer, q => q.VersionAsync(post.Id, version.Number))).Value.Text);

        Assert.Equal(["of the owner", "later", "typing 4", "one"], texts);
        Assert.Equal(view.Version, view.Versions[0].Number);
    }

    [Theory]
    [InlineData("#Кофе  #кофе, #утро!", "Кофе утро")]
    [InlineData("coffee morning_cup 100%", "coffee morning_cup 100")]
    [InlineData("#one#two", "one two")]
    [InlineData("  # ", "")]
    public void Hashtags_lose_signs_and_repeats(string typed, string kept) => Assert.Equal(kept, string.Join(' ', HashtagText.Parse(typed)));

    [Fact]
    public async Task Faults_name_the_field_they_belong_to()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text");

        Assert.Equal("Title", await FieldAsync(new PostContent(new string('x', 501), "t", [])));
        Assert.Equal("Link", await FieldAsync(new PostContent("t", "t", [], Link: "javascript:alert(1)")));
        Assert.Equal("Hashtags", await FieldAsync(new PostContent("t", "t", [.. Enumerable.Range(0, 61).Select(n => $"tag{n}")])));
        Assert.Equal("Text", await FieldAsync(new PostContent("t", new string('x', 100_001), [])));

        async Task<string?> FieldAsync(PostContent content) =>
            (await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SaveAsync(post.Id, post.Version, content))).Problem?.Field;
    }

    [Fact]
    public async Task Text_the_database_cannot_hold_is_cleaned()
    {
        var tenant = await PostRig.TenantAsync(domain);

        Assert.Equal("a b 👍", (await tenant.NewAsync("a\0 b \ud83d👍")).Content.Text);
    }

    [Fact]
    public async Task Viewers_may_read_and_not_write()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text");

        Assert.Equal("text", (await tenant.ViewAsync(post.Id)).Content.Text);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.NewAsync("mine", MemberRole.Viewer));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.SaveAsync(post, "mine", MemberRole.Viewer));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<PostEditor, Result>(MemberRole.Viewer, e => e.ArchiveAsync(post.Id)));
    }

    [Fact]
    public async Task Archiving_is_audited_and_hides_from_the_list()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var (kept, archived) = (await tenant.NewAsync("kept 50%_"), await tenant.NewAsync("archived"));

        Assert.True((await tenant.AsAsync<PostEditor, Result>(MemberRole.Editor, e => e.ArchiveAsync(archived.Id))).Ok);

        Assert.Equal(1, await tenant.AuditedAsync(Permission.ArchivePosts));
        Assert.Equal([kept.Id], (await ListAsync(tenant, new PostFilter())).Rows.Select(r => r.Id));
        Assert.Equal([archived.Id], (await ListAsync(tenant, new PostFilter(PostStatus.Archived))).Rows.Select(r => r.Id));
        Assert.Equal([kept.Id], (await ListAsync(tenant, new PostFilter(List: new("50%_")))).Rows.Select(r => r.Id));
        Assert.Empty((await ListAsync(tenant, new PostFilter(List: new("50_%")))).Rows);
    }

    [Fact]
    public async Task A_foreign_post_is_not_found()
    {
        var post = await (await PostRig.TenantAsync(domain)).NewAsync("mine");
        var other = await PostRig.TenantAsync(domain);

        Assert.Equal(ProblemKind.NotFound, (await other.SaveAsync(post, "theirs")).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await other.AsAsync<PostQueries, Result<PostView>>(MemberRole.Owner, q => q.OneAsync(post.Id))).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await other.ApproveAsync(post.Id, post.Version)).Problem?.Kind);
    }

    private static Task<ListPage<PostRow>> ListAsync(TestTenant tenant, PostFilter filter) => tenant.AsAsync<PostQueries, ListPage<PostRow>>(MemberRole.Viewer, q => q.ListAsync(filter));
}
