using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>Files go from one store to another while people use them.</summary>
public sealed class MoveFilesTests(StoresDomain domain) : IClassFixture<StoresDomain>
{
    [Fact]
    public async Task All_files_move_there_and_back_and_are_the_same()
    {
        var tenant = await domain.TenantAsync();
        byte[][] contents = [RealFiles.Picture(".png"), RealFiles.Picture(".gif"), Samples.Pdf()];
        foreach (var content in contents)
            Assert.True((await MediaUploadsTests.UploadAsync(tenant, content, $"{Array.IndexOf(contents, content)}")).Ok);
        while (await domain.Services.GetRequiredService<PreviewQueue>().MakeAsync(CancellationToken.None) > 0)
            continue;
        Assert.Equal(3 + 4, domain.OnDisk(tenant).Length);
        var store = (await StoresDomain.ConnectAsync(tenant, domain.Draft)).Value;
        Assert.Equal(3, (await ViewAsync(tenant)).Elsewhere);

        var moved = await domain.MoveAsync(tenant);

        Assert.Equal((LongTaskState.Done, "Media.Moved", 3, 3), (moved.State, moved.Result?.Key, moved.Done, moved.Total));
        await SameAsync(tenant, contents, store);
        // whoever was reading the old ones has an hour
        Assert.Equal(3 + 4, domain.OnDisk(tenant).Length);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(62));
        await domain.SweepAsync();
        Assert.Empty(domain.OnDisk(tenant));

