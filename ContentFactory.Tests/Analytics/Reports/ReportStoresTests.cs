using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Analytics.Reports.Making;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Tests.Media.Stores;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>Files of reports go where the tenant's files go, and a store is empty without them only.</summary>
public sealed class ReportStoresTests(StoresDomain domain) : IClassFixture<StoresDomain>
{
    private static readonly byte[] Content = [1, 2, 3, 4, 5];

    [Fact]
    public async Task Files_of_reports_move_there_and_back_and_count()
    {
        var tenant = await domain.TenantAsync();
        await MakeAsync(tenant);
        var store = (await StoresDomain.ConnectAsync(tenant, domain.Draft)).Value;
        var before = await ViewAsync(tenant);
        Assert.Equal((1, 5L, 1), (before.Files, before.Bytes, before.Elsewhere));

        var moved = await domain.MoveAsync(tenant);

        Assert.Equal((LongTaskState.Done, "Media.Moved", "1", 1), (moved.State, moved.Result?.Key, $"{moved.Result?.Args[0]}", moved.Total));
        await LiesInAsync(tenant, store);
        var after = await ViewAsync(tenant);
        Assert.Equal((0, 0, 1, 5L), (after.Elsewhere, after.Files, after.Stores[0].Files, after.Stores[0].Bytes));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(62));
        await domain.SweepAsync();
        Assert.Empty(domain.OnDisk(tenant));
        await LiesInAsync(tenant, store);

        await tenant.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.UseAsync(null));
        Assert.Equal("Media.Store_InUse", (await RemoveAsync(tenant, store)).Problem?.TextKey);
        Assert.Equal(LongTaskState.Done, (await domain.MoveAsync(tenant)).State);
        await LiesInAsync(tenant, null);
        Assert.True((await RemoveAsync(tenant, store)).Ok);
    }

    [Fact]
    public async Task A_report_in_a_store_that_is_away_stays_and_is_told()
    {
        var tenant = await domain.TenantAsync();
        var bucket = new S3Server();
        await bucket.InitializeAsync();
        var away = (await StoresDomain.ConnectAsync(tenant, domain.Draft with { Endpoint = bucket.Settings.Endpoint!.AbsoluteUri })).Value;
        await MakeAsync(tenant);
        await StoresDomain.ConnectAsync(tenant, domain.Draft);
        await bucket.DisposeAsync();

        var moved = await domain.MoveAsync(tenant);

        Assert.Equal((LongTaskState.Failed, "Media.Moving_Stopped"), (moved.State, moved.Problem?.Key));
        Assert.Equal((away, 1), ((await FileAsync(tenant)).StoreId!.Value, (await ViewAsync(tenant)).Elsewhere));
    }

    private async Task MakeAsync(TestTenant tenant)
    {
        var report = Ids.New(domain.Clock);
        await tenant.DbAsync(db =>
        {
            db.Reports.Add(new Report(tenant.Id, report, new(new Period(new(2026, 11, 1), new(2026, 11, 7)), null, null, null, "en", false, true), tenant.Person(MemberRole.Owner), null, domain.Clock.GetUtcNow()));
            return db.SaveChangesAsync();
        });
        Assert.True(await tenant.AsSystemAsync<ReportMaking, bool>(m => m.KeepAsync(report, [new(ReportFormat.Pdf, Content)], null, default)));
    }

    private async Task LiesInAsync(TestTenant tenant, Guid? store)
    {
        var file = await FileAsync(tenant);
        Assert.Equal(store, file.StoreId);
        Assert.Equal(Content, await domain.BytesAsync(file.Place, file.Size));
    }

    private static Task<ReportFile> FileAsync(TestTenant tenant) => tenant.DbAsync(db => db.ReportFiles.AsNoTracking().SingleAsync());

    private static Task<StoresView> ViewAsync(TestTenant tenant) => tenant.AsAsync<TenantStores, StoresView>(MemberRole.Owner, s => s.ReadAsync());

    private static Task<Result> RemoveAsync(TestTenant tenant, Guid store) => tenant.AsAsync<TenantStores, Result>(MemberRole.Owner, s => s.RemoveAsync(store));
}
