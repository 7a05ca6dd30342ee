using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Bench;

/// <summary>
/// A month with 2,000 publications on 8 channels: what its query costs the database, what the first HTML takes on a real Kestrel, and how many
/// bytes one drag brings over the circuit of a real Chromium. Beside it the same month by Radzen's scheduler (decision 37).
/// </summary>
internal static class CalendarBench
{
    private const int Publications = 2000;
    private const int Rounds = 30;

    private const string Fill = """
        insert into channels (tenant_id, id, company_id, platform, account_id, display_name, sandbox, status, auto_post, posting_hours, daily_limit, error_count, created_at)
        select c.tenant_id, gen_random_uuid(), c.id, (array['telegram', 'instagram', 'facebook', 'x'])[1 + n % 4], 'account' || n, 'Channel ' || n, false, 'active', false, '{9,12,15,18,21}', 1000, 0, app_now()
        from companies c, generate_series(1, 8) n;
        insert into settings (tenant_id, id, name, value, changed_at) select tenant_id, gen_random_uuid(), v.name, v.value, app_now() from companies, (values ('@gap', '0'), ('@most', '1000')) v(name, value);
        insert into posts (tenant_id, id, company_id, type, status, title, text, hashtags, tags, hooks, ai_tokens, ai_cost, ai_currency, author_id, version, approved_version, approved_at, created_at, updated_at)
        select c.tenant_id, gen_random_uuid(), c.id, 'text_post', 'scheduled', 'A post about renovation and what it costs, number ' || n, 'Text ' || n, '{}', '{}', '{}', 0, 0, 'USD', c.id, 1, 1, app_now(), app_now(), app_now()
        from companies c, generate_series(1, @count) n;
        insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at, fence, attempts_used, post_version,
                                  part_ids, reason_args, looks, created_by, created_at, updated_at)
        select p.tenant_id, gen_random_uuid(), p.id, h.id, 0, 'feed', 'normal', 'scheduled', at, (at at time zone 'Europe/Moscow')::date, (at at time zone 'Europe/Moscow')::time, 'Europe/Moscow', at, 0, 0, 1, '{}', '{}', 0, p.id, app_now(), app_now()
        from (select *, row_number() over (order by id) - 1 as place from posts) p
        join (select id, row_number() over (order by id) - 1 as place from channels) h on h.place = p.place % 8
        cross join lateral (select timestamptz '@first 06:00+03' + p.place % @days * interval '1 day' + p.place / @days * interval '13 minutes' as at) t;
        analyze;
        """;