        await tenant.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.UseAsync(null));
        Assert.Equal(LongTaskState.Done, (await domain.MoveAsync(tenant)).State);
        await SameAsync(tenant, contents, null);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(62));
        await domain.SweepAsync();
        await SameAsync(tenant, contents, null);
        Assert.True((await tenant.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.RemoveAsync(store))).Ok);
    }

    [Fact]
    public async Task Moving_stops_where_the_store_stops_and_goes_on_later()
    {
        var tenant = await domain.TenantAsync();
        foreach (var n in Enumerable.Range(0, 3))
            await MediaUploadsTests.UploadAsync(tenant, Samples.Png(10, 10 + n), $"{n}.png");
        var bucket = new S3Server();
        await bucket.InitializeAsync();
        await StoresDomain.ConnectAsync(tenant, domain.Draft with { Endpoint = bucket.Settings.Endpoint!.AbsoluteUri });
        await bucket.DisposeAsync();

        var stopped = await domain.MoveAsync(tenant);

        Assert.Equal((LongTaskState.Failed, "Media.Moving_Stopped"), (stopped.State, stopped.Problem?.Key));
        Assert.Equal(3, await tenant.DbAsync(db => db.MediaItems.CountAsync(m => m.StoreId == null)));
        var working = (await StoresDomain.ConnectAsync(tenant, domain.Draft)).Value;
        Assert.Equal(LongTaskState.Done, (await domain.MoveAsync(tenant)).State);
        Assert.Equal(3, await tenant.DbAsync(db => db.MediaItems.CountAsync(m => m.StoreId == working)));
    }

    [Fact]
    public async Task A_store_that_is_away_holds_up_no_file_of_another()
    {
        var tenant = await domain.TenantAsync();
        var bucket = new S3Server();
        await bucket.InitializeAsync();
        var away = (await StoresDomain.ConnectAsync(tenant, domain.Draft with { Endpoint = bucket.Settings.Endpoint!.AbsoluteUri })).Value;
        await MediaUploadsTests.UploadAsync(tenant, Samples.Png(10, 10), "first.png");
        await tenant.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.UseAsync(null));
        await domain.AdvanceAsync(TimeSpan.FromSeconds(1));
        await MediaUploadsTests.UploadAsync(tenant, Samples.Png(10, 11), "second.png");
        await StoresDomain.ConnectAsync(tenant, domain.Draft);
        await bucket.DisposeAsync();

        var moved = await domain.MoveAsync(tenant);

        Assert.Equal(("Media.Moving_Stopped", "1"), (moved.Problem?.Key, $"{moved.Problem?.Args[0]}"));
        Assert.Equal(away, (await tenant.DbAsync(db => db.MediaItems.AsNoTracking().SingleAsync(m => m.FileName == "first.png"))).StoreId);
        Assert.Equal(1, (await ViewAsync(tenant)).Elsewhere);
    }

    [Fact]
    public async Task What_comes_back_needs_room_in_the_plan()
    {
        var tenant = await domain.TenantAsync();
        await domain.OwnerSqlAsync<object>($"with changed as (update subscriptions set plan_id = (select id from plans where code = 'free') where tenant_id = '{tenant.Id}' returning 1) select count(*) from changed");
        await StoresDomain.ConnectAsync(tenant, domain.Draft);
        var id = (await MediaUploadsTests.UploadAsync(tenant, Samples.Pdf(), "large.pdf")).Value;
        await tenant.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.UseAsync(null));
        await tenant.DbAsync(async db =>
        {
            var other = Ids.New(domain.Clock);
            db.MediaItems.Add(new MediaItem(tenant.Id, other, null, ContentFactory.Domain.Platforms.MediaKind.Video, "full.mp4", "video/mp4", 1L << 30, FilePlace.OnDisk(MediaFiles.KeyOf(tenant.Id, other, ".mp4", domain.Clock.GetUtcNow())), Guid.Empty, domain.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });

        Assert.Equal("Media.RoomFull", (await domain.MoveAsync(tenant)).Problem?.Key);
        Assert.NotNull((await StoresDomain.ItemAsync(tenant, id)).StoreId);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_and_holds_up_no_other()
    {
        var tenant = await domain.TenantAsync();
        foreach (var n in Enumerable.Range(0, 2))
            await MediaUploadsTests.UploadAsync(tenant, Samples.Png(10, 10 + n), $"{n}.png");
        File.Delete(domain.OnDisk(tenant)[0]);
        await StoresDomain.ConnectAsync(tenant, domain.Draft);

        var moved = await domain.MoveAsync(tenant);

        Assert.Equal(("Media.MovedSome", "1", "1"), (moved.Result?.Key, $"{moved.Result?.Args[0]}", $"{moved.Result?.Args[1]}"));
    }

    [Fact]
    public async Task A_node_that_stops_leaves_the_rest_to_the_next()
    {
        var tenant = await domain.TenantAsync();
        foreach (var n in Enumerable.Range(0, 3))
            await MediaUploadsTests.UploadAsync(tenant, Samples.Png(10, 10 + n), $"{n}.png");
        await StoresDomain.ConnectAsync(tenant, domain.Draft);
        var work = await tenant.AsAsync<TenantStores, Guid>(MemberRole.Owner, s => s.MoveAllAsync());
        Assert.NotEqual(LongTaskState.Done, (await domain.GoOnAsync(tenant, work, new CancellationToken(true))).State);
        Assert.Equal(3, (await ViewAsync(tenant)).Elsewhere);

        await domain.AdvanceAsync(TimeSpan.FromHours(11));
        Assert.Equal(LongTaskState.Done, (await domain.GoOnAsync(tenant, work)).State);
        Assert.Equal(0, (await ViewAsync(tenant)).Elsewhere);
    }

    private async Task SameAsync(TestTenant tenant, byte[][] contents, Guid? store)
    {
        var items = await tenant.DbAsync(db => db.MediaItems.AsNoTracking().OrderBy(m => m.FileName).ToListAsync());
        Assert.Equal(contents.Length, items.Count);
        foreach (var (item, content) in items.Zip(contents))
        {
            Assert.Equal(store, item.StoreId);
            Assert.Equal(content, await domain.BytesAsync(item.Place, item.Size));
        }
        foreach (var preview in await tenant.DbAsync(db => db.MediaRenditions.AsNoTracking().ToListAsync()))
        {
            Assert.Equal(store, preview.StoreId);
            Assert.Equal(preview.Size, (await domain.BytesAsync(preview.Place, preview.Size)).Length);
        }
    }

    private static Task<StoresView> ViewAsync(TestTenant tenant) => tenant.AsAsync<TenantStores, StoresView>(MemberRole.Owner, s => s.ReadAsync());
}
