using System.Collections.Concurrent;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace ContentFactory.Tests.Publishing;

/// <summary>A domain whose only network is <see cref="ScriptedPlatform"/>.</summary>
public class PublishingDomain : TestDomain
{
    internal ScriptedPlatform Platform { get; } = new();
    internal Publisher Publisher => Services.GetRequiredService<Publisher>();
    internal PublishingQueue Queue => Services.GetRequiredService<PublishingQueue>();

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [KeyValuePair.Create("Sandbox:BaseUrl", (string?)"http://127.0.0.1:9")];

    protected override void Configure(IServiceCollection collection)
    {
        collection.RemoveAll<IPlatform>();
        collection.AddSingleton<IPlatform>(Platform);
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        // without a subscription the smallest plan holds, and it would end many a test after thirty posts
        await SystemSqlAsync("update plans set posts_per_month = null where code = 'free'");
    }

    /// <summary>A tenant whose channels take posts at any distance, and nearly any number a day.</summary>
    public override async Task<TestTenant> AddTenantAsync(string slug, string zoneId = "Europe/Moscow")
    {
        var tenant = await base.AddTenantAsync(slug, zoneId);
        // as rows, so that the audit log of the tenant begins with its tests
        await tenant.DbAsync(async db =>
        {
            var now = Clock.GetUtcNow();
            db.Settings.Add(new Setting(tenant.Id, Ids.New(now), null, SettingCatalogue.MinGapHours.Name, "0", now));
            db.Settings.Add(new Setting(tenant.Id, Ids.New(now), null, SettingCatalogue.MaxPostsPerDay.Name, "1000", now));
            return await db.SaveChangesAsync();
        });
        return tenant;
    }

    public static async Task SetAsync(TestTenant tenant, Guid? companyId, SettingDefinition<int> setting, int value) =>
        Assert.True((await tenant.AsAsync<SettingsEditor, Result>(MemberRole.Owner, e => e.SetAsync(companyId, new Dictionary<string, string> { [setting.Name] = $"{value}" }, default))).Ok);

    /// <summary>A connected channel.</summary>
    public Task<Guid> AddChannelAsync(TestTenant tenant, string name = "News", bool sandbox = false, int dailyLimit = 1000, string? app = null) => tenant.DbAsync(async db =>
    {
        var now = Clock.GetUtcNow();
        var channel = new Channel(tenant.Id, Ids.New(now), tenant.CompanyId, ScriptedPlatform.Name, $"{name}@{tenant.Slug}", name, sandbox, now);
        channel.Connect(channel.AccountId, null, name, null, 10, null, now, app);
        channel.SetPosting([9], dailyLimit, null);
        db.Channels.Add(channel);
        await db.SaveChangesAsync();
        return channel.Id;
    });

    public Task<Guid> AddPostAsync(TestTenant tenant, string text = "Hello", bool approved = true) => tenant.DbAsync(async db =>
    {
        var now = Clock.GetUtcNow();
        var post = new Post(tenant.Id, Ids.New(now), tenant.CompanyId, PostType.TextPost, tenant.Person(MemberRole.Editor), now);
        post.Write(new PostContent(text, text, ["one"]), now);
        Assert.True(post.MakeReady(now).Ok);
        if (approved)
            Assert.True(post.Approve(tenant.Person(MemberRole.Owner), post.Version, now).Ok);
        db.Posts.Add(post);
        await db.SaveChangesAsync();
        return post.Id;
    });

    /// <summary>A publication that is due now.</summary>
    public async Task<Guid> AddDueAsync(TestTenant tenant, Guid channelId, Guid? postId = null)
    {
        var post = postId ?? await AddPostAsync(tenant);
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(
            MemberRole.Approver, s => s.PublishNowAsync(post, [channelId], CancellationToken.None, confirmDuplicates: true));
        return Assert.Single(planned.Value).PublicationId;
    }

    public Task<Publication> PublicationAsync(TestTenant tenant, Guid id) => tenant.DbAsync(db => db.Publications.AsNoTracking().SingleAsync(p => p.Id == id));

    public Task<List<PublicationAttempt>> AttemptsAsync(TestTenant tenant, Guid id) =>
        tenant.DbAsync(db => db.PublicationAttempts.AsNoTracking().Where(a => a.PublicationId == id).OrderBy(a => a.Number).ToListAsync());

