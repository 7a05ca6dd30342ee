using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Media.Shelf;
using ContentFactory.Domain;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media.Previews;

public sealed class PreviewTests(MediaDomain domain) : IClassFixture<MediaDomain>
{
    private static int tenants;

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".gif")]
    public async Task A_picture_gets_a_small_and_a_large_one(string extension)
    {
        var details = await DrawnAsync(RealFiles.Picture(extension, "color=c=red:size=1312x738"), "wide" + extension);

        Assert.Equal([(MediaPurpose.Thumb, "image/webp", 320, 180), (MediaPurpose.Preview, "image/webp", 1280, 720)], details.Renditions.Select(r => (r.Purpose, r.ContentType, r.Width, r.Height)));
        Assert.Equal((false, null), (details.AsksPreviews, details.PreviewFault));
    }

    [Fact]
    public async Task A_picture_that_lies_on_its_side_is_drawn_upright()
    {
        var details = await DrawnAsync(RealFiles.InJpeg(RealFiles.Picture(".jpg"), 6), "side.jpg");

        Assert.All(details.Renditions, r => Assert.Equal((48, 64), (r.Width, r.Height)));
    }

    [Fact]
    public async Task A_video_gets_a_still_frame()
    {
        var details = await DrawnAsync(RealFiles.Video(), "clip.mp4");

        Assert.Equal([MediaPurpose.Thumb, MediaPurpose.Poster], details.Renditions.Select(r => r.Purpose).Order());
    }

    [Fact]
    public async Task What_cannot_be_drawn_says_so_and_is_not_tried_again()
    {
        var details = await DrawnAsync(Samples.Png(100, 100), "hollow.png");

        Assert.Equal((0, false, "Media.PreviewFailed"), (details.Renditions.Count, details.AsksPreviews, details.PreviewFault));
        Assert.Equal(0, await domain.Services.GetRequiredService<PreviewQueue>().MakeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_file_that_ended_its_node_three_times_is_left_alone()
    {
        var tenant = await TenantAsync();
        var id = (await MediaUploadsTests.UploadAsync(tenant, RealFiles.Picture(".png"), "a.png")).Value;
        await domain.OwnerSqlAsync<object>($"with held as (update media_items set preview_tries = 3 where id = '{id}' returning 1) select count(*) from held");

        await DrawAllAsync();

        Assert.Equal("Media.PreviewFailed", (await DetailsAsync(tenant, id)).PreviewFault);
        Assert.True((await tenant.AsAsync<MediaShelf, Result>(MemberRole.Editor, s => s.DrawAgainAsync(id))).Ok);
        await DrawAllAsync();
        Assert.Equal(2, (await DetailsAsync(tenant, id)).Renditions.Count);
    }

    [Fact]
    public async Task A_small_picture_has_an_address_of_its_own_and_stands_in_lists()
    {
        var tenant = await TenantAsync();
        var id = (await MediaUploadsTests.UploadAsync(tenant, RealFiles.Picture(".png"), "a.png")).Value;
        await DrawAllAsync();

        var thumb = (await tenant.AsAsync<MediaLibrary, MediaPage>(MemberRole.Viewer, l => l.ListAsync())).Rows.Single().ThumbId;
        var found = await tenant.AsAsync<MediaLibrary, Result<MediaFile>>(MemberRole.Viewer, l => l.FindAsync(thumb!.Value));

        Assert.Equal((id, "image/webp"), ((await DetailsAsync(tenant, id)).Id, found.Value.ContentType));
        Assert.True(domain.Services.GetRequiredService<MediaFiles>().Exists(found.Value.Place.Key));
    }

    private async Task<MediaDetails> DrawnAsync(byte[] content, string name)
    {
        var tenant = await TenantAsync();
        var id = (await MediaUploadsTests.UploadAsync(tenant, content, name)).Value;
        await DrawAllAsync();
        return await DetailsAsync(tenant, id);
    }

    private async Task DrawAllAsync()
    {
        while (await domain.Services.GetRequiredService<PreviewQueue>().MakeAsync(CancellationToken.None) > 0)
        {
        }
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"previews-{Interlocked.Increment(ref tenants)}");

    private static async Task<MediaDetails> DetailsAsync(TestTenant tenant, Guid id) =>
        (await tenant.AsAsync<MediaCatalogue, Result<MediaDetails>>(MemberRole.Viewer, c => c.FindAsync(id))).Value;
}
