using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media.Cropping;
using ContentFactory.Domain.Media;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Media.Cropping;

public sealed class FileCropperTests(MediaDomain domain) : IClassFixture<MediaDomain>
{
    private static int tenants;

    public static TheoryData<string, int, int> Shapes => new() { { "1:1", 90, 90 }, { "4:5", 72, 90 }, { "9:16", 51, 90 }, { "16:9", 160, 90 }, { "1.91:1", 160, 84 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_picture_is_cut_to_the_shape_of_a_network(string ratio, int width, int height)
    {
        var (tenant, id) = await PictureAsync(RealFiles.Picture(".png", "color=c=red:size=160x90"));

        var made = (await CropAsync(tenant, id, new CropFrame(ratio))).Value;

        var item = await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Single(m => m.Id == made)));
        Assert.Equal((width, height, "crop", "image/png"), (item.Width, item.Height, item.MadeBy, item.ContentType));
        Assert.Equal($"photo {ratio.Replace(':', 'x')}.png", item.FileName);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    public async Task A_picture_on_its_side_is_cut_as_it_is_seen(string extension)
    {
        var (tenant, id) = await PictureAsync(extension == ".jpg" ? RealFiles.InJpeg(RealFiles.Picture(extension), 6) : RealFiles.Picture(extension));

        var made = (await CropAsync(tenant, id, new CropFrame("1:1", 1, 1, 0.5m))).Value;

        Assert.Equal((24, 24), await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Where(m => m.Id == made).Select(m => new { m.Width, m.Height }).AsEnumerable().Select(m => (m.Width!.Value, m.Height!.Value)).Single())));
    }

    [Fact]
    public async Task Where_the_frame_stands_decides_what_is_left()
    {
        var halves = RealFiles.Make("halves.png", "-f", "lavfi", "-i", "color=c=red:size=90x90", "-f", "lavfi", "-i", "color=c=blue:size=90x90", "-filter_complex", "hstack", "-frames:v", "1", "halves.png");
        var (tenant, id) = await PictureAsync(halves);

        var (left, right) = (await CropAsync(tenant, id, new CropFrame("1:1", 0)), await CropAsync(tenant, id, new CropFrame("1:1", 1)));

        var hashes = await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Where(m => m.Id == left.Value || m.Id == right.Value).Select(m => m.Sha256!).ToList()));
        Assert.NotEqual(hashes[0], hashes[1]);
    }

    [Fact]
    public async Task Other_shapes_and_other_files_are_refused_by_name()
    {
        var (tenant, picture) = await PictureAsync(RealFiles.Picture(".png"));
        var document = (await MediaUploadsTests.UploadAsync(tenant, Samples.Pdf(), "a.pdf")).Value;

        Assert.Equal("Media.CropRatio", (await CropAsync(tenant, picture, new CropFrame("3:1"))).Problem?.TextKey);
        Assert.Equal("Media.CropPictures", (await CropAsync(tenant, document, new CropFrame("1:1"))).Problem?.TextKey);
        Assert.Equal(ProblemKind.NotFound, (await CropAsync(tenant, tenant.Id, new CropFrame("1:1"))).Problem?.Kind);
    }

    private async Task<(TestTenant, Guid)> PictureAsync(byte[] content)
    {
        var tenant = await domain.AddTenantAsync($"crop-{Interlocked.Increment(ref tenants)}");
        return (tenant, (await MediaUploadsTests.UploadAsync(tenant, content, "photo.png")).Value);
    }

    private static Task<Result<Guid>> CropAsync(TestTenant tenant, Guid id, CropFrame frame) => tenant.AsAsync<FileCropper, Result<Guid>>(MemberRole.Editor, c => c.CropAsync(id, frame));
}
