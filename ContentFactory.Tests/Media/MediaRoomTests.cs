using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media;

/// <summary>The room that a plan gives, and uploads that lost something on the way.</summary>
public sealed class MediaRoomTests(MediaDomain domain) : IClassFixture<MediaDomain>
{
    private const int Document = 100_000;
    private static int tenants;

    [Fact]
    public async Task Photos_take_no_room()
    {
        var tenant = await AlmostFullAsync(0);

        Assert.True((await MediaUploadsTests.UploadAsync(tenant, Samples.Png(10, 10, 5000), "a.png")).Ok);
        Assert.Equal("Media.RoomFull", (await MediaUploadsTests.UploadAsync(tenant, Samples.Mp4(64, 48, 1000), "a.mp4")).Problem?.TextKey);
    }

    [Fact]
    public async Task What_cannot_be_a_photo_is_refused_before_it_travels()
    {
        var tenant = await AlmostFullAsync(1);

        var refused = await tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, m => m.BeginAsync("film.mp4", MediaDomain.ImageLimit + 50_000));

        Assert.Equal("Media.RoomFull", refused.Problem?.TextKey);
    }

    [Fact]
    public async Task An_upload_whose_part_is_gone_begins_where_the_part_ends()
    {
        var tenant = await domain.AddTenantAsync($"room-{Interlocked.Increment(ref tenants)}");
        var content = Samples.Png(10, 10, 3000);
        var upload = (await tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, m => m.BeginAsync("a.png", content.Length))).Value;
        await AppendAsync(tenant, upload, 0, content[..2000]);
        var part = Directory.GetFiles(Path.Combine(domain.Folder, "parts"), $"*{upload:N}*").Single();
        await File.WriteAllBytesAsync(part, content[..500]);

        var (state, late) = (await tenant.AsAsync<MediaUploads, Result<UploadState>>(MemberRole.Editor, m => m.StateAsync(upload)), await AppendAsync(tenant, upload, 2000, content[2000..]));

        Assert.Equal((500L, "Media.OtherOffset", 500L), (state.Value.Received, late.Problem?.TextKey, late.Problem?.Args[0]));
        Assert.Equal(1500, (await AppendAsync(tenant, upload, 500, content[500..1500])).Value);
        await File.WriteAllBytesAsync(part, content[..500]);
        Assert.Equal(3000, (await AppendAsync(tenant, upload, 500, content[500..])).Value);
        Assert.True((await tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, m => m.CompleteAsync(upload))).Ok);
    }

    [Fact]
    public async Task Parts_that_nobody_goes_on_with_are_swept()
    {
        var tenant = await domain.AddTenantAsync($"room-{Interlocked.Increment(ref tenants)}");
        var (old, fresh) = (await SentAsync(tenant, "old.pdf"), await SentAsync(tenant, "fresh.pdf"));
        string PartOf(Guid upload) => Path.Combine(domain.Folder, "parts", $"{tenant.Id:N}-{upload:N}.part");
        File.SetLastWriteTimeUtc(PartOf(old), domain.Clock.GetUtcNow().UtcDateTime.AddDays(-3));
        File.SetLastWriteTimeUtc(PartOf(fresh), domain.Clock.GetUtcNow().UtcDateTime.AddDays(-1));

        await domain.Services.GetRequiredService<LeftoverSweep>().SweepAsync(CancellationToken.None);

        Assert.Equal((false, true), (File.Exists(PartOf(old)), File.Exists(PartOf(fresh))));
    }

    [Fact]
    public async Task Completed_twice_is_one_file()
    {
        var tenant = await domain.AddTenantAsync($"room-{Interlocked.Increment(ref tenants)}");
        var upload = await SentAsync(tenant, "a.pdf");

        var first = await tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, m => m.CompleteAsync(upload));
        var second = await tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, m => m.CompleteAsync(upload));

        Assert.Equal(first.Value, second.Value);
        Assert.Equal(1, await tenant.DbAsync(db => db.MediaItems.CountAsync()));
    }

    /// <summary>A tenant on a plan of 1 GB with room for so many documents.</summary>
    private async Task<TestTenant> AlmostFullAsync(int documents)
    {
        var tenant = await domain.AddTenantAsync($"room-{Interlocked.Increment(ref tenants)}");
        await domain.OwnerSqlAsync<object>($"with changed as (update subscriptions set plan_id = (select id from plans where code = 'free') where tenant_id = '{tenant.Id}' returning 1) select count(*) from changed");
        await tenant.DbAsync(async db =>
        {
            var id = Ids.New(domain.Clock);
            db.MediaItems.Add(new MediaItem(
                tenant.Id, id, null, MediaKind.Video, "old.mp4", "video/mp4", (1L << 30) - (documents * Document) - 10,
                ContentFactory.Domain.Media.Stores.FilePlace.OnDisk(MediaFiles.KeyOf(tenant.Id, id, ".mp4", domain.Clock.GetUtcNow())), Guid.Empty, domain.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        return tenant;
    }

    private static async Task<Guid> SentAsync(TestTenant tenant, string name)
    {
        var content = new byte[Document];
        Samples.Pdf().CopyTo(content, 0);
        var upload = (await tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, m => m.BeginAsync(name, content.Length))).Value;
        await AppendAsync(tenant, upload, 0, content);
        return upload;
    }

    private static Task<Result<long>> AppendAsync(TestTenant tenant, Guid upload, long offset, byte[] bytes) =>
        tenant.AsAsync<MediaUploads, Result<long>>(MemberRole.Editor, m => m.AppendAsync(upload, offset, new MemoryStream(bytes)));
}
