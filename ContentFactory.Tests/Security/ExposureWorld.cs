using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Clocks;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Exports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Tests.Security;

/// <summary>The application with secrets in all places, networks that say them back, and a log of every level.</summary>
public sealed class ExposureWorld : IAsyncLifetime
{
    public const string Admin = "admin@exposed.test";
    private const string Manager = "manager@exposed.test";

    /// <summary>Of settings.</summary>
    private const string BotToken = "987654321:zqsetting-product-bot-abcdefghijkl", AppSecret = "zqsetting-app-secret-abcdefghijkl", SmtpPassword = "zqsetting-smtp-password-abcdefghijkl";

    internal static readonly string[] Leaks = ["plain", "base64", "shifted", "json", "url", "hex"];

    internal TestApplication Application { get; private set; } = null!;
    internal TestTenant Tenant { get; private set; } = null!;
    internal EchoNetwork Echo { get; private set; } = null!;
    internal FakeAnthropic Anthropic { get; } = new(TimeProvider.System);
    internal CapturedLog Log { get; } = new();
    internal List<PlantedSecret> Planted { get; private set; } = [];
    internal ExposureWords Words { get; private set; } = null!;
    internal List<Guid> ChannelIds { get; private set; } = [];
    internal IReadOnlyList<string> Addresses { get; private set; } = [];
    internal IReadOnlyList<string> Exports { get; private set; } = [];

    /// <summary>How many addresses answered with what they have.</summary>
    internal int Opened { get; private set; }

    /// <summary>What whoever listens to traces is told of calls to networks and the database.</summary>
    internal ConcurrentQueue<string> Traces { get; } = new();

