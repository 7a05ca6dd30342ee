using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Outgoing;
using ContentFactory.Domain.Publishing.Files;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>A tenant's own bucket, on a real S3 server.</summary>
public sealed class TenantStoresTests(StoresDomain domain) : IClassFixture<StoresDomain>
{
    [Fact]
    public async Task New_files_and_their_previews_go_into_the_own_bucket_and_leave_it_with_their_rows()
    {
        var tenant = await domain.TenantAsync();
        var store = (await StoresDomain.ConnectAsync(tenant, domain.Draft)).Value;
        var picture = RealFiles.Picture(".png");

        var id = (await MediaUploadsTests.UploadAsync(tenant, picture, "cup.png")).Value;
        while (await domain.Services.GetRequiredService<PreviewQueue>().MakeAsync(CancellationToken.None) > 0)
            continue;

        var item = await StoresDomain.ItemAsync(tenant, id);
        Assert.Equal((MediaStoreKind.S3, store, null), (item.Store, item.StoreId, item.PreviewFault));
        Assert.Equal(picture, await domain.BytesAsync(item.Place, item.Size));
        var previews = await tenant.DbAsync(db => db.MediaRenditions.AsNoTracking().Where(r => r.MediaId == id).ToListAsync());
        Assert.Equal([(store, true), (store, true)], previews.Select(p => (p.StoreId!.Value, p.Size > 0)));
        Assert.Equal(previews[0].Size, (await domain.BytesAsync(previews[0].Place, previews[0].Size)).Length);
        Assert.Empty(domain.OnDisk(tenant));
        Assert.Equal(0, await tenant.DbAsync(db => db.MediaLeftovers.CountAsync()));

        Assert.True((await tenant.AsAsync<FileRemoval, Result>(MemberRole.Owner, r => r.RemoveAsync(id))).Ok);
        foreach (var place in previews.Select(p => p.Place).Append(item.Place))
            Assert.True(StoredFiles.IsMissing(await Assert.ThrowsAsync<StoreFault>(() => domain.Files.OpenAsync(place, 10, CancellationToken.None))));
        Assert.Equal(0, await tenant.DbAsync(db => db.MediaLeftovers.CountAsync()));
    }

    [Fact]
    public async Task A_file_is_read_from_any_place()
    {
        var tenant = await domain.TenantAsync();
        await StoresDomain.ConnectAsync(tenant, domain.Draft);
        var content = Samples.Png(10, 10, 50_000);
        new Random(1).NextBytes(content.AsSpan(100));
        var item = await StoresDomain.ItemAsync(tenant, (await MediaUploadsTests.UploadAsync(tenant, content, "a.png")).Value);

        await using var file = await domain.Files.OpenAsync(item.Place, item.Size, CancellationToken.None, 40_000);
        var end = new byte[10_000];
        await file.ReadExactlyAsync(end);
        Assert.Equal(content[40_000..], end);
        file.Position = 5;
        var start = new byte[20];
        await file.ReadExactlyAsync(start);
        Assert.Equal(content[5..25], start);
        Assert.Equal(item.Size, file.Length);
    }

