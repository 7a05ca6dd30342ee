using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.History;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Content.History;

public sealed class VersionRestorerTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Brings_words_files_and_network_texts_back_as_a_new_version()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("first words", MemberRole.Editor);
        var (one, two) = (await FileAsync(tenant, "one.png"), await FileAsync(tenant, "two.png"));
        await tenant.SetMediaAsync(post.Id, [new(two, "a cup"), new(one)]);
        await tenant.WriteVariantAsync(post.Id, "for telegram");
        var kept = await tenant.ViewAsync(post.Id);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(6));
        await tenant.SaveAsync(kept, "other words", MemberRole.Owner);
        await tenant.SetMediaAsync(post.Id, [new(one)]);
        await tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, async e => await e.FollowAsync(post.Id, (await tenant.ViewAsync(post.Id)).Version, "telegram"));
        var before = await tenant.ViewAsync(post.Id);

        var restored = await tenant.RestoreAsync(before, kept.Version);

        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal(new Restored(before.Version + 1, 0), restored.Value);
        Assert.Equal("first words", after.Content.Text);
        Assert.Equal([(two, "a cup"), (one, null)], after.Media.Select(m => (m.MediaId, m.AltText)));
        Assert.Equal(["for telegram"], after.Variants.Select(v => v.Text));
        Assert.Equal((after.Version, kept.Version), (after.Versions[0].Number, after.Versions[0].RestoredFrom));
        Assert.Equal(1, await tenant.AuditedAsync(Permission.EditPosts));
    }

    [Fact]
    public async Task A_network_gets_no_file_that_came_after_what_was_brought_back()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("first");
        var (shown, later) = (await FileAsync(tenant, "shown.png"), await FileAsync(tenant, "later.png"));
        await tenant.SetMediaAsync(post.Id, [new(shown)], MemberRole.Owner);
        var kept = await tenant.ViewAsync(post.Id);
        await tenant.SetMediaAsync(post.Id, [new(shown), new(later)]);
        await tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, async e => await e.ChooseMediaAsync(post.Id, (await tenant.ViewAsync(post.Id)).Version, "telegram", [later]));

        Assert.True((await tenant.RestoreAsync(await tenant.ViewAsync(post.Id), kept.Version)).Ok);

        Assert.Equal([[]], await tenant.DbAsync(db => db.PostVariants.Where(v => v.PostId == post.Id).Select(v => v.MediaIds).ToListAsync()));
    }

    [Fact]
    public async Task Takes_an_approval_back_and_keeps_what_stood_before()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("first");
        await tenant.SaveAsync(post, "second", MemberRole.Owner);
        var second = await tenant.ViewAsync(post.Id);
        await tenant.ReadyAsync(second);
        await tenant.ApproveAsync(post.Id, second.Version);

        Assert.True((await tenant.RestoreAsync(second, post.Version)).Ok);

        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal((PostStatus.Draft, "first"), (after.Status, after.Content.Text));
        Assert.True((await tenant.RestoreAsync(after, second.Version)).Ok);
        Assert.Equal("second", (await tenant.ViewAsync(post.Id)).Content.Text);
    }

    [Fact]
    public async Task Files_deleted_since_are_counted_and_left_out()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("words");
        var file = await FileAsync(tenant, "gone.png");
        await tenant.SetMediaAsync(post.Id, [new(file)]);
        var kept = await tenant.ViewAsync(post.Id);
        await tenant.SetMediaAsync(post.Id, [], MemberRole.Owner);
        await tenant.DbAsync(async db => await db.MediaItems.Where(m => m.Id == file).ExecuteDeleteAsync());

        var restored = await tenant.RestoreAsync(await tenant.ViewAsync(post.Id), kept.Version);

        Assert.Equal(1, restored.Value.FilesGone);
        Assert.Empty((await tenant.ViewAsync(post.Id)).Media);
    }

    [Fact]
    public async Task Versions_from_before_files_were_kept_bring_back_their_words_alone()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("old words");
        await tenant.DbAsync(db => db.Database.ExecuteSqlAsync($"update post_versions set parts = null where tenant_id = {tenant.Id}"));
        await tenant.SaveAsync(post, "new words", MemberRole.Owner);
        await tenant.SetMediaAsync(post.Id, [new(await FileAsync(tenant, "stays.png"))], MemberRole.Owner);

        Assert.True((await tenant.RestoreAsync(await tenant.ViewAsync(post.Id), post.Version)).Ok);

        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal(("old words", "stays.png"), (after.Content.Text, Assert.Single(after.Media).FileName));
    }

    [Fact]
    public async Task Refuses_what_is_not_there_or_may_not_be_edited()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("words");
        var foreign = await (await PostRig.TenantAsync(domain)).NewAsync("foreign");

        Assert.Equal("Content.PartGone", (await tenant.RestoreAsync(post, 77)).Problem?.TextKey);
        Assert.Equal(ProblemKind.NotFound, (await tenant.RestoreAsync(foreign, 1)).Problem?.Kind);
        Assert.Equal("Content.ChangedByOther", (await tenant.RestoreAsync(post with { Version = 1 }, post.Version)).Problem?.TextKey);
        Assert.Equal(post.Version, (await tenant.RestoreAsync(post, post.Version)).Value.Version);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.RestoreAsync(post, post.Version, MemberRole.Viewer));
    }

    internal static Task<Guid> FileAsync(TestTenant tenant, string name) => tenant.DbAsync(async db =>
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Ids.New(now);
        db.MediaItems.Add(new MediaItem(tenant.Id, id, tenant.CompanyId, MediaKind.Image, name, "image/png", 1000, FilePlace.OnDisk(MediaFiles.KeyOf(tenant.Id, id, ".png", now)), tenant.Person(MemberRole.Editor), now));
        await db.SaveChangesAsync();
        return id;
    });
}
