using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Clocks;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Tools;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Admin.Health;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContentFactory.Tests.Admin;

/// <summary>/health/ready names the part that does not work, and recovers with it.</summary>
public sealed partial class ReadinessTests
{
    [Fact]
    public async Task Readiness_names_the_part_that_fails()
    {
        await using var application = await TestApplication.StartAsync();
        using var client = application.Client();
        await using var owner = await Sql.OpenAsync(application.Database.ConnectionString("cf_owner"));
        await ReadyAsync(client);

        await Sql.RunAsync(owner, "create table kept as select * from migrations; delete from migrations");
        await NotReadyAsync(client, "\"migrations\":{\"status\":\"Unhealthy\",\"description\":\"missing 20261121000000_foundation");
        await Sql.RunAsync(owner, "insert into migrations select * from kept; drop table kept");
        await ReadyAsync(client);

        var tenant = await application.AddTenantAsync("late");
        await RowBuilder.FillAsync(application.Database, tenant.Id, "zqlate");
        await Sql.RunAsync(owner, "update channels set status = 'active', last_posted_at = null; update publications set due_at = app_now() - interval '3 minutes'");
        // locked, so that the queue passes it by
        await using var held = await owner.BeginTransactionAsync();
        await Sql.RunAsync(owner, "select 1 from publications for update");
        await NotReadyAsync(client, "\"publications\":{\"status\":\"Unhealthy\",\"description\":\"a publication is overdue by 1");
    }

    [Fact]
    public async Task Readiness_tells_a_stopped_database_and_its_return()
    {
        await using var application = await TestApplication.StartAsync();
        using var client = application.Client();
        await using var postgres = await Sql.OpenAsync(PostgresCluster.ConnectionString("postgres", "postgres"));
        await Sql.RunAsync(postgres, $"alter database {application.Database.Name} allow_connections false");
        await Sql.RunAsync(postgres, "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", application.Database.Name);
        await NotReadyAsync(client, "the database does not answer");
        using (var live = await client.GetAsync("/health/live"))
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        await Sql.RunAsync(postgres, $"alter database {application.Database.Name} allow_connections true");
        await ReadyAsync(client);
    }

    [Fact]
    public async Task Readiness_passes_over_what_waits_for_its_network()
    {
        await using var application = await TestApplication.StartAsync();
        using var client = application.Client();
        await using var system = await Sql.OpenAsync(application.Database.ConnectionString("cf_system"));
        var tenant = await application.AddTenantAsync("waits");
        await RowBuilder.FillAsync(application.Database, tenant.Id, "zqwaits");
        await Sql.RunAsync(system, "insert into call_budgets (name, capacity, per_second, tokens, filled_at, blocked_until) select id::text, 0, 0, 0, app_now(), app_now() + interval '1 hour' from channels");

        await Sql.RunAsync(system, "update channels set status = 'active', last_posted_at = null; update publications set due_at = app_now() - interval '3 minutes'");

        await ReadyAsync(client);
    }

    [Fact]
    public async Task Readiness_tells_letters_that_nobody_sends()
    {
        var smtp = new Dictionary<string, string?> { ["Smtp:Host"] = "127.0.0.1", ["Smtp:Port"] = "9", ["Smtp:Security"] = "None", ["Smtp:From"] = "a@example.test" };
        await using var application = await TestApplication.StartAsync(new(Settings: smtp));
        using var client = application.Client();
        await using var owner = await Sql.OpenAsync(application.Database.ConnectionString("cf_owner"));
        await ReadyAsync(client);

        await Sql.RunAsync(owner, "insert into letters (id, to_address, culture, subject, text, attempts, created_at, state, due_at) values (gen_random_uuid(), 'late@example.test', 'en', 's', 't', 0, app_now(), 'due', app_now() + interval '1 hour')");
        // locked, so that the queue passes it by
        await using var locker = await Sql.OpenAsync(application.Database.ConnectionString("cf_owner"));
        await using var locked = await locker.BeginTransactionAsync();
        await Sql.RunAsync(locker, "select 1 from letters for update");
        await Sql.RunAsync(owner, "update app_clock set shift = interval '65 minutes'");
        await NotReadyAsync(client, "\"letters\":{\"status\":\"Unhealthy\",\"description\":\"a letter is overdue by ");
    }

