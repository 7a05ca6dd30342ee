using System.Globalization;
using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Printing;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Publishing.Printing;

/// <summary>The calendar as PDF, over HTTP, read back by another program. Everything stands in March 2027 and later.</summary>
public sealed class CalendarPrintTests(CalendarPrintTests.World world) : IClassFixture<CalendarPrintTests.World>
{
    private static readonly string LongTitle = string.Join(' ', Enumerable.Range(1, 50).Select(n => $"слово{n}."));

    [Theory]
    [InlineData("en", "Calendar · March 2027", "Times are in Europe/Moscow, UTC+3", "All channels · Any status", "Monday", "Page 1 of ", "Scheduled")]
    [InlineData("ru", "Календарь · Март 2027", "Время: Europe/Moscow, UTC+3", "Все каналы · Любой статус", "Понедельник", "Страница 1 из ", "Запланировано")]
    public async Task A_month_says_whose_it_is_and_what_it_shows_in_the_readers_language(string language, params string[] said)
    {
        using var pages = await ReadAsync("date=2027-03-10", language);

        Assert.StartsWith(said[0], pages.Title, StringComparison.Ordinal);
        Assert.Equal("paper", pages.Author);
        Assert.All(said, text => Assert.Contains(text, pages.Pages[0], StringComparison.Ordinal));
        Assert.Contains("10:00", pages.Pages[0], StringComparison.Ordinal);
        Assert.Contains("Чай и пирог", pages.Pages[0], StringComparison.Ordinal);
        Assert.True(pages.StaysWithin);
    }