    public async Task<int> SystemSqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString("cf_system"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A network that does what the test says and remembers each call.</summary>
internal sealed class ScriptedPlatform : IPlatform
{
    public const string Name = "telegram";

    public ConcurrentQueue<(string Account, string Text)> Calls { get; } = new();

    /// <summary>By account; the default publishes.</summary>
    public ConcurrentDictionary<string, Func<CancellationToken, Task<PublishOutcome>>> Script { get; } = new();

    public ConcurrentDictionary<string, MetricsOutcome> Metrics { get; } = new();

    public string Key => Name;

    public PlatformLimits Limits => new(4096, 1024, 10, 10_000_000, 50_000_000, MostParts);

    public int MostParts { get; set; } = 1;

    public PlatformRates Rates { get; set; } = PlatformRates.None;

    public IReadOnlyList<PublicationKind> Kinds { get; set; } = [PublicationKind.Feed];

    public IReadOnlyList<PublishOption> Options { get; set; } = [];

    /// <summary>What the network says of an account's choices; the default is what it offers in general.</summary>
    public Func<CancellationToken, Task<Result<AccountChoices>>>? Choices { get; set; }

    public Task<Result<AccountChoices>> ChoicesAsync(PlatformAccount account, CancellationToken ct) =>
        Choices?.Invoke(ct) ?? Task.FromResult<Result<AccountChoices>>(new AccountChoices(Kinds, Options));

    public ConcurrentQueue<OutgoingPost> Posts { get; } = new();

    /// <summary>What it takes as a cover; null for none.</summary>
    public CoverLimits? Covers { get; set; }

    public CoverLimits? CoverOf(OutgoingPost post) => Covers;

    public EffectClass EffectOf(OutgoingPost post) => Effect;

    public EffectClass Effect { get; set; } = EffectClass.D;

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => post.Text.Contains("unfit", StringComparison.Ordinal) ? [Problem.Invalid("Text", "Platforms.TextTooLong", 1)] : [];

    public IReadOnlyList<EntryWay> Entries { get; set; } = [];

    /// <summary>What the live check says; by default everybody is who they say.</summary>
    public Func<PlatformAccount, Result<ConnectedAccount>>? Check { get; set; }

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) =>
        Task.FromResult(Check?.Invoke(account) ?? new ConnectedAccount(account.AccountId, null, "News", null, 10, null));

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        Calls.Enqueue((account.AccountId, post.Text));
        Tickets.Enqueue(post.Ticket!);
        Posts.Enqueue(post);
        await Task.Yield();
        if (Handle is not null && post.Ticket is { Handle: null } ticket)
        {
            await (BeforeRemember?.Invoke() ?? Task.CompletedTask);
            Remembered = await ticket.Remember(Handle);
        }
        return Script.TryGetValue(account.AccountId, out var act) ? await act(ct) : new(PublishKind.Published, $"{account.AccountId}/{Calls.Count}", "https://t.example/1");
    }

    /// <summary>What is said of calls whose answer was lost, by account; the default proves nothing.</summary>
    public ConcurrentDictionary<string, LookOutcome> Looks { get; } = new();

    public async Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        Looked.Enqueue((account.AccountId, lost));
        await (BeforeLook?.Invoke() ?? Task.CompletedTask);
        return Looks.GetValueOrDefault(account.AccountId) ?? new(LookKind.Unclear);
    }

    public Func<Task>? BeforeLook { get; set; }

    /// <summary>What a call remembers before its last step, if anything; and whether it was allowed to go on.</summary>
    public string? Handle { get; set; }

    public Func<Task>? BeforeRemember { get; set; }
    public bool Remembered { get; private set; }
    public ConcurrentQueue<PublishTicket> Tickets { get; } = new();

    public ConcurrentQueue<(string Account, LostPost Lost)> Looked { get; } = new();

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) =>
        Task.FromResult(Metrics.GetValueOrDefault(account.AccountId) ?? new(MetricsKind.NotObtainable));

    public bool Deletes { get; set; }

    /// <summary>What deleting does and says, by account; the default deletes.</summary>
    public ConcurrentDictionary<string, Func<CancellationToken, Task<DeleteOutcome>>> Deleting { get; } = new();

    public ConcurrentQueue<(string Account, PublishedPost Post)> Deleted { get; } = new();

    public Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct)
    {
        Deleted.Enqueue((account.AccountId, post));
        return Deleting.TryGetValue(account.AccountId, out var act) ? act(ct) : Task.FromResult(new DeleteOutcome(DeleteKind.Deleted));
    }

    public int CommentLength { get; set; }

    public bool ReadsComments { get; set; }

    /// <summary>What writing a comment does and says, by account; the default writes it.</summary>
    public ConcurrentDictionary<string, Func<CancellationToken, Task<CommentOutcome>>> Commenting { get; } = new();

    public ConcurrentQueue<(string Account, PublishedPost Post, string Words)> Commented { get; } = new();

    /// <summary>What reading comments shows, by account; the default shows none.</summary>
    public ConcurrentDictionary<string, CommentLook> CommentLooks { get; } = new();

    public Task<CommentOutcome> CommentAsync(PlatformAccount account, PublishedPost post, string words, CancellationToken ct)
    {
        Commented.Enqueue((account.AccountId, post, words));
        return Commenting.TryGetValue(account.AccountId, out var act) ? act(ct) : Task.FromResult(new CommentOutcome(CommentKind.Sent, $"c{Commented.Count}", "https://t.example/c"));
    }

    public Task<CommentLook> FindCommentAsync(PlatformAccount account, LostComment lost, CancellationToken ct) =>
        Task.FromResult(CommentLooks.GetValueOrDefault(account.AccountId) ?? new(CommentLookKind.NotSeen));

    public void Answer(TestTenant tenant, string channel, PublishOutcome outcome) => Script[$"{channel}@{tenant.Slug}"] = _ => Task.FromResult(outcome);

    public int CallsTo(TestTenant tenant, string channel = "News") => Calls.Count(c => c.Account == $"{channel}@{tenant.Slug}");
}