    public static async Task<int> RunAsync()
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Publishing:SweepSeconds"] = "3600" }));
        var tenant = await application.AddTenantAsync("month");
        var today = TimeProvider.System.GetUtcNow();
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        await using (var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system")))
            await Sql.RunAsync(connection, Filled(first));

        var query = await QueryAsync(application, tenant, first);
        var page = await PageAsync(application, tenant, first);
        var file = await FileAsync(application, tenant, first);
        var drag = await DragAsync(application, tenant, first);
        var radzen = await RadzenTrial.RunAsync(first, Publications);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            a month with {Publications} publications
            calendar query          {query.DatabaseMs,8:0.0} ms of database in {query.Statements} statements ({query.WholeMs:0.0} ms in all; undisturbed {query.LeastDatabaseMs:0.0})   budget 20 ms
            first HTML              {page.Ms,8:0} ms, {page.Kilobytes:0} KB, {page.DatabaseMs:0.0} ms of database in {page.Statements} statements (undisturbed {page.LeastMs:0})   budget 300 ms
            the month as PDF        {file.Ms,8:0} ms, {file.Kilobytes:0} KB, {file.AllocatedMegabytes:0} MB allocated (the first {file.FirstMs:0} ms)
            one drag                {drag.Kilobytes,8:0.0} KB over the circuit, {drag.Ms:0} ms until it stands   budget 60 KB
            the same by RadzenScheduler: {radzen.Ms:0} ms, {radzen.Kilobytes:0} KB of HTML, {radzen.BatchKilobytes:0} KB for one item that moved
            """));
        Console.WriteLine(JsonSerializer.Serialize(new { publications = Publications, query, page, file, drag, radzen }, JsonSerializerOptions.Web));
        return query.DatabaseMs < 20 && page.Ms < 300 && drag.Kilobytes < 60 ? 0 : 1;
    }

    private static string Filled(DateOnly first) => Fill
        .Replace("@gap", SettingCatalogue.MinGapHours.Name, StringComparison.Ordinal).Replace("@most", SettingCatalogue.MaxPostsPerDay.Name, StringComparison.Ordinal)
        .Replace("@count", $"{Publications}", StringComparison.Ordinal).Replace("@first", first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("@days", $"{DateTime.DaysInMonth(first.Year, first.Month)}", StringComparison.Ordinal);

    private static async Task<Query> QueryAsync(TestApplication application, TestTenant tenant, DateOnly first)
    {
        var (database, whole, statements) = (new List<double>(), new List<double>(), 0);
        var range = new CalendarRange(first.AddDays(-6), first.AddDays(35), 4, first, 20);
        for (var round = 0; round < Rounds; round++)
        {
            using var spent = new DatabaseTime(application.Database.Name);
            var began = Stopwatch.GetTimestamp();
            var days = await tenant.AsAsync<CalendarQueries, IReadOnlyList<CalendarDay>>(MemberRole.Owner, q => q.ReadAsync(range, new(), default));
            whole.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (days.Sum(d => d.Total) != Publications)
                throw new InvalidOperationException($"{days.Sum(d => d.Total)} publications were found.");
            statements = spent.Statements;
            database.Add(spent.Milliseconds);
        }
        return new(Median(database), Math.Round(database.Min(), 2), Median(whole), statements);
    }

    private static async Task<Page> PageAsync(TestApplication application, TestTenant tenant, DateOnly first)
    {
        using var client = await application.SignInAsync(tenant, MemberRole.Owner);
        var (times, database, bytes, statements) = (new List<double>(), new List<double>(), 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            using var spent = new DatabaseTime(application.Database.Name);
            var began = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(Address(tenant, first));
            bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"The page answered {answer.StatusCode}.");
            statements = spent.Statements;
            database.Add(spent.Milliseconds);
        }
        return new(Median(times), Math.Round(times.Min(), 1), Math.Round(bytes / 1024.0, 1), Median(database), statements);
    }

    private static async Task<PrintedFile> FileAsync(TestApplication application, TestTenant tenant, DateOnly first)
    {
        using var client = await application.SignInAsync(tenant, MemberRole.Owner);
        var (times, bytes, allocated) = (new List<double>(), 0, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var (began, before) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
            bytes = (await client.GetByteArrayAsync(Address(tenant, first).Replace("/calendar", "/calendar/file.pdf", StringComparison.Ordinal))).Length;
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            allocated = GC.GetTotalAllocatedBytes() - before;
        }
        return new(Median(times), Math.Round(times[0]), Math.Round(bytes / 1024.0, 1), Math.Round(allocated / 1048576.0, 1));
    }

    private static async Task<Drag> DragAsync(TestApplication application, TestTenant tenant, DateOnly first)
    {
        var (kilobytes, ms) = (0.0, 0.0);
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            await page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString(Address(tenant, first))}");
            await page.Locator("input[name='Input.Email']").FillAsync(Seed.Email(MemberRole.Owner, tenant.Slug));
            await page.Locator("input[name='Input.Password']").FillAsync(Seed.Password);
            await page.Locator("input[name='Input.Password']").PressAsync("Enter");
            await Browser.LiveAsync(page);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            var protocol = await page.Context.NewCDPSessionAsync(page);
            var received = 0.0;
            protocol.Event("Network.webSocketFrameReceived").OnEvent += (_, e) =>
            {
                var frame = e!.Value.GetProperty("response");
                received += frame.GetProperty("payloadData").GetString()!.Length * (frame.GetProperty("opcode").GetInt32() == 2 ? 0.75 : 1);
            };
            await protocol.SendAsync("Network.enable");
            var card = page.Locator($"[data-day='{Iso(first.AddDays(2))}'] [data-move]").First;
            var id = await card.GetAttributeAsync("data-move");
            var target = page.Locator($"[data-day='{Iso(first.AddDays(4))}']").First;
            var (from, to) = ((await card.BoundingBoxAsync())!, (await target.BoundingBoxAsync())!);
            await page.Mouse.MoveAsync(from.X + 20, from.Y + 8);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(to.X + 40, to.Y + 60, new() { Steps = 8 });
            var began = Stopwatch.GetTimestamp();
            await page.Mouse.UpAsync();
            await Expect(page.Locator(".toast")).ToBeVisibleAsync();
            ms = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            // the page hears of its own change a moment later, and reads again
            await page.WaitForTimeoutAsync(2000);
            var moved = await tenant.DbAsync(db => Task.FromResult(db.Publications.Single(p => p.Id == Guid.Parse(id!)).LocalDate));
            if (moved != first.AddDays(4))
                throw new InvalidOperationException("The card was not moved.");
            kilobytes = received / 1024;
        });
        return new(kilobytes, ms);
    }

    private static string Address(TestTenant tenant, DateOnly first) => $"/t/{tenant.Slug}/calendar?date={Iso(first)}";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double Median(List<double> all) => Math.Round(all.Order().ElementAt(all.Count / 2), 2);

    private sealed record Query(double DatabaseMs, double LeastDatabaseMs, double WholeMs, int Statements);

    private sealed record PrintedFile(double Ms, double FirstMs, double Kilobytes, double AllocatedMegabytes);

    private sealed record Page(double Ms, double LeastMs, double Kilobytes, double DatabaseMs, int Statements);

    private sealed record Drag(double Kilobytes, double Ms);
}