    [Fact]
    public async Task The_secret_is_sealed_and_shown_to_nobody()
    {
        var tenant = await domain.TenantAsync();
        await StoresDomain.ConnectAsync(tenant, domain.Draft with { AccessKey = " S3RVER " });

        var row = await tenant.DbAsync(db => db.MediaStores.AsNoTracking().SingleAsync());
        Assert.DoesNotContain("S3RVER", Encoding.Latin1.GetString(row.Secret), StringComparison.Ordinal);
        Assert.Equal("••••", (await ViewAsync(tenant)).Stores.Single().Key);
        var audit = await tenant.DbAsync(db => db.Database.SqlQuery<string>($"select coalesce(before::text, '') || coalesce(after::text, '') as \"Value\" from audit_log").ToListAsync());
        Assert.DoesNotContain(audit, line => line.Contains("S3RVER", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no such bucket", null, "Media.Store_Bucket", "Name")]
    [InlineData("elsewhere", null, "Media.Store_NoBucket", null)]
    [InlineData("media", "ftp://files.example", "Outgoing.NotWebAddress", "Endpoint")]
    [InlineData("media", "http://127.0.0.1:1/", "Media.Store_Away", null)]
    [InlineData("media", "http://user:word@files.example/", "Outgoing.UserInfo", "Endpoint")]
    public async Task A_store_that_does_not_do_is_not_kept(string bucket, string? endpoint, string reason, string? field)
    {
        var tenant = await domain.TenantAsync();

        var refused = await StoresDomain.ConnectAsync(tenant, domain.Draft with { Name = bucket, Endpoint = endpoint ?? domain.Draft.Endpoint });

        Assert.Equal((reason, field), (refused.Problem?.TextKey, refused.Problem?.Field));
        Assert.Equal(0, await tenant.DbAsync(db => db.MediaStores.CountAsync()));
    }

    [Theory]
    [InlineData("http://files.example:9000", null)]
    [InlineData("http://files.example:25", "Outgoing.Port")]
    [InlineData("http://127.0.0.1:9000", "Outgoing.Port")]
    [InlineData("http://169.254.169.254", "Outgoing.NotPublic")]
    public void Addresses_are_public_hosts_at_ports_of_stores(string endpoint, string? reason)
    {
        var desk = new StoreDesk(null!, domain.Services.GetRequiredService<StoreVault>(), new AddressRules(new OutgoingOptions()), domain.Clock, NullLogger<StoreDesk>.Instance);

        Assert.Equal(reason, desk.FaultOf(new StoreDraft(MediaStoreKind.S3, "media", "key", "secret", endpoint))?.TextKey);
    }

    [Fact]
    public async Task Wrong_keys_are_refused_and_the_working_ones_stay()
    {
        var tenant = await domain.TenantAsync();
        Assert.Equal("Media.Store_Refused", (await StoresDomain.ConnectAsync(tenant, domain.Draft with { AccessKey = "stranger" })).Problem?.TextKey);
        var store = (await StoresDomain.ConnectAsync(tenant, domain.Draft)).Value;

        var replaced = await tenant.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.ReplaceKeysAsync(store, "stranger", "wrong"));

        Assert.Equal("Media.Store_Refused", replaced.Problem?.TextKey);
        Assert.True((await tenant.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.CheckAsync(store))).Ok);
        Assert.True((await tenant.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.ReplaceKeysAsync(store, "S3RVER", "S3RVER"))).Ok);
        Assert.True((await MediaUploadsTests.UploadAsync(tenant, Samples.Png(10, 10), "a.png")).Ok);
    }

