using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Shelf;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Media.Shelf;

public sealed class MediaShelfTests(MediaDomain domain) : IClassFixture<MediaDomain>
{
    private static int tenants;

    [Fact]
    public async Task Files_are_found_by_name_description_and_tag()
    {
        var (tenant, cup, _) = await TwoAsync();

        Assert.True((await DescribeAsync(tenant, cup, new MediaWords("  A blue cup ", " Products ", ["#Осень", "осень", "sale"], tenant.CompanyId))).Ok);

        foreach (var search in new[] { "CUP.png", "blue", "осен" })
            Assert.Equal(["cup.png"], await NamesAsync(tenant, new MediaFilter(List: new ListQuery(search))));
        Assert.Equal(["cup.png"], await NamesAsync(tenant, new MediaFilter(Tag: "Осень")));
        Assert.Equal(["cup.png"], await NamesAsync(tenant, new MediaFilter(Folder: "Products")));
        Assert.Equal(["cup.png"], await NamesAsync(tenant, new MediaFilter(CompanyId: tenant.CompanyId)));
        Assert.Empty(await NamesAsync(tenant, new MediaFilter(Tag: "sal")));
    }

    [Fact]
    public async Task Folders_are_there_with_their_files_and_can_be_renamed()
    {
        var (tenant, cup, tea) = await TwoAsync();

        Assert.True((await tenant.AsAsync<MediaShelf, Result>(MemberRole.Editor, s => s.MoveAsync([cup, tea], "Old"))).Ok);
        Assert.Equal([new MediaMark("Old", 2)], (await MarksAsync(tenant)).Folders);
        Assert.True((await tenant.AsAsync<MediaShelf, Result>(MemberRole.Editor, s => s.RenameFolderAsync("Old", "New"))).Ok);
        Assert.True((await tenant.AsAsync<MediaShelf, Result>(MemberRole.Editor, s => s.MoveAsync([tea], " "))).Ok);

        Assert.Equal([new MediaMark("New", 1)], (await MarksAsync(tenant)).Folders);
        Assert.Equal("Media.FolderGone", (await tenant.AsAsync<MediaShelf, Result>(MemberRole.Editor, s => s.RenameFolderAsync("Old", "Other"))).Problem?.TextKey);
        Assert.Equal("Media.FolderNameless", (await tenant.AsAsync<MediaShelf, Result>(MemberRole.Editor, s => s.RenameFolderAsync("New", " "))).Problem?.TextKey);
    }

    [Fact]
    public async Task Unused_files_can_be_listed_alone()
    {
        var (tenant, cup, _) = await TwoAsync();
        var post = await tenant.NewAsync("text");
        await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SetMediaAsync(post.Id, post.Version, [new MediaPlace(cup)]));

        Assert.Equal(["tea.png"], await NamesAsync(tenant, new MediaFilter(Unused: true)));
    }

    [Fact]
    public async Task Too_many_words_are_refused_at_their_field_and_viewers_change_none()
    {
        var (tenant, cup, _) = await TwoAsync();

        Assert.Equal("AltText", (await DescribeAsync(tenant, cup, new MediaWords(new string('a', 1001), null, [], null))).Problem?.Field);
        Assert.Equal("Folder", (await DescribeAsync(tenant, cup, new MediaWords(null, new string('a', 101), [], null))).Problem?.Field);
        Assert.Equal("Tags", (await DescribeAsync(tenant, cup, new MediaWords(null, null, [.. Enumerable.Range(0, 21).Select(n => $"t{n}")], null))).Problem?.Field);
        Assert.Equal("Media.CompanyGone", (await DescribeAsync(tenant, cup, new MediaWords(null, null, [], cup))).Problem?.TextKey);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<MediaShelf, Result>(MemberRole.Viewer, s => s.MoveAsync([cup], "x")));
    }

    private async Task<(TestTenant Tenant, Guid Cup, Guid Tea)> TwoAsync()
    {
        var tenant = await domain.AddTenantAsync($"shelf-{Interlocked.Increment(ref tenants)}");
        return (tenant, (await MediaUploadsTests.UploadAsync(tenant, Samples.Png(10, 10), "cup.png")).Value, (await MediaUploadsTests.UploadAsync(tenant, Samples.Png(20, 10), "tea.png")).Value);
    }

    private static Task<Result> DescribeAsync(TestTenant tenant, Guid id, MediaWords words) => tenant.AsAsync<MediaShelf, Result>(MemberRole.Editor, s => s.DescribeAsync(id, words));

    private static Task<MediaMarks> MarksAsync(TestTenant tenant) => tenant.AsAsync<MediaCatalogue, MediaMarks>(MemberRole.Viewer, c => c.MarksAsync());

    private static async Task<List<string>> NamesAsync(TestTenant tenant, MediaFilter filter) =>
        [.. (await tenant.AsAsync<MediaLibrary, ListPage<MediaRow>>(MemberRole.Viewer, l => l.ListAsync(filter))).Rows.Select(m => m.FileName)];
}
