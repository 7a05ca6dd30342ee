using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing.Files;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media;

public sealed class MediaUploadsTests(MediaDomain domain) : IClassFixture<MediaDomain>
{
    private static int tenants;

    public static TheoryData<byte[], string, string, int?, int?> Kinds => new()
    {
        { Samples.Png(320, 200), "a.png", "image/png", 320, 200 },
        { Samples.Png(320, 200), "named.jpg", "image/png", 320, 200 },
        { Samples.Jpeg(640, 480), "photo.jpeg", "image/jpeg", 640, 480 },
        { Samples.Gif(30, 20), "g", "image/gif", 30, 20 },
        { Samples.Webp(300, 100), "w.webp", "image/webp", 300, 100 },
        { Samples.Mp4(720, 1280, 1500), "v.mp4", "video/mp4", 720, 1280 },
        { Samples.Mp4(720, 1280, 1500, "qt  "), "v.mov", "video/quicktime", 720, 1280 },
        { Samples.Pdf(), "d.pdf", "application/pdf", null, null },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Content_and_not_the_name_says_the_type(byte[] content, string name, string type, int? width, int? height)
    {
        var tenant = await TenantAsync();

        var id = (await UploadAsync(tenant, content, name)).Value;

        var item = await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Single(m => m.Id == id)));
        Assert.Equal((type, width, height, content.Length, name), (item.ContentType, item.Width, item.Height, (int)item.Size, item.FileName));
        await using var file = domain.Services.GetRequiredService<MediaFiles>().OpenRead(item.StoreKey);
        Assert.Equal(content.Length, file.Length);
        Assert.Equal(type.StartsWith("video", StringComparison.Ordinal) ? 1500 : null, item.DurationMs);
    }

    [Fact]
    public async Task Uploads_resume_where_they_stopped()
    {
        var tenant = await TenantAsync();
        var content = Samples.Png(10, 10, 5000);
        var upload = (await BeginAsync(tenant, "a.png", content.Length)).Value;
        Assert.Equal(2000, (await AppendAsync(tenant, upload, 0, content[..2000])).Value);

        var tooFar = await AppendAsync(tenant, upload, 3000, content[3000..]);
        var again = await AppendAsync(tenant, upload, 0, content[..2000]);
        var early = await CompleteAsync(tenant, upload);
        Assert.Equal((ProblemKind.Conflict, 2000L), (tooFar.Problem?.Kind, tooFar.Problem?.Args[0]));
        Assert.Equal((ProblemKind.Conflict, 2000L), (again.Problem?.Kind, again.Problem?.Args[0]));
        Assert.Equal("Media.Incomplete", early.Problem?.TextKey);

        Assert.Equal(5000, (await AppendAsync(tenant, upload, 2000, content[2000..])).Value);
        Assert.True((await CompleteAsync(tenant, upload)).Ok);
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script>", "a.png", "Media.UnknownType")]
    [InlineData("MZ program", "a.jpg", "Media.UnknownType")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "Media.UnknownType")]
    public async Task Refuses_what_is_no_medium_and_drops_it(string content, string name, string reason)
    {
        var tenant = await TenantAsync();

        var result = await UploadAsync(tenant, System.Text.Encoding.UTF8.GetBytes(content), name);

        Assert.Equal(("File", reason), (result.Problem?.Field, result.Problem?.TextKey));
        Assert.Equal(0, await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Count() + db.MediaUploads.Count())));
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(domain.Folder, "parts")), f => f.Contains($"{tenant.Id:N}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refuses_too_many_bytes_and_too_many_pixels()
    {
        var tenant = await TenantAsync();

        Assert.Equal("Media.TooLarge", (await BeginAsync(tenant, "a.png", 200_001)).Problem?.TextKey);
        Assert.Equal("Media.TooLarge", (await UploadAsync(tenant, Samples.Png(10, 10, MediaDomain.ImageLimit + 1), "a.png")).Problem?.TextKey);
        Assert.Equal("Media.TooManyPixels", (await UploadAsync(tenant, Samples.Png(60_000, 60_000), "bomb.png")).Problem?.TextKey);
        Assert.Equal("Media.Damaged", (await UploadAsync(tenant, Samples.Png(0, 10), "flat.png")).Problem?.TextKey);
        Assert.Equal("Media.Empty", (await BeginAsync(tenant, "a.png", 0)).Problem?.TextKey);
    }

    [Fact]
    public async Task Refuses_more_than_was_announced_or_fits_a_chunk()
    {
        var tenant = await TenantAsync();
        var upload = (await BeginAsync(tenant, "a.png", 10)).Value;

        Assert.Equal("Media.LongerThanSaid", (await AppendAsync(tenant, upload, 0, new byte[11])).Problem?.TextKey);
        Assert.Equal("Media.ChunkTooLarge", (await AppendAsync(tenant, upload, 0, new byte[MediaUploads.LongestChunk + 1])).Problem?.TextKey);
    }

    [Fact]
    public async Task Simultaneous_chunks_for_one_offset_are_taken_once()
    {
        var tenant = await TenantAsync();
        var content = Samples.Png(10, 10, 50_000);
        var upload = (await BeginAsync(tenant, "a.png", content.Length)).Value;

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AppendAsync(tenant, upload, 0, content)));

        Assert.Single(results, r => r.Ok);
        Assert.True((await CompleteAsync(tenant, upload)).Ok);
    }

    [Fact]
    public async Task Viewers_and_other_people_cannot_use_an_upload()
    {
        var tenant = await TenantAsync();
        var upload = (await BeginAsync(tenant, "../../etc/a.png", 10)).Value;

        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Viewer, u => u.BeginAsync("a", 1)));
        Assert.Equal(ProblemKind.NotFound, (await tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Owner, u => u.CompleteAsync(upload))).Problem?.Kind);
        Assert.Equal("a.png", await tenant.DbAsync(db => Task.FromResult(db.MediaUploads.Single().FileName)));
    }

    [Fact]
    public async Task A_used_file_cannot_be_removed_and_a_removal_is_audited()
    {
        var tenant = await TenantAsync();
        var (media, other) = ((await UploadAsync(tenant, Samples.Png(10, 10), "a.png")).Value, (await UploadAsync(tenant, Samples.Gif(10, 10), "b.gif")).Value);
        var post = await tenant.NewAsync("text");
        var version = await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SetMediaAsync(post.Id, post.Version, [new MediaPlace(other), new MediaPlace(media, "A cup")]));

        Assert.Equal([(other, null), (media, "A cup")], (await tenant.ViewAsync(post.Id)).Media.Select(m => (m.MediaId, m.AltText)));
        Assert.Equal("Media.InUse", (await RemoveAsync(tenant, media)).Problem?.TextKey);
        await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SetMediaAsync(post.Id, version.Value, [new MediaPlace(other)]));
        Assert.True((await RemoveAsync(tenant, media)).Ok);
        Assert.Equal(1, await tenant.AuditedAsync(Permission.DeleteMedia));
        Assert.Equal(MediaKind.Animation, (await tenant.AsAsync<MediaLibrary, MediaPage>(MemberRole.Viewer, l => l.ListAsync("B.GIF"))).Rows.Single().Kind);
    }

    [Fact]
    public async Task The_library_is_listed_by_kind_and_by_what_is_used()
    {
        var tenant = await TenantAsync();
        var used = (await UploadAsync(tenant, Samples.Png(10, 10), "used.png")).Value;
        await UploadAsync(tenant, Samples.Pdf(), "free.pdf");
        var post = await tenant.NewAsync("text");
        await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SetMediaAsync(post.Id, post.Version, [new MediaPlace(used)]));

        Assert.Equal([("used.png", 1), ("free.pdf", 0)], await ListAsync(new MediaFilter(List: new ListQuery(Sort: "uses", Descending: true))));
        Assert.Equal([("free.pdf", 0), ("used.png", 1)], await ListAsync(new MediaFilter(List: new ListQuery(Sort: "name"))));
        Assert.Equal([("free.pdf", 0)], await ListAsync(new MediaFilter(MediaKind.Document)));
        Assert.Equal([("used.png", 1)], await ListAsync(new MediaFilter(List: new ListQuery("USED"))));

        async Task<List<(string, int)>> ListAsync(MediaFilter filter) =>
            [.. (await tenant.AsAsync<MediaLibrary, ListPage<MediaRow>>(MemberRole.Viewer, l => l.ListAsync(filter))).Rows.Select(m => (m.FileName, m.Uses))];
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("00000000000000000000000000000000/2026/11/../../../x.png")]
    [InlineData("00000000000000000000000000000000/2026/11/00000000000000000000000000000000.png\n")]
    public void Only_keys_of_the_store_are_opened(string key) =>
        Assert.Throws<ArgumentException>(() => domain.Services.GetRequiredService<MediaFiles>().OpenRead(key));

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"media-{Interlocked.Increment(ref tenants)}");

    private static Task<Result<Guid>> BeginAsync(TestTenant tenant, string name, long size) =>
        tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, u => u.BeginAsync(name, size));

    private static Task<Result<long>> AppendAsync(TestTenant tenant, Guid upload, long offset, byte[] chunk) =>
        tenant.AsAsync<MediaUploads, Result<long>>(MemberRole.Editor, u => u.AppendAsync(upload, offset, new MemoryStream(chunk)));

    private static Task<Result<Guid>> CompleteAsync(TestTenant tenant, Guid upload) => tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, u => u.CompleteAsync(upload));

    private static Task<Result> RemoveAsync(TestTenant tenant, Guid media) => tenant.AsAsync<FileRemoval, Result>(MemberRole.Editor, r => r.RemoveAsync(media));

    internal static async Task<Result<Guid>> UploadAsync(TestTenant tenant, byte[] content, string name)
    {
        var upload = (await BeginAsync(tenant, name, content.Length)).Value;
        await AppendAsync(tenant, upload, 0, content);
        return await CompleteAsync(tenant, upload);
    }
}
