using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Bench;

/// <summary>
/// How long a person's open pages and cookies outlive a change of password, second factor, role, membership, account or session, by a real clock
/// in a real process: once as the verbs do it, with NOTIFY, and once as if that word were lost, when the next look finds it.
/// </summary>
internal static class SessionsBench
{
    private const int Open = 20;
    private const double MostSeconds = 60;
    private const string Who = "approver@demo.local";
    private const string Person = "select id from people where email = $1";

    // what the verbs write; the stamp is what a new password and a new second factor have in common
    private static readonly (string Name, string Change, string Back)[] Reasons =
    [
        ("password", "update people set security_stamp = md5(random()::text) where email = $1", ""),
        ("second factor", "update people set two_factor_enabled = true, security_stamp = md5(random()::text) where email = $1", "update people set two_factor_enabled = false where email = $1"),
        ("role", $"update members set role = 'viewer' where person_id = ({Person})", $"update members set role = 'approver' where person_id = ({Person})"),
        ("membership", $"create table if not exists kept as select * from members where person_id = ({Person}); delete from members where person_id = ({Person})", "insert into members select * from kept"),
        ("account", "update people set deactivated_at = app_now() where email = $1", "update people set deactivated_at = null where email = $1"),
        ("own session", $"update sessions set ended_at = app_now(), ended_by = 'person' where ended_at is null and person_id = ({Person})", ""),
    ];

    public static Task<int> RunAsync() => BuiltApplication.WithFolderAsync(MeasureAsync);

    private static async Task<int> MeasureAsync(string data)
    {
        var database = await TestDatabase.CreateAsync();
        await using var application = await BuiltApplication.StartAsync(data, database.Settings());
        var lines = new List<Line>();
        Console.WriteLine($"{Open} open pages and {Open} cookies; seconds until the last is told or refused");
        foreach (var word in new[] { true, false })
            foreach (var reason in Reasons)
                lines.Add(Shown(await EndAsync(application.Address, database, reason, word)));
        var within = lines.All(l => l.Pages <= MostSeconds && l.Cookies <= MostSeconds);
        Console.WriteLine(JsonSerializer.Serialize(new { open = Open, mostSeconds = MostSeconds, within, lines }, JsonSerializerOptions.Web));
        return within ? 0 : 1;
    }

    private static async Task<Line> EndAsync(Uri address, TestDatabase database, (string Name, string Change, string Back) reason, bool word)
    {
        await using var system = await Sql.OpenAsync(database.ConnectionString("postgres"));
        var visits = new List<(HttpClient Client, RawCircuit Page)>();
        Uri dashboard = address;
        for (var i = 0; i < Open; i++)
        {
            var visit = await DemoVisit.BeginAsync(address, Who) ?? throw new InvalidOperationException("The demo's approver could not sign in.");
            var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
            client.DefaultRequestHeaders.Add("Cookie", visit.Cookie);
            dashboard = visit.Dashboard;
            var (page, _) = await RawCircuit.OpenAsync(client, visit.Cookie, dashboard.AbsolutePath);
            await page.SaidAsync("JS.RenderBatch");
            visits.Add((client, page));
        }
        var watch = Stopwatch.StartNew();
        await RunAsync(system, reason.Change);
        if (word)
            await Sql.RunAsync(system, "select pg_notify('changes', '00000000-0000-0000-0000-000000000000:access')");
        // of a role the cookie knows nothing: each request asks for it anew
        var cookies = reason.Name == "role" ? Task.FromResult(0.0) : LastAsync(visits, v => RefusedAsync(v.Client, dashboard, watch));
        var pages = LastAsync(visits, async v =>
        {
            await v.Page.SaidAsync("Blazor.navigateTo");
            return watch.Elapsed.TotalSeconds;
        });
        var line = new Line(reason.Name, word, await pages, await cookies);
        foreach (var (client, page) in visits)
        {
            await page.DisposeAsync();
            client.Dispose();
        }
        if (reason.Back.Length > 0)
            await RunAsync(system, reason.Back);
        await Sql.RunAsync(system, "delete from attempts");
        await Sql.RunAsync(system, "select pg_notify('changes', '00000000-0000-0000-0000-000000000000:access')");
        return line;
    }

    private static async Task<double> LastAsync<T>(List<T> all, Func<T, Task<double>> end) => Math.Round((await Task.WhenAll(all.Select(end))).Max(), 2);

    private static async Task<double> RefusedAsync(HttpClient client, Uri page, Stopwatch watch)
    {
        while (true)
        {
            using var answer = await client.GetAsync(page);
            if (answer.StatusCode is not HttpStatusCode.OK)
                return watch.Elapsed.TotalSeconds;
            await Task.Delay(250);
        }
    }

    private static async Task RunAsync(Npgsql.NpgsqlConnection connection, string statements)
    {
        foreach (var sql in statements.Split(';'))
            await Sql.RunAsync(connection, sql.Replace("$1", $"'{Who}'", StringComparison.Ordinal));
    }

    private static Line Shown(Line line)
    {
        Console.WriteLine($"{line.Reason,-14} {(line.Word ? "with NOTIFY" : "without"),-12} pages {line.Pages,6:0.00} s   cookies {(line.Reason == "role" ? "at the next request" : $"{line.Cookies,6:0.00} s")}");
        return line;
    }

    private sealed record Line(string Reason, bool Word, double Pages, double Cookies);
}