    [Fact]
    public async Task Readiness_tells_a_node_that_is_deaf_or_has_no_clocks()
    {
        await using var application = await TestApplication.StartAsync();
        using var client = application.Client();
        await ReadyAsync(client);
        await using var postgres = await Sql.OpenAsync(PostgresCluster.ConnectionString("postgres", "postgres"));

        // what is open stays open, what is lost does not come back
        await Sql.RunAsync(postgres, $"alter database {application.Database.Name} connection limit 0");
        await Sql.RunAsync(postgres, "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query like 'listen %'", application.Database.Name);
        await Eventually.BecomesAsync(() => Task.FromResult(application.Services.GetRequiredService<Changes>().IsListening), listening => !listening);
        await NotReadyAsync(client, "\"live_updates\":{\"status\":\"Unhealthy\"");
        await Sql.RunAsync(postgres, $"alter database {application.Database.Name} connection limit -1");
        await ReadyAsync(client);

        await application.Services.GetRequiredService<ClockRunner>().StopAsync(CancellationToken.None);
        await NotReadyAsync(client, "\"clocks\":{\"status\":\"Unhealthy\"");
    }

    [Fact]
    public async Task Readiness_tells_a_store_that_takes_no_file_and_a_full_disk()
    {
        var folder = TemporaryFolder.NewPath();
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Data:Folder"] = folder }));
        using var client = application.Client();
        await ReadyAsync(client);

        Directory.Delete(Path.Combine(folder, "media"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(folder, "media"), "");
        await NotReadyAsync(client, "\"media\":{\"status\":\"Unhealthy\"");

        await using var full = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Data:FreeMegabytes"] = "1000000000" }));
        using var other = full.Client();
        await NotReadyAsync(other, "\"disk\":{\"status\":\"Unhealthy\"");
    }

    [Fact]
    public async Task Readiness_names_tools_with_versions_and_makers_with_keys()
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Ai:OpenAi:ApiKey"] = "sk-0123456789" }));
        using var client = application.Client();
        await ReadyAsync(client);

        await Eventually.BecomesAsync(() => client.GetStringAsync("/health/ready"), answer => Versions().IsMatch(answer));

        var ready = await client.GetStringAsync("/health/ready");
        Assert.Contains("\"makers\":{\"status\":\"Healthy\",\"description\":\"with a key: OpenAI; without: Stability AI, ElevenLabs, Runway, HeyGen\"}", ready, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-0123456789", ready, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_tool_is_named_with_its_package_and_the_node_stays_ready()
    {
        await using var application = await TestApplication.StartAsync(new(Configure: services => services.AddSingleton(new ToolShelf([MediaTool.Rsvg, MediaTool.Ffmpeg, MediaTool.Ffprobe]))));
        using var client = application.Client();
        await ReadyAsync(client);

        var ready = await client.GetStringAsync("/health/ready");

        Assert.Contains("\"tools\":{\"status\":\"Degraded\"", ready, StringComparison.Ordinal);
        Assert.Contains("espeak-ng is missing (package espeak-ng)", ready, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readiness_tells_keys_that_cannot_be_read()
    {
        await using var application = await TestApplication.StartAsync();
        var keys = application.Services.GetRequiredService<TenantKeys>();
        var check = new KeysCheck(new LostKeys(), keys);

        Assert.Equal(HealthStatus.Unhealthy, (await check.CheckHealthAsync(new HealthCheckContext())).Status);
        var own = new KeysCheck(application.Services.GetRequiredService<IDataProtectionProvider>(), keys);
        Assert.Equal(HealthStatus.Healthy, (await own.CheckHealthAsync(new HealthCheckContext())).Status);

        Directory.Delete(application.Database.KeysFolder, recursive: true);
        Assert.Equal(HealthStatus.Unhealthy, (await own.CheckHealthAsync(new HealthCheckContext())).Status);
    }

    private sealed class LostKeys : IDataProtectionProvider, IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => throw new CryptographicException("The key ring does not contain a valid default protection key.");

        public byte[] Unprotect(byte[] protectedData) => throw new CryptographicException("The key was not found in the key ring.");
    }

    [GeneratedRegex(@"""tools"":\{""status"":""Healthy"",""description"":""ffmpeg \d[\d.]+, ffprobe \d[\d.]+, rsvg-convert \d[\d.]+, espeak-ng \d[\d.]+""")]
    private static partial Regex Versions();

    private static async Task ReadyAsync(HttpClient client)
    {
        // the clocks of a node run a moment after its pages
        await Eventually.BecomesAsync(async () =>
        {
            using var answer = await client.GetAsync("/health/ready");
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }, answer => answer.StartsWith("200", StringComparison.Ordinal));
    }

    private static async Task NotReadyAsync(HttpClient client, string part)
    {
        using var answer = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains(part, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