    [Fact]
    public async Task A_store_that_is_away_loses_no_upload()
    {
        var tenant = await domain.TenantAsync();
        var bucket = new S3Server();
        await bucket.InitializeAsync();
        await StoresDomain.ConnectAsync(tenant, domain.Draft with { Endpoint = bucket.Settings.Endpoint!.AbsoluteUri });
        await bucket.DisposeAsync();

        // what is taken out of it must not make it another file than was announced
        var refused = await MediaUploadsTests.UploadAsync(tenant, RealFiles.InJpeg(RealFiles.Picture(".jpg"), 6), "a.jpg");

        Assert.Equal((ProblemKind.Unavailable, "Media.OwnStoreAway"), (refused.Problem?.Kind, refused.Problem?.TextKey));
        var upload = await tenant.DbAsync(db => db.MediaUploads.AsNoTracking().SingleAsync());
        await tenant.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.UseAsync(null));
        Assert.True((await tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, u => u.CompleteAsync(upload.Id))).Ok);
        // the file that may lie in the other store is still noted, to be removed when it answers
        Assert.Equal(1, await tenant.DbAsync(db => db.MediaLeftovers.CountAsync()));
        Assert.False(RealFiles.Holds(await domain.BytesAsync((await StoresDomain.ItemAsync(tenant, upload.Id)).Place, 500), RealFiles.Place));
    }

    [Fact]
    public async Task A_note_of_a_file_that_a_row_names_removes_nothing()
    {
        var tenant = await domain.TenantAsync();
        await StoresDomain.ConnectAsync(tenant, domain.Draft);
        var item = await StoresDomain.ItemAsync(tenant, (await MediaUploadsTests.UploadAsync(tenant, Samples.Png(10, 10), "a.png")).Value);
        await tenant.AsSystemAsync<MediaLeftovers, Guid?>(l => l.ExpectAsync(item.Place, CancellationToken.None));

        await domain.AdvanceAsync(TimeSpan.FromDays(2));
        await domain.SweepAsync();

        Assert.Equal(item.Size, (await domain.BytesAsync(item.Place, item.Size)).Length);
        Assert.Equal(0, await tenant.DbAsync(db => db.MediaLeftovers.CountAsync()));
    }

    [Fact]
    public async Task A_store_that_never_answers_again_can_be_removed()
    {
        var tenant = await domain.TenantAsync();
        var bucket = new S3Server();
        await bucket.InitializeAsync();
        var store = (await StoresDomain.ConnectAsync(tenant, domain.Draft with { Endpoint = bucket.Settings.Endpoint!.AbsoluteUri })).Value;
        var id = (await MediaUploadsTests.UploadAsync(tenant, Samples.Png(10, 10), "a.png")).Value;
        await bucket.DisposeAsync();
        Assert.True((await tenant.AsAsync<FileRemoval, Result>(MemberRole.Owner, r => r.RemoveAsync(id))).Ok);
        Assert.Equal(1, await tenant.DbAsync(db => db.MediaLeftovers.CountAsync()));

        Assert.True((await tenant.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.RemoveAsync(store))).Ok);
        Assert.Equal((0, 0), await tenant.DbAsync(async db => (await db.MediaStores.CountAsync(), await db.MediaLeftovers.CountAsync())));
    }

    [Fact]
    public async Task Smaller_pictures_lie_beside_their_file()
    {
        var tenant = await domain.TenantAsync();
        var id = (await MediaUploadsTests.UploadAsync(tenant, RealFiles.Picture(".png"), "a.png")).Value;
        await StoresDomain.ConnectAsync(tenant, domain.Draft);

        while (await domain.Services.GetRequiredService<PreviewQueue>().MakeAsync(CancellationToken.None) > 0)
            continue;

        Assert.Equal([null, null], await tenant.DbAsync(db => db.MediaRenditions.Where(r => r.MediaId == id).Select(r => r.StoreId).ToListAsync()));
    }

    [Fact]
    public async Task What_was_put_outside_and_got_no_row_is_removed_a_day_later()
    {
        var tenant = await domain.TenantAsync();
        var store = (await StoresDomain.ConnectAsync(tenant, domain.Draft)).Value;
        var place = new FileHome(MediaStoreKind.S3, store).PlaceFor(tenant.Id, Ids.New(domain.Clock), ".png", domain.Clock.GetUtcNow());
        var path = TemporaryFolder.NewPath();
        await File.WriteAllBytesAsync(path, Samples.RealPng);
        await tenant.AsSystemAsync<MediaLeftovers, Guid?>(l => l.ExpectAsync(place, CancellationToken.None));
        await domain.Files.PutAsync(place, path, "image/png", CancellationToken.None);
        File.Delete(path);

        await domain.SweepAsync();
        Assert.Equal(Samples.RealPng, await domain.BytesAsync(place, Samples.RealPng.Length));
        await domain.AdvanceAsync(TimeSpan.FromDays(2));
        await domain.SweepAsync();

        await Assert.ThrowsAsync<StoreFault>(() => domain.Files.OpenAsync(place, 10, CancellationToken.None));
        Assert.Equal(0, await tenant.DbAsync(db => db.MediaLeftovers.CountAsync()));
    }

    [Fact]
    public async Task Only_owners_touch_stores_and_a_store_with_files_stays()
    {
        var tenant = await domain.TenantAsync();
        var store = (await StoresDomain.ConnectAsync(tenant, domain.Draft)).Value;
        await MediaUploadsTests.UploadAsync(tenant, Samples.Png(10, 10), "a.png");

        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<TenantStores, StoresView>(MemberRole.Editor, s => s.ReadAsync()));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<TenantStores, Result>(MemberRole.Editor, s => s.RemoveAsync(store)));
        Assert.Equal("Media.Store_InUse", (await tenant.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.RemoveAsync(store))).Problem?.TextKey);
        var other = await domain.TenantAsync();
        Assert.Equal("Media.Store_Gone", (await other.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.UseAsync(store))).Problem?.TextKey);
    }

    private static Task<StoresView> ViewAsync(TestTenant tenant) => tenant.AsAsync<TenantStores, StoresView>(MemberRole.Owner, s => s.ReadAsync());
}
