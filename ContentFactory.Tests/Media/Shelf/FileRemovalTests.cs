using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Publishing.Files;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Content.Covers;
using ContentFactory.Tests.Media.Making;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media.Shelf;

public sealed class FileRemovalTests(MediaDomain domain) : IClassFixture<MediaDomain>
{
    private static int tenants;

    [Fact]
    public async Task A_file_leaves_drafts_only_when_somebody_agrees()
    {
        var (tenant, media) = await StockedAsync();
        var post = await ShownAsync(tenant, media);

        var before = await tenant.ViewAsync(post);
        Assert.Equal("Media.InUse", (await RemoveAsync(tenant, media)).Problem?.TextKey);
        Assert.Equal(media, (await tenant.ViewAsync(post)).Media.Single().MediaId);
        Assert.True((await RemoveAsync(tenant, media, fromDrafts: true)).Ok);

        var after = await tenant.ViewAsync(post);
        Assert.Equal((0, before.Version + 1), (after.Media.Count, after.Version));
        Assert.Equal(0, await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Count() + db.MediaRenditions.Count() + db.MediaLeftovers.Count())));
        Assert.Empty(FilesOf(tenant));
        Assert.Equal(1, await tenant.AuditedAsync(Permission.DeleteMedia));
    }

    [Fact]
    public async Task A_file_of_an_approved_post_stays()
    {
        var (tenant, media) = await StockedAsync();
        var (draft, post) = (await ShownAsync(tenant, media), await ShownAsync(tenant, media));
        await tenant.ReadyAsync(await tenant.ViewAsync(post));
        Assert.True((await tenant.ApproveAsync(post, (await tenant.ViewAsync(post)).Version)).Ok);

        var result = await RemoveAsync(tenant, media, fromDrafts: true);

        Assert.Equal(("Media.Held", 1), (result.Problem?.TextKey, result.Problem?.Args[0]));
        Assert.Single((await tenant.ViewAsync(draft)).Media);
        var uses = await tenant.AsAsync<FileRemoval, IReadOnlyList<FileUse>>(MemberRole.Viewer, r => r.UsesAsync(media));
        Assert.Equal([(draft, false), (post, true)], uses.OrderBy(u => u.IsHeld).Select(u => (u.PostId, u.IsHeld)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("youtube")]
    public async Task A_cover_leaves_drafts_only_when_somebody_agrees(string? network)
    {
        var (tenant, media) = await StockedAsync();
        var post = (await tenant.NewAsync("text")).Id;
        Assert.True((await tenant.CoverAsync(post, media, network)).Ok);
        var before = await tenant.ViewAsync(post);

        var refused = await RemoveAsync(tenant, media);
        var listed = await tenant.AsAsync<MediaLibrary, ListPage<MediaRow>>(MemberRole.Viewer, l => l.ListAsync(new MediaFilter(List: new ListQuery(Sort: "uses"))));
        var unused = await tenant.AsAsync<MediaLibrary, ListPage<MediaRow>>(MemberRole.Viewer, l => l.ListAsync(new MediaFilter(Unused: true)));
        Assert.Equal(("Media.InUse", 1, 0), (refused.Problem?.TextKey, listed.Rows.Single().Uses, unused.Total));
        Assert.Equal(post, (await tenant.AsAsync<FileRemoval, IReadOnlyList<FileUse>>(MemberRole.Viewer, r => r.UsesAsync(media))).Single().PostId);

        Assert.True((await RemoveAsync(tenant, media, fromDrafts: true)).Ok);

        var after = await tenant.ViewAsync(post);
        Assert.Null(after.CoverFor("youtube"));
        Assert.Equal(before.Version + 1, after.Version);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("youtube")]
    public async Task A_cover_of_an_approved_post_stays(string? network)
    {
        var (tenant, media) = await StockedAsync();
        var post = (await tenant.NewAsync("text")).Id;
        Assert.True((await tenant.CoverAsync(post, media, network)).Ok);
        await tenant.ReadyAsync(await tenant.ViewAsync(post));
        Assert.True((await tenant.ApproveAsync(post, (await tenant.ViewAsync(post)).Version)).Ok);

        Assert.Equal("Media.Held", (await RemoveAsync(tenant, media, fromDrafts: true)).Problem?.TextKey);
        Assert.Equal(media, (await tenant.ViewAsync(post)).CoverFor("youtube")?.MediaId);
    }

    [Fact]
    public async Task A_logo_leaves_its_company_only_when_somebody_agrees()
    {
        var (tenant, media) = await StockedAsync();
        Assert.True((await CompanyLogoTests.ChooseAsync(tenant, media)).Ok);

        var refused = await RemoveAsync(tenant, media);
        var logos = await tenant.AsAsync<FileRemoval, IReadOnlyList<CompanyOption>>(MemberRole.Viewer, r => r.LogosAsync(media));
        var listed = await tenant.AsAsync<MediaLibrary, ListPage<MediaRow>>(MemberRole.Viewer, l => l.ListAsync(new MediaFilter()));
        var unused = await tenant.AsAsync<MediaLibrary, ListPage<MediaRow>>(MemberRole.Viewer, l => l.ListAsync(new MediaFilter(Unused: true)));
        Assert.Equal(("Media.IsLogo", logos.Single().Name), (refused.Problem?.TextKey, refused.Problem?.Args[0]));
        Assert.Equal((tenant.CompanyId, true, 0), (logos.Single().Id, listed.Rows.Single().IsLogo, unused.Total));

        Assert.True((await RemoveAsync(tenant, media, fromDrafts: true)).Ok);

        Assert.Null(await tenant.DbAsync(db => Task.FromResult(db.Companies.Single().LogoMediaId)));
        Assert.Equal(0, await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Count())));
    }

    [Fact]
    public async Task What_a_node_that_died_left_in_the_store_is_swept()
    {
        var (tenant, media) = await StockedAsync();
        await tenant.DbAsync(async db =>
        {
            var item = db.MediaItems.Single(m => m.Id == media);
            await tenant.AsSystemAsync<MediaLeftovers, bool>(async leftovers =>
            {
                await leftovers.ForgetAsync(db, item, domain.Clock.GetUtcNow(), CancellationToken.None);
                return true;
            });
            return await db.SaveChangesAsync();
        });
        Assert.Equal(3, FilesOf(tenant).Count());

        await domain.AdvanceAsync(TimeSpan.FromMinutes(2));
        await domain.Services.GetRequiredService<LeftoverSweep>().SweepAsync(CancellationToken.None);

        Assert.Empty(FilesOf(tenant));
        Assert.Equal(0, await tenant.DbAsync(db => Task.FromResult(db.MediaLeftovers.Count())));
    }

    /// <summary>A tenant with a file that has its previews.</summary>
    private async Task<(TestTenant, Guid)> StockedAsync()
    {
        var tenant = await domain.AddTenantAsync($"removal-{Interlocked.Increment(ref tenants)}");
        var media = (await MediaUploadsTests.UploadAsync(tenant, RealFiles.Picture(".png"), "a.png")).Value;
        await domain.Services.GetRequiredService<PreviewQueue>().MakeAsync(CancellationToken.None);
        return (tenant, media);
    }

    private static async Task<Guid> ShownAsync(TestTenant tenant, Guid media)
    {
        var post = await tenant.NewAsync("text");
        Assert.True((await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SetMediaAsync(post.Id, post.Version, [new MediaPlace(media)]))).Ok);
        return post.Id;
    }

    private IEnumerable<string> FilesOf(TestTenant tenant) =>
        Directory.EnumerateFiles(domain.Folder, "*", SearchOption.AllDirectories).Where(f => f.Contains($"{tenant.Id:N}", StringComparison.Ordinal));

    private static Task<Result> RemoveAsync(TestTenant tenant, Guid media, bool fromDrafts = false) =>
        tenant.AsAsync<FileRemoval, Result>(MemberRole.Editor, r => r.RemoveAsync(media, fromDrafts));
}
