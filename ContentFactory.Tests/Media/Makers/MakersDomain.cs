using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Billing;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Makers;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>The domain with a key for each maker of media, all of them on this machine.</summary>
public sealed class MakersDomain : TestDomain
{
    internal const string LongText = "Сбербанк снизил ставку по семейной ипотеке до 5,5% годовых. Это минимум за два года.";

    internal static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan CallTimeout = TimeSpan.FromMinutes(3);

    // work that waits for something that never comes; nothing is asserted about it
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(1);
    private static int tenants;

    private readonly string folder = TemporaryFolder.NewPath();

    internal FakeOpenAiMedia OpenAi { get; private set; } = null!;
    internal FakeStability Stability { get; private set; } = null!;
    internal FakeElevenLabs ElevenLabs { get; private set; } = null!;
    internal FakeHeyGen HeyGen { get; private set; } = null!;
    internal FakeRunway Runway { get; private set; } = null!;
    internal CapturedLog Log { get; } = new();

    internal LongWorker Worker => Services.GetRequiredService<LongWorker>();

    internal IEnumerable<MakerFake> All => [OpenAi, Stability, ElevenLabs, HeyGen, Runway];

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
    [
        new("Media:Folder", folder), new("Ai:OpenAi:ApiKey", OpenAi.Key), new("Ai:OpenAi:BaseAddress", $"{OpenAi.Address}v1"),
        new("Media:Makers:Stability:ApiKey", Stability.Key), new("Media:Makers:Stability:BaseAddress", Stability.Address.ToString()),
        new("Media:Makers:ElevenLabs:ApiKey", ElevenLabs.Key), new("Media:Makers:ElevenLabs:BaseAddress", ElevenLabs.Address.ToString()), new("Media:Makers:ElevenLabs:Voice", FakeElevenLabs.Voice),
        new("Media:Makers:HeyGen:ApiKey", HeyGen.Key), new("Media:Makers:HeyGen:BaseAddress", HeyGen.Address.ToString()), new("Media:Makers:HeyGen:Avatar", "look1"), new("Media:Makers:HeyGen:Voice", "voice1"),
        new("Media:Makers:Runway:ApiKey", Runway.Key), new("Media:Makers:Runway:BaseAddress", Runway.Address.ToString()),
        // only where the finished files lie: other addresses of this machine stay closed
        new("Outgoing:AllowedPrivateHosts:0", HeyGen.Address.Authority), new("Outgoing:AllowedPrivateHosts:1", Runway.Address.Authority),
    ];

    public override async Task InitializeAsync()
    {
        (OpenAi, Stability, ElevenLabs, HeyGen, Runway) = (new(Clock), new(Clock), new(Clock), new(Clock), new(Clock));
        foreach (var maker in All)
            await maker.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var maker in All)
            await maker.DisposeAsync();
        TemporaryFolder.Delete(folder);
    }

    protected override void Configure(IServiceCollection collection) => collection.AddLogging(logs => logs.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));

    /// <summary>A tenant whose plan has no limit, with makers that work well.</summary>
    internal async Task<TestTenant> TenantAsync()
    {
        (OpenAi.File, OpenAi.Sound, Stability.File, Stability.Filters, ElevenLabs.File) = (Samples.Png(1024, 1024), MakerFake.Mp3, Samples.Png(1024, 1024), false, MakerFake.Mp3);
        (HeyGen.File, HeyGen.FileAddress, Runway.File, Runway.FileAddress, Runway.Credits) = (Samples.Mp4(1920, 1080, 4_500), null, Samples.Mp4(1280, 720, 5_000), null, 60);
        HeyGen.Script("pending", "processing", "completed");
        Runway.Script("PENDING", "RUNNING 0.4", "SUCCEEDED");
        var tenant = await AddTenantAsync($"makers-{Interlocked.Increment(ref tenants)}");
        await tenant.DbAsync(async db =>
        {
            var plan = await db.Plans.SingleAsync(p => p.Code == "enterprise");
            db.Subscriptions.Add(Subscription.GivenByHand(tenant.Id, Ids.New(Clock), plan.Id, Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        return tenant;
    }

    /// <summary>Places an order as an editor and works on it as a node would.</summary>
    internal async Task<LongTaskView> MakeAsync(TestTenant tenant, MakerCase of, string text = LongText) => await RunAsync(tenant, await PlaceAsync(tenant, of, text));

    internal static async Task<Guid> PlaceAsync(TestTenant tenant, MakerCase of, string text = LongText)
    {
        var placed = await TryPlaceAsync(tenant, of.Kind, of.Order(text) with { CompanyId = tenant.CompanyId });
        Assert.True(placed.Ok, placed.Problem?.TextKey);
        return placed.Value;
    }

    internal static Task<Result<Guid>> TryPlaceAsync(TestTenant tenant, MadeKind kind, MediaOrder order) =>
        tenant.AsAsync<MediaOrders, Result<Guid>>(MemberRole.Editor, o => o.PlaceAsync(kind, order));

    internal async Task<ClaimedTask> ClaimAsync(Guid id) => (await Worker.ClaimAsync(100, CancellationToken.None)).Single(t => t.Id == id);

    /// <summary>Claims the work and sees it through; whenever it waits between two looks, time passes.</summary>
    /// <param name="atWait">Called with the number of each wait, before the time passes.</param>
    internal async Task<LongTaskView> RunAsync(TestTenant tenant, Guid id, Func<int, Task>? atWait = null, CancellationToken stop = default)
    {
        await PassTimeAsync(Worker.RunAsync(await ClaimAsync(id), stop), atWait);
        return await ViewAsync(tenant, id);
    }

    internal async Task PassTimeAsync(Task running, Func<int, Task>? atWait = null)
    {
        for (var wait = 1; await Task.WhenAny(running, Clock.WaitingFor(Poll)).WaitAsync(Stuck) != running; wait++)
        {
            if (atWait is not null)
                await atWait(wait);
            Clock.Advance(Poll);
        }
        await running;
    }

    /// <summary>As if the node had said nothing for too long, without any time passing.</summary>
    internal Task EndLeaseAsync(Guid id) => OwnerSqlAsync<Guid>($"update long_tasks set lease_until = app_now() - interval '1 second' where id = '{id}' returning id");

    internal static async Task<LongTaskView> ViewAsync(TestTenant tenant, Guid id) => (await tenant.AsAsync<LongTasks, Result<LongTaskView>>(MemberRole.Editor, t => t.FindAsync(id))).Value;

    internal static async Task<AiRequest> RequestAsync(TestTenant tenant) => Assert.Single(await tenant.DbAsync(db => db.AiRequests.AsNoTracking().ToListAsync()));

    internal static Task<List<MediaItem>> ItemsAsync(TestTenant tenant) => tenant.DbAsync(db => db.MediaItems.AsNoTracking().ToListAsync());

    internal static async Task<(decimal Spent, decimal Reserved)> MonthAsync(TestTenant tenant)
    {
        var month = await tenant.DbAsync(db => db.AiMonths.AsNoTracking().SingleAsync());
        return (month.Spent, month.Reserved);
    }
}