    public async Task InitializeAsync()
    {
        await Anthropic.StartAsync();
        Echo = await EchoNetwork.StartAsync();
        Application = await TestApplication.StartAsync(new(Settings: Settings(), Configure: Configure, Map: MapLeaks));
        await Application.Services.GetRequiredService<ClockRunner>().StopAsync(CancellationToken.None);
        Tenant = await Application.AddTenantAsync("exposed");
        await Application.AddPersonAsync(Admin, SystemRoles.Admin);
        var manager = await Application.AddPersonAsync(Manager, SystemRoles.Manager);
        Planted = await PlantedSecrets.PlantAsync(Application.Services, Tenant, "zqexposed");
        Words = new(Values());
        await Tenant.DbAsync(async db =>
        {
            ChannelIds = await db.Channels.Select(c => c.Id).ToListAsync();
            var plan = await db.Plans.SingleAsync(p => p.Code == "enterprise");
            db.Subscriptions.Add(Domain.Billing.Subscription.GivenByHand(Tenant.Id, Ids.New(TimeProvider.System), plan.Id, TimeProvider.System.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        await using var connection = await Sql.OpenAsync(Application.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(connection, "update tenants set manager_id = $1 where id = $2", manager, Tenant.Id);
        var ids = ChannelIds.Append(Tenant.CompanyId).Concat(await Sql.RowsAsync(connection, "select id from media_stores union all select id from channel_sign_ins", r => r.GetGuid(0))).ToList();
        Addresses = [.. Route.Of(Application.Services).Where(r => r.Reads && !r.Template.Contains("/leak/", StringComparison.Ordinal) && !r.Template.Contains("/export/", StringComparison.Ordinal))
            .SelectMany(r => r.TakesId ? ids.Select(id => r.Address(Tenant.Slug, id)) : [r.Address(Tenant.Slug, "")]).Distinct()];
    }

    public async Task DisposeAsync()
    {
        await Application.DisposeAsync();
        await Echo.DisposeAsync();
        await Anthropic.DisposeAsync();
    }

    /// <summary>One client for each kind of person.</summary>
    internal async Task<List<(string Name, HttpClient Client)>> PeopleAsync()
    {
        var people = new List<(string, HttpClient)> { ("nobody", Application.Client()), ("an admin", await Application.SignInAsync(Admin)), ("the manager", await Application.SignInAsync(Manager)) };
        foreach (var role in Enum.GetValues<MemberRole>())
            people.Add(($"the {role}", await Application.SignInAsync(Tenant, role)));
        return people;
    }

    internal async Task<IEnumerable<string>> HitsAsync(HttpClient client, string address, string who)
    {
        using var answer = await client.GetAsync(address);
        Opened += answer.IsSuccessStatusCode ? 1 : 0;
        var headers = answer.Headers.Concat(answer.Content.Headers).SelectMany(h => h.Value);
        return Words.Hits($"{string.Join('\n', headers)}\n{await answer.Content.ReadAsStringAsync()}", $"{address} to {who}");
    }

    /// <summary>Checks, publishes, renews and replaces; all of it is refused by networks that say back what they heard.</summary>
    internal async Task DoAllAsync()
    {
        using var listener = Listener();
        ActivitySource.AddActivityListener(listener);
        foreach (var id in ChannelIds)
        {
            await Tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(MemberRole.Owner, care => care.CheckNowAsync(id, default));
            await Tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(MemberRole.Owner, care => care.ReplaceTokenAsync(id, Value("bot_token"), default));
        }
        // a channel that was refused asks for help and publishes no more
        await using var connection = await Sql.OpenAsync(Application.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(connection, "update channels set status = 'active'");
        var planned = await PlanAsync();
        await Eventually.BecomesAsync(async () =>
        {
            await Application.Services.GetRequiredService<Publisher>().PublishDueAsync(default);
            return await Sql.ValueAsync<long>(connection, "select count(distinct publication_id) from publication_attempts where ended_at is not null");
        }, tried => tried == planned);
        await Sql.RunAsync(connection, "update channels set status = 'active'");
        foreach (var id in ChannelIds)
            await Application.Services.GetRequiredService<TokenRefresher>().FreshAsync(Tenant.Id, id, TimeSpan.FromDays(10), default);
    }

    /// <summary>Not to the servers of the test: their addresses are what they were told.</summary>
    private ActivityListener Listener() => new()
    {
        ShouldListenTo = source => source.Name is "System.Net.Http" or "Npgsql" || source.Name.StartsWith("Experimental.System.Net", StringComparison.Ordinal),
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        ActivityStopped = activity => Traces.Enqueue($"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(e => e.Tags))}"),
    };

    internal async Task AskModelAsync()
    {
        Anthropic.Always = new(Drafts.Said());
        var model = (await Tenant.AsAsync<RoleTrials, IReadOnlyList<string>>(MemberRole.Owner, t => Task.FromResult(t.Models())))[0];
        foreach (var role in Enum.GetValues<AiRole>())
            await Tenant.AsAsync<RoleTrials, Result<TrialOutcome>>(MemberRole.Owner, t => t.RunAsync(new(Tenant.CompanyId, role, "Title", "A text about our channels", "en"), new(model, null), default));
    }

    /// <summary>All that the main database holds, as text.</summary>
    internal async Task<List<(string Table, string Rows)>> RowsAsync()
    {
        await using var connection = await Sql.OpenAsync(Application.Database.ConnectionString("cf_system"));
        var tables = new List<(string, string)>();
        foreach (var table in await Sql.RowsAsync(connection, "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and has_table_privilege(oid, 'select')", r => r.GetString(0)))
            tables.Add((table, await Sql.ValueAsync<string>(connection, $"select coalesce(string_agg(r::text, E'\\n'), '') from {table} r")));
        return tables;
    }

    private string Value(string kind) => Planted.Single(p => p.Place.StartsWith($"channel_secrets.cipher {kind} ", StringComparison.Ordinal)).Value;

    /// <summary>The parts of what is sealed as JSON count, not the whole.</summary>
    private IEnumerable<string> Values() =>
    [
        .. Planted.Select(p => p.Value).Where(v => !v.StartsWith('{')), "zqexposed-proxy-user", "zqexposed-proxy-password", "zqexposed-offered-token-abcdefghijklmnop",
        BotToken, AppSecret, SmtpPassword, FakeAnthropic.GoodKey,
        .. new[] { "cf_app", "cf_system", "cf_owner" }.Select(role => new NpgsqlConnectionStringBuilder(Application.Database.ConnectionString(role)).Password!),
    ];

    private async Task<long> PlanAsync() => await Tenant.DbAsync(async db =>
    {
        var (now, author) = (TimeProvider.System.GetUtcNow(), Tenant.Person(MemberRole.Owner));
        var post = new Post(Tenant.Id, Ids.New(now), Tenant.CompanyId, PostType.TextPost, author, now);
        post.Write(new PostContent("Words", "Words", []), now);
        Assert.True(post.MakeReady(now).Ok && post.Approve(author, post.Version, now).Ok && post.Schedule(now).Ok);
        db.Posts.Add(post);
        foreach (var id in ChannelIds)
            db.Publications.Add(new Publication(Tenant.Id, Ids.New(now), post.Id, id, 0, PlannedTime.Of(now, "Europe/Moscow"), post.Version, author, now));
        await db.SaveChangesAsync();
        return (long)ChannelIds.Count;
    });

    private Dictionary<string, string?> Settings() => new()
    {
        ["Platforms:Telegram:BaseUrl"] = Echo.Address.ToString(), ["Platforms:Threads:BaseUrl"] = Echo.Address.ToString(), ["Platforms:Discord:BaseUrl"] = Echo.Address.ToString(),
        ["Platforms:Apps:threads:0:Id"] = "zqapp", ["Platforms:Apps:threads:0:Secret"] = AppSecret, ["Access:Telegram:BotToken"] = BotToken,
        ["Smtp:Host"] = "127.0.0.1", ["Smtp:Port"] = "9", ["Smtp:User"] = "zqsmtp", ["Smtp:Password"] = SmtpPassword, ["Smtp:From"] = "x <x@exposed.test>", ["Smtp:Security"] = "None",
        ["Ai:Anthropic:ApiKey"] = FakeAnthropic.GoodKey, ["Ai:Anthropic:BaseAddress"] = Anthropic.Address.ToString(),
    };

    private void Configure(IServiceCollection services)
    {
        Exports = [.. services.Where(s => s.ServiceType == typeof(ListExport)).Select(s => $"/export/{s.ServiceKey}?format=csv")];
        services.AddSingleton<ILoggerProvider>(Log);
        // what the application takes away altogether stays away; everything else speaks at every level
        services.PostConfigure<LoggerFilterOptions>(filter =>
        {
            filter.MinLevel = LogLevel.Trace;
            foreach (var rule in filter.Rules.Where(r => r.LogLevel is not LogLevel.None).ToList())
                filter.Rules.Remove(rule);
        });
    }

    private void MapLeaks(WebApplication app) => app.MapGet("/t/{tenant}/leak/{form}", (string form) => Results.Text(Leak(form, Value("access_token"))));

    private static string Leak(string form, string value) => form switch
    {
        "base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(value)),
        "shifted" => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{{\"a\":\"{value}\"}}")),
        "json" => System.Text.Json.JsonSerializer.Serialize(new { value }),
        "url" => Uri.EscapeDataString(value),
        "hex" => Convert.ToHexString(Encoding.UTF8.GetBytes(value)),
        _ => value,
    };
}
