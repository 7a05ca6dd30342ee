using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Domain.Media.Tools;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media.Making;

/// <summary>The domain with this machine's tools and a media folder of its own.</summary>
public class MakingDomain : TestDomain
{
    private readonly string folder = TemporaryFolder.NewPath();
    private int tenants;

    internal LongWorker Worker => Services.GetRequiredService<LongWorker>();
    internal MakingFolders Folders => Services.GetRequiredService<MakingFolders>();
    internal MediaFiles Files => Services.GetRequiredService<MediaFiles>();

    // nobody moves the clock while a film is made, so that no heartbeat keeps a short lease
    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("Media:Folder", folder), new("LongWork:LeaseSeconds", "3600")];

    public Task<TestTenant> TenantAsync() => AddTenantAsync($"{GetType().Name.ToLowerInvariant()}-{Interlocked.Increment(ref tenants)}");

    public static async Task<Guid> PostAsync(TestTenant tenant, string title, string text) =>
        (await tenant.AsAsync<PostEditor, Result<Guid>>(MemberRole.Editor, e => e.CreateAsync(new NewPost(tenant.CompanyId, PostType.TextPost, new PostContent(title, text, ["тег"]))))).Value;

    /// <summary>As one node would, until the work ends or the node stops.</summary>
    public async Task<LongTaskView> RunAsync(TestTenant tenant, Guid workId, CancellationToken stop = default)
    {
        var claimed = (await Worker.ClaimAsync(9, CancellationToken.None)).Single(t => t.Id == workId);
        await Worker.RunAsync(claimed, stop);
        return (await tenant.AsAsync<LongTasks, Result<LongTaskView>>(MemberRole.Editor, t => t.FindAsync(workId))).Value;
    }

    public Task<List<MediaItem>> ItemsAsync(TestTenant tenant) => tenant.DbAsync(db => db.MediaItems.AsNoTracking().OrderBy(m => m.CreatedAt).ToListAsync());

    /// <summary>Folders of work that are there now.</summary>
    public string[] WorkFolders() => Directory.Exists(Path.Combine(folder, "making")) ? Directory.GetDirectories(Path.Combine(folder, "making")) : [];

    /// <summary>What ffprobe says of a file of the library.</summary>
    public async Task<string> ProbeAsync(MediaItem item, string entries)
    {
        var (folderOfIt, copy) = (Directory.CreateDirectory(TemporaryFolder.NewPath()).FullName, "probed");
        await using (var file = File.Create(Path.Combine(folderOfIt, copy)))
        await using (var stored = Files.OpenRead(item.StoreKey))
            await stored.CopyToAsync(file);
        var probed = await Services.GetRequiredService<ToolRunner>().RunAsync(MediaTool.Ffprobe, ["-v", "error", "-show_entries", entries, "-of", "csv=p=0", copy], folderOfIt, ToolLimits.Short, default);
        TemporaryFolder.Delete(folderOfIt);
        return probed.Value.Output.Trim();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        TemporaryFolder.Delete(folder);
    }
}

/// <summary>A machine without one of the tools.</summary>
public sealed class BareMakingDomain : MakingDomain
{
    protected override void Configure(IServiceCollection collection) => collection.AddSingleton(new ToolShelf([MediaTool.Rsvg, MediaTool.Ffmpeg, MediaTool.Ffprobe]));
}
