using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>The domain beside a real S3 server, which tenants may reach on this machine.</summary>
public sealed class StoresDomain : TestDomain
{
    private readonly string folder = TemporaryFolder.NewPath();
    private int tenants;

    public S3Server Bucket { get; } = new();

    internal LongWorker Worker => Services.GetRequiredService<LongWorker>();
    internal StoredFiles Files => Services.GetRequiredService<StoredFiles>();

    internal StoreDraft Draft => new(MediaStoreKind.S3, Bucket.Settings.Bucket, Bucket.Settings.AccessKey, Bucket.Settings.SecretKey, Bucket.Settings.Endpoint!.AbsoluteUri, Prefix: "файлы");

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
        [new("Media:Folder", folder), new("Outgoing:AllowPrivateAddresses", "true"), new("LongWork:LeaseSeconds", "36000")];

    public override async Task InitializeAsync()
    {
        await Bucket.InitializeAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Bucket.DisposeAsync();
        TemporaryFolder.Delete(folder);
    }

    public Task<TestTenant> TenantAsync() => AddTenantAsync($"stores-{Interlocked.Increment(ref tenants)}");

    internal static Task<Result<Guid>> ConnectAsync(TestTenant tenant, StoreDraft draft) => tenant.AsAsync<TenantStores, Result<Guid>>(MemberRole.Owner, s => s.ConnectAsync(draft));

    public static Task<MediaItem> ItemAsync(TestTenant tenant, Guid id) => tenant.DbAsync(db => db.MediaItems.AsNoTracking().SingleAsync(m => m.Id == id));

    public async Task<byte[]> BytesAsync(FilePlace place, long size)
    {
        await using var file = await Files.OpenAsync(place, size, CancellationToken.None);
        var bytes = new byte[size];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }

    /// <summary>The tenant's files on the disk of the installation.</summary>
    public string[] OnDisk(TestTenant tenant) => Directory.Exists(Path.Combine(folder, $"{tenant.Id:N}")) ? Directory.GetFiles(Path.Combine(folder, $"{tenant.Id:N}"), "*", SearchOption.AllDirectories) : [];

    public async Task<LongTaskView> MoveAsync(TestTenant tenant, CancellationToken stop = default)
    {
        var work = await tenant.AsAsync<TenantStores, Guid>(MemberRole.Owner, s => s.MoveAllAsync());
        return await GoOnAsync(tenant, work, stop);
    }

    public async Task<LongTaskView> GoOnAsync(TestTenant tenant, Guid work, CancellationToken stop = default)
    {
        await Worker.RunAsync((await Worker.ClaimAsync(9, CancellationToken.None)).Single(t => t.Id == work), stop);
        return (await tenant.AsAsync<LongTasks, Result<LongTaskView>>(MemberRole.Owner, t => t.FindAsync(work))).Value;
    }

    public Task SweepAsync() => Services.GetRequiredService<LeftoverSweep>().SweepAsync(CancellationToken.None);
}
