using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.History;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Content.History;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.Covers;

public sealed class PostCoverTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private DateTimeOffset Now => domain.Clock.GetUtcNow();

    [Fact]
    public async Task A_cover_stands_for_all_networks_but_those_with_their_own()
    {
        var (tenant, post) = await WithVideoAsync();
        var (one, other) = (await tenant.FileAsync(Now, "one.jpg"), await tenant.FileAsync(Now, "other.jpg"));

        Assert.Equal(post.Version + 1, (await tenant.CoverAsync(post.Id, one)).Value);
        Assert.Equal(post.Version + 2, (await tenant.CoverAsync(post.Id, other, "youtube")).Value);

        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal(("one.jpg", "other.jpg", "one.jpg"), (after.Cover?.FileName, after.CoverFor("youtube")?.FileName, after.CoverFor("telegram")?.FileName));
        Assert.Equal(after.Version, (await tenant.CoverAsync(post.Id, other, "youtube")).Value);
        await tenant.CoverAsync(post.Id, null, "youtube");
        Assert.Equal("one.jpg", (await tenant.ViewAsync(post.Id)).CoverFor("youtube")?.FileName);
        await tenant.CoverAsync(post.Id, null);
        Assert.Null((await tenant.ViewAsync(post.Id)).CoverFor("youtube"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("youtube")]
    public async Task Only_a_picture_of_the_own_library_is_a_cover(string? network)
    {
        var (tenant, post) = await WithVideoAsync();
        var (foreign, _) = await WithVideoAsync();

        foreach (var (kind, type) in new[] { (MediaKind.Video, "video/mp4"), (MediaKind.Animation, "image/gif"), (MediaKind.Document, "application/pdf") })
            Assert.Equal("Content.CoverNoPicture", (await tenant.CoverAsync(post.Id, await tenant.FileAsync(Now, "no.bin", kind, type), network)).Problem?.TextKey);
        Assert.Equal(ProblemKind.NotFound, (await tenant.CoverAsync(post.Id, await foreign.FileAsync(Now, "theirs.jpg"), network)).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await tenant.CoverAsync(post.Id, Ids.New(Now), network)).Problem?.Kind);
        Assert.Equal(post.Version, (await tenant.ViewAsync(post.Id)).Version);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("youtube")]
    public async Task Whoever_may_not_edit_sets_no_cover(string? network)
    {
        var (tenant, post) = await WithVideoAsync();
        var picture = await tenant.FileAsync(Now, "one.jpg");

        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.CoverAsync(post.Id, picture, network, MemberRole.Viewer));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("youtube")]
    public async Task Another_cover_takes_an_approval_back(string? network)
    {
        var (tenant, post) = await WithVideoAsync();
        var picture = await tenant.FileAsync(Now, "one.jpg");
        Assert.True((await tenant.ReadyAsync(post)).Ok);
        Assert.True((await tenant.ApproveAsync(post.Id, post.Version)).Ok);

        Assert.True((await tenant.CoverAsync(post.Id, picture, network)).Ok);

        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal((PostStatus.Draft, null, post.Version + 1), (after.Status, after.ApprovedAt, after.Version));
    }

    [Fact]
    public async Task Another_who_was_faster_is_not_overwritten()
    {
        var (tenant, post) = await WithVideoAsync();
        var picture = await tenant.FileAsync(Now, "one.jpg");
        await tenant.SaveAsync(post, "other words");

        Assert.Equal("Content.ChangedByOther", (await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.CoverAsync(post.Id, post.Version, picture))).Problem?.TextKey);
    }

    [Fact]
    public async Task The_history_names_each_change_of_a_cover()
    {
        var (tenant, post) = await WithVideoAsync();
        await tenant.CoverAsync(post.Id, await tenant.FileAsync(Now, "one.jpg"), role: MemberRole.Owner);
        var number = (await tenant.CoverAsync(post.Id, await tenant.FileAsync(Now, "other.jpg"), "youtube")).Value;

        var listed = (await tenant.AsAsync<VersionHistory, Result<HistoryPage>>(MemberRole.Viewer, h => h.ListAsync(post.Id))).Value;
        var compared = (await tenant.AsAsync<VersionHistory, Result<VersionDifference>>(MemberRole.Viewer, h => h.CompareAsync(post.Id, number, post.Version))).Value;

        Assert.Equal([["Cover:youtube"], ["Cover"]], listed.Rows.Take(2).Select(r => r.Changed));
        Assert.Equal([("Cover", "one.jpg"), ("Cover:youtube", "other.jpg")], compared.Fields.Select(f => (f.Field, Assert.Single(f.Parts).Text)));
    }

    [Fact]
    public async Task A_version_comes_back_with_its_covers()
    {
        var (tenant, post) = await WithVideoAsync();
        var (one, other) = (await tenant.FileAsync(Now, "one.jpg"), await tenant.FileAsync(Now, "other.jpg"));
        await tenant.CoverAsync(post.Id, one, role: MemberRole.Owner);
        await tenant.CoverAsync(post.Id, other, "youtube");
        var kept = await tenant.ViewAsync(post.Id);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(6));
        await tenant.CoverAsync(post.Id, other, role: MemberRole.Owner);
        await tenant.CoverAsync(post.Id, null, "youtube");
        await tenant.CoverAsync(post.Id, one, "telegram");
        var before = await tenant.ViewAsync(post.Id);

        Assert.Equal(new Restored(before.Version + 1, 0), (await tenant.RestoreAsync(before, kept.Version)).Value);

        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal((one, other, one), (after.Cover?.MediaId, after.CoverFor("youtube")?.MediaId, after.CoverFor("telegram")?.MediaId));
        Assert.Null(after.Extras.Single(e => e.Platform == "telegram").Cover);
    }

    [Fact]
    public async Task A_version_comes_back_without_a_cover_that_is_gone()
    {
        var (tenant, post) = await WithVideoAsync();
        var one = await tenant.FileAsync(Now, "one.jpg");
        await tenant.CoverAsync(post.Id, one, role: MemberRole.Owner);
        var kept = await tenant.ViewAsync(post.Id);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(6));
        await tenant.CoverAsync(post.Id, null);
        await tenant.DbAsync(async db =>
        {
            db.MediaItems.Remove(db.MediaItems.Single(m => m.Id == one));
            return await db.SaveChangesAsync();
        });

        Assert.Equal(1, (await tenant.RestoreAsync(await tenant.ViewAsync(post.Id), kept.Version)).Value.FilesGone);

        var after = await tenant.ViewAsync(post.Id);
        Assert.Null(after.Cover);
        Assert.Single(after.Media);
    }

    private async Task<(TestTenant Tenant, PostView Post)> WithVideoAsync()
    {
        var tenant = await PostRig.TenantAsync(domain);
        return (tenant, await tenant.WithVideoAsync(Now));
    }
}