    [Fact]
    public async Task A_title_that_a_day_cannot_hold_stands_in_full_behind_the_grid()
    {
        using var pages = await ReadAsync("date=2027-03-10");
        Assert.Equal(2, pages.Pages.Count);
        Assert.Contains("Days that the calendar does not show in full", pages.Pages[1], StringComparison.Ordinal);
        Assert.Contains("слово50.", pages.Pages[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Чай и пирог", pages.Pages[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date=2027-03-10&view=week", "8–14 Mar 2027", true, false)]
    [InlineData("date=2027-03-10&view=day", "10 Mar 2027", true, false)]
    [InlineData("date=2027-03-10&view=list", "1–31 Mar 2027", true, true)]
    [InlineData("date=2027-03-10&view=list&channel={telegram}", "Channel: Tea channel (Telegram)", true, false)]
    [InlineData("date=2027-03-10&view=list&channel={linkedin}", "Channel: Tea house (LinkedIn)", false, true)]
    [InlineData("date=2027-03-10&view=list&company={company}", "Company: ", true, true)]
    [InlineData("date=2027-03-10&view=list&status=scheduled", "Status: Scheduled", true, true)]
    [InlineData("date=2027-03-10&view=week&colour=network", "Telegram", true, false)]
    public async Task The_file_holds_what_the_address_shows(string query, string said, bool tea, bool longOne)
    {
        using var pages = await ReadAsync(world.Filled(query));
        Assert.Contains(said, pages.Pages[0], StringComparison.Ordinal);
        Assert.Equal((tea, longOne), (pages.All.Contains("Чай и пирог", StringComparison.Ordinal), pages.All.Contains("слово50.", StringComparison.Ordinal)));
        Assert.DoesNotContain("Cancelled one", pages.All, StringComparison.Ordinal);
        Assert.DoesNotContain("Rival", pages.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date=2027-09-10", "Nothing is planned this month")]
    [InlineData("date=2027-09-10&view=day", "Nothing planned yet")]
    [InlineData("date=2027-03-10&status=failed", "Nothing here matches the filters")]
    [InlineData("date=2027-03-10&channel={rival}", "Nothing here matches the filters")]
    [InlineData("date=2027-03-10&company={rival}", "Nothing here matches the filters")]
    public async Task An_empty_range_is_one_page_that_says_so(string query, string said)
    {
        using var pages = await ReadAsync(world.Filled(query));
        Assert.Contains(said, Assert.Single(pages.Pages), StringComparison.Ordinal);
        Assert.DoesNotContain("Rival", pages.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date=2027-05-10")]
    [InlineData("date=2027-05-10&view=list&colour=company")]
    public async Task Two_thousand_in_a_month_are_all_there(string query)
    {
        using var pages = await ReadAsync(query);
        var lost = Enumerable.Range(1, World.Crowd).Where(n => !pages.All.Contains($"Пост номер {n}.", StringComparison.Ordinal)).ToList();
        Assert.Empty(lost);
        Assert.True(pages.StaysWithin);
    }

    [Fact]
    public async Task Emoji_and_writings_from_right_to_left_break_nothing()
    {
        using var pages = await ReadAsync("date=2027-04-10&view=list");
        Assert.Contains("Весна идёт", pages.All, StringComparison.Ordinal);
        Assert.Contains("□□□□", pages.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_download_is_named_after_workspace_and_range_and_kept_by_nobody()
    {
        using var client = await world.Application.SignInAsync(world.Tenant, MemberRole.Viewer);
        using var answer = await client.GetAsync("/t/paper/calendar/file.pdf?date=2027-03-10&view=week");

        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(("attachment", "calendar-paper-2027-03-08-2027-03-14.pdf"), (answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileName));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Strangers_and_other_workspaces_get_no_file()
    {
        using var rival = await world.Application.SignInAsync(world.Rival, MemberRole.Owner);
        Assert.Equal(HttpStatusCode.NotFound, (await rival.GetAsync("/t/paper/calendar/file.pdf")).StatusCode);
        using var nobody = world.Application.Client();
        Assert.NotEqual("application/pdf", (await nobody.GetAsync("/t/paper/calendar/file.pdf")).Content.Headers.ContentType?.MediaType);
    }

    private async Task<PrintedPages> ReadAsync(string query, string language = "en")
    {
        using var client = await world.Application.SignInAsync(world.Tenant, MemberRole.Viewer);
        client.DefaultRequestHeaders.AcceptLanguage.Clear();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var bytes = await client.GetByteArrayAsync($"/t/paper/calendar/file.pdf?{query}");
        return new(bytes);
    }

    public sealed class World : IAsyncLifetime
    {
        public const int Crowd = 2000;

        private const string Rows = """
            insert into channels (tenant_id, id, company_id, platform, account_id, display_name, sandbox, status, auto_post, posting_hours, daily_limit, error_count, created_at)
            select c.tenant_id, gen_random_uuid(), c.id, v.platform, v.platform || $1, v.name, false, 'active', false, '{9}', 1000, 0, app_now()
            from (select * from companies where tenant_id = $1::uuid order by id limit 1) c, (values ('telegram', 'Tea channel'), ('linkedin', 'Tea house')) v(platform, name);
            with planned as (
                select $1::uuid tenant_id, v.* from (values ('Чай и пирог', 'telegram', timestamptz '2027-03-10 07:00Z', 'scheduled'), ('Cancelled one', 'telegram', timestamptz '2027-03-10 08:00Z', 'cancelled'),
                    (@long, 'linkedin', timestamptz '2027-03-22 21:30Z', 'scheduled'), ('Весна 🌱 идёт', 'telegram', timestamptz '2027-04-10 07:00Z', 'scheduled'), ('שלום', 'telegram', timestamptz '2027-04-11 07:00Z', 'scheduled'),
                    ('👩‍👩‍👧', 'telegram', timestamptz '2027-04-12 07:00Z', 'scheduled')) v(title, platform, at, state)
                union all
                select $1::uuid, 'Пост номер ' || n || '.', (array['telegram', 'linkedin'])[1 + n % 2], timestamptz '2027-05-01 06:00Z' + n % 31 * interval '1 day' + n / 31 * interval '12 minutes', 'scheduled'
                from generate_series(1, @crowd) n),
            numbered as (select gen_random_uuid() as id, planned.* from planned),
            written as (
                insert into posts (tenant_id, id, company_id, type, status, title, text, hashtags, tags, hooks, ai_tokens, ai_cost, ai_currency, author_id, version, approved_version, approved_at, created_at, updated_at)
                select n.tenant_id, n.id, h.company_id, 'text_post', 'scheduled', n.title, 'Text', '{}', '{}', '{}', 0, 0, 'USD', h.company_id, 1, 1, app_now(), app_now(), app_now()
                from numbered n join channels h on h.tenant_id = n.tenant_id and h.platform = n.platform)
            insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at, fence, attempts_used, post_version,
                                      part_ids, reason_args, looks, created_by, created_at, updated_at)
            select n.tenant_id, gen_random_uuid(), n.id, h.id, 0, 'feed', 'normal', n.state, n.at, (n.at at time zone 'Europe/Moscow')::date, (n.at at time zone 'Europe/Moscow')::time, 'Europe/Moscow', n.at,
                0, 0, 1, '{}', '{}', 0, n.id, app_now(), app_now()
            from numbered n join channels h on h.tenant_id = n.tenant_id and h.platform = n.platform;
            """;

        private Dictionary<string, string> ids = [];

        internal TestApplication Application { get; private set; } = null!;
        internal TestTenant Tenant { get; private set; } = null!;
        internal TestTenant Rival { get; private set; } = null!;

        /// <summary>A query with the ids of what it names.</summary>
        internal string Filled(string query) => ids.Aggregate(query, (q, id) => q.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

        public async Task InitializeAsync()
        {
            Application = await TestApplication.StartAsync();
            (Tenant, Rival) = (await Application.AddTenantAsync("paper"), await Application.AddTenantAsync("rival"));
            await using var connection = await Sql.OpenAsync(Application.Database.ConnectionString("cf_system"));
            await Sql.RunAsync(connection, Of(Tenant, Crowd));
            await Sql.RunAsync(connection, Of(Rival, 10));
            await Sql.RunAsync(connection, "update posts set title = 'Rival ' || title where tenant_id = $1", Rival.Id);
            ids = (await Sql.RowsAsync(connection, "select platform, id::text from channels where tenant_id = $1", r => (r.GetString(0), r.GetString(1)), Tenant.Id)).ToDictionary();
            ids["rival"] = await Sql.ValueAsync<string>(connection, "select min(id::text) from channels where tenant_id = $1", Rival.Id);
            ids["company"] = await Sql.ValueAsync<string>(connection, "select company_id::text from channels where tenant_id = $1 limit 1", Tenant.Id);
        }

        public async Task DisposeAsync() => await Application.DisposeAsync();

        private static string Of(TestTenant tenant, int crowd) => Rows
            .Replace("$1", $"'{tenant.Id}'", StringComparison.Ordinal).Replace("@long", $"'{LongTitle}'", StringComparison.Ordinal)
            .Replace("@crowd", crowd.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
