using ContentFactory.Domain.Media;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media.Cleaning;

public sealed class TraceRemovalTests(MediaDomain domain) : IClassFixture<MediaDomain>
{
    private static int tenants;

    public static TheoryData<string> Pictures => [".jpg", ".png", ".webp", ".gif"];

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task A_picture_loses_its_place_and_keeps_every_pixel(string extension)
    {
        var original = RealFiles.Picture(extension);
        var marked = Marked(original, extension, 6);
        Assert.True(RealFiles.Holds(marked, RealFiles.Place));

        var stored = await StoredAsync(marked, "photo" + extension);

        Assert.False(RealFiles.Holds(stored, RealFiles.Place));
        Assert.Equal(RealFiles.PixelsOf(original, extension), RealFiles.PixelsOf(stored, extension));
    }

    [Theory]
    [InlineData(".jpg", 6)]
    [InlineData(".png", 3)]
    [InlineData(".webp", 8)]
    public async Task A_picture_keeps_which_way_is_up(string extension, int orientation)
    {
        var stored = await StoredAsync(Marked(RealFiles.Picture(extension), extension, orientation), "photo" + extension);

        byte[] only = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];
        Assert.True(stored.AsSpan().IndexOf(only) > 0);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task A_picture_without_traces_is_stored_as_it_came_or_shorter(string extension)
    {
        var first = await StoredAsync(RealFiles.Picture(extension), "photo" + extension);

        Assert.Equal(first, await StoredAsync(first, "photo" + extension));
    }

    [Theory]
    [InlineData(".mp4", "+faststart", "loci")]
    [InlineData(".mp4", "+use_metadata_tags", "+55.7558+037.6173")]
    [InlineData(".mov", "+faststart", "+55.7558+037.6173")]
    public async Task A_video_loses_its_place_and_keeps_every_frame(string extension, string flags, string place)
    {
        var marked = RealFiles.Video(extension, "-movflags", flags, "-metadata", "location=+55.7558+037.6173/", "-metadata", "location-eng=+55.7558+037.6173/", "-metadata", "com.apple.quicktime.location.ISO6709=+55.7558+037.6173/");
        Assert.True(RealFiles.Holds(marked, place));

        var stored = await StoredAsync(marked, "clip" + extension);

        Assert.False(RealFiles.Holds(stored, place));
        Assert.Equal(marked.Length, stored.Length);
        Assert.Equal(RealFiles.PixelsOf(marked, extension), RealFiles.PixelsOf(stored, extension));
    }

    [Fact]
    public async Task A_track_that_says_where_the_camera_was_is_emptied()
    {
        var file = Samples.Mp4WithPlaces(64, 48, 1500, RealFiles.Place);
        Assert.True(RealFiles.Holds(file, RealFiles.Place));

        Assert.False(RealFiles.Holds(await StoredAsync(file, "clip.mp4"), RealFiles.Place));
    }

    private static byte[] Marked(byte[] file, string extension, int orientation) => extension switch
    {
        ".jpg" => RealFiles.InJpeg(file, orientation),
        ".png" => RealFiles.InPng(file, orientation),
        ".gif" => RealFiles.InGif(file),
        _ => RealFiles.InWebp(file, 64, 48, orientation),
    };

    private async Task<byte[]> StoredAsync(byte[] content, string name)
    {
        var tenant = await domain.AddTenantAsync($"traces-{Interlocked.Increment(ref tenants)}");
        var id = (await MediaUploadsTests.UploadAsync(tenant, content, name)).Value;
        var item = await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Single(m => m.Id == id)));
        await using var file = domain.Services.GetRequiredService<MediaFiles>().OpenRead(item.StoreKey);
        Assert.Equal(file.Length, item.Size);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }
}
