using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Platforms.Telegram;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Publishing;

/// <summary>
/// The program on its embedded PostgreSQL, and a server in the network's place that counts what it accepted. Rows are made through the
/// program's own database with the domain's classes; everything after that the program does itself.
/// </summary>
internal sealed class KillRig : IAsyncDisposable
{
    private const string Token = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456";

    private readonly TemporaryFolder data = new();
    private RunningProgram? program;

    public TelegramRecorder Network { get; private set; } = null!;
    public EmbeddedDatabase Database => new(data.Path);

    public static async Task<KillRig> StartAsync()
    {
        var rig = new KillRig { Network = await TelegramRecorder.StartAsync() };
        await rig.StartProgramAsync();
        return rig;
    }

    public async Task StartProgramAsync() => program = await RunningProgram.StartAsync(data.Path, new Dictionary<string, string>
    {
        ["Platforms__Telegram__BaseUrl"] = Network.Address.ToString(),
        ["Publishing__LeaseSeconds"] = "6",
        ["Publishing__HeartbeatSeconds"] = "1",
        ["Publishing__SweepSeconds"] = "1",
        ["Publishing__IdleSeconds"] = "1",
    });

    public Task KillProgramAsync() => program!.KillAsync();

    /// <summary>One approved post per text, due now, each on a channel of its own.</summary>
    public async Task PlanAsync(IReadOnlyList<string> texts)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Database.Settings()).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddDomain(configuration);
        await using var domain = services.BuildServiceProvider();
        var tenantId = Ids.New(TimeProvider.System);
        await domain.GetRequiredService<Tenants>().RunAsync(tenantId, Actor.System(tenantId, "test"), scoped => SaveAsync(scoped, tenantId, texts));
    }

    public async Task<IReadOnlyList<string>> StatesAsync()
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString("cf_system"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select p.state || ':' || post.text from publications p join posts post on post.tenant_id = p.tenant_id and post.id = p.post_id order by 1", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var states = new List<string>();
        while (await rows.ReadAsync())
            states.Add(rows.GetString(0));
        return states;
    }

    /// <summary>How often the network accepted each text.</summary>
    public IReadOnlyDictionary<string, int> Accepted() =>
        Network.Calls.Where(c => c.Method == "sendMessage").GroupBy(c => c.Text("text")!).ToDictionary(g => g.Key, g => g.Count());

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
            await program.DisposeAsync();
        await Network.DisposeAsync();
        data.Dispose();
    }

    private static async Task SaveAsync(IServiceProvider scoped, Guid tenantId, IReadOnlyList<string> texts)
    {
        var now = scoped.GetRequiredService<TimeProvider>().GetUtcNow();
        var vault = scoped.GetRequiredService<ChannelVault>();
        var (authorId, companyId, slug) = (Ids.New(now), Ids.New(now), $"rig-{tenantId:N}");
        await using var db = await scoped.GetRequiredService<Db>().OpenAsync();
        db.Tenants.Add(new Tenant(tenantId, "Rig", slug, "Europe/Moscow", "en", now));
        db.Companies.Add(new Company(tenantId, companyId, 1, "Rig", slug, "en", now));
        for (var n = 0; n < texts.Count; n++)
        {
            var channel = new Channel(tenantId, Ids.New(now), companyId, "telegram", $"-100{n + 1}", $"Channel {n}", sandbox: false, now);
            channel.Connect($"-100{n + 1}", null, $"Channel {n}", null, 1, null, now);
            db.Channels.Add(channel);
            db.ChannelSecrets.Add(new ChannelSecret(tenantId, Ids.New(now), channel.Id, "bot_token", vault.Seal(tenantId, channel.Id, "bot_token", Token), "••••3456", now));
            var post = new Post(tenantId, Ids.New(now), companyId, PostType.TextPost, authorId, now);
            post.Write(new PostContent(texts[n], texts[n], []), now);
            Assert.True(post.MakeReady(now).Ok && post.Approve(authorId, post.Version, now).Ok && post.Schedule(now).Ok);
            db.Posts.Add(post);
            db.Publications.Add(new Publication(tenantId, Ids.New(now), post.Id, channel.Id, 0, PlannedTime.Of(now, "Europe/Moscow"), post.Version, authorId, now));
        }
        await db.SaveChangesAsync();
    }
}
