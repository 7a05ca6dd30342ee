using System.Buffers.Binary;
using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media;

/// <summary>What people send by mistake, and what they send on purpose.</summary>
public sealed class HostileFilesTests(MediaDomain domain) : IClassFixture<MediaDomain>
{
    private static int tenants;

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "drawing.svg", Encoding.UTF8.GetBytes("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script><image href='http://192.0.2.1/a.png'/></svg>"), "Media.UnknownType" },
        { "page.png", Encoding.UTF8.GetBytes("<!DOCTYPE html><script>alert(1)</script>"), "Media.UnknownType" },
        { "huge.png", Samples.Png(10_000, 10_000), "Media.TooManyPixels" },
        { "broken.mp4", [.. Samples.Mp4(64, 48, 1000)[..^60]], "Media.Damaged" },
        { "no index.mp4", [.. Samples.Mp4(64, 48, 1000)[..500]], "Media.Damaged" },
        { "photo.heic", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[100]], "Media.Heif" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_file_that_nobody_can_use_is_refused_by_name(string name, byte[] content, string reason)
    {
        var tenant = await TenantAsync();

        Assert.Equal(reason, (await MediaUploadsTests.UploadAsync(tenant, content, name)).Problem?.TextKey);
        Assert.Equal(0, await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Count())));
    }

    [Fact]
    public async Task A_program_behind_a_gif_does_not_reach_the_store()
    {
        var item = await StoredAsync([.. RealFiles.Picture(".gif"), .. "PK\u0003\u0004META-INF/MANIFEST.MF"u8], "fun.gif");

        Assert.Equal("image/gif", item.ContentType);
        Assert.DoesNotContain("META-INF", Encoding.Latin1.GetString(await BytesAsync(item)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_video_named_jpg_is_a_video()
    {
        Assert.Equal((MediaKind.Video, "video/mp4"), await KindAsync(RealFiles.Video(), "photo.jpg"));
    }

    [Fact]
    public async Task A_video_of_no_length_is_taken_without_a_duration()
    {
        var item = await StoredAsync(Samples.Mp4(64, 48, 0), "still.mp4");

        Assert.Null(item.DurationMs);
        await domain.Services.GetRequiredService<PreviewQueue>().MakeAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_moving_webp_is_an_animation()
    {
        var moving = RealFiles.Make("a.webp", "-f", "lavfi", "-i", "testsrc=size=32x32:rate=5", "-t", "1", "-c:v", "libwebp_anim", "a.webp");

        Assert.Equal((MediaKind.Animation, "image/webp"), await KindAsync(moving, "a.webp"));
        Assert.Equal((MediaKind.Image, "image/webp"), await KindAsync(RealFiles.Picture(".webp"), "b.webp"));
    }

    [Fact]
    public async Task A_jpeg_for_print_keeps_what_says_how_its_inks_are_to_be_read()
    {
        byte[] adobe = [0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 2];
        var picture = RealFiles.Picture(".jpg");

        var stored = await BytesAsync(await StoredAsync([.. picture[..2], .. adobe, .. picture[2..]], "print.jpg"));

        Assert.True(stored.AsSpan().IndexOf(adobe) > 0);
    }

    [Theory]
    [InlineData("../../etc/passwd.png", "passwd.png")]
    [InlineData(@"C:\photos\cup.png", "cup.png")]
    [InlineData("Кружка ☕ 👩‍👩‍👧.png", "Кружка ☕ 👩‍👩‍👧.png")]
    public async Task Names_are_kept_as_far_as_they_can_be_read(string name, string kept)
    {
        Assert.Equal(kept, (await StoredAsync(Samples.Png(10, 10), name)).FileName);
    }

    [Fact]
    public async Task Names_lose_what_nobody_can_see() => Assert.Equal("ab .png", (await StoredAsync(Samples.Png(10, 10), "a\u0000b\u0007\r\n.png")).FileName);

    [Fact]
    public async Task Long_names_are_cut_and_never_in_the_middle_of_a_letter()
    {
        var name = (await StoredAsync(Samples.Png(10, 10), new string('а', 299) + "👍.png")).FileName;

        Assert.Equal(new string('а', 299), name);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_loses_no_upload()
    {
        var tenant = await TenantAsync();
        var content = Samples.Png(10, 10, 2000);
        var upload = (await tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, u => u.BeginAsync("a.png", content.Length))).Value;
        var year = Path.Combine(domain.Folder, $"{tenant.Id:N}");
        Assert.Equal(2000, (await AppendAsync(tenant, upload, content)).Value);
        // a file where the folder would be made: the store takes nothing
        await File.WriteAllTextAsync(year, "");

        var full = await CompleteAsync(tenant, upload);

        Assert.Equal((ProblemKind.Unavailable, "Media.StoreAway"), (full.Problem?.Kind, full.Problem?.TextKey));
        Assert.Equal((1, 0), await tenant.DbAsync(db => Task.FromResult((db.MediaUploads.Count(), db.MediaItems.Count()))));
        File.Delete(year);
        Assert.True((await CompleteAsync(tenant, upload)).Ok);
    }

    [Fact]
    public async Task Headers_that_promise_more_than_there_is_end_nothing_but_the_file()
    {
        foreach (var extension in new[] { ".jpg", ".png", ".gif", ".webp" })
        {
            var picture = RealFiles.Picture(extension);
            for (var cut = 16; cut < picture.Length; cut += Math.Max(1, picture.Length / 40))
                _ = await MediaUploadsTests.UploadAsync(await TenantAsync(extension), picture[..cut], "cut" + extension);
        }
        var video = RealFiles.Video();
        BinaryPrimitives.WriteInt32BigEndian(video.AsSpan(video.AsSpan().IndexOf("moov"u8) - 4), int.MaxValue);
        Assert.Equal("Media.Damaged", (await MediaUploadsTests.UploadAsync(await TenantAsync(), video, "a.mp4")).Problem?.TextKey);
    }

    private readonly Dictionary<string, TestTenant> known = [];

    private async Task<TestTenant> TenantAsync(string key) => known.TryGetValue(key, out var tenant) ? tenant : known[key] = await TenantAsync();

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"hostile-{Interlocked.Increment(ref tenants)}");

    private async Task<(MediaKind, string)> KindAsync(byte[] content, string name)
    {
        var item = await StoredAsync(content, name);
        return (item.Kind, item.ContentType);
    }

    private async Task<MediaItem> StoredAsync(byte[] content, string name)
    {
        var tenant = await TenantAsync();
        var id = (await MediaUploadsTests.UploadAsync(tenant, content, name)).Value;
        return await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Single(m => m.Id == id)));
    }

    private async Task<byte[]> BytesAsync(MediaItem item)
    {
        await using var file = domain.Services.GetRequiredService<MediaFiles>().OpenRead(item.StoreKey);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static Task<Result<long>> AppendAsync(TestTenant tenant, Guid upload, byte[] content) =>
        tenant.AsAsync<MediaUploads, Result<long>>(MemberRole.Editor, u => u.AppendAsync(upload, 0, new MemoryStream(content)));

    private static Task<Result<Guid>> CompleteAsync(TestTenant tenant, Guid upload) => tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, u => u.CompleteAsync(upload));
}
