using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using ContentFactory.Web;
using ContentFactory.Web.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Demo;

public sealed class DemoTests(DemoTests.Served served) : IClassFixture<DemoTests.Served>
{
    [Theory]
    [InlineData("admin")]
    [InlineData("manager")]
    [InlineData("owner")]
    [InlineData("approver")]
    [InlineData("editor")]
    [InlineData("viewer")]
    public async Task Everybody_of_the_demo_enters_its_tenant(string place)
    {
        using var client = await served.Application.SignInAsync($"{place}@demo.local", DemoStudio.Password);
        using var page = await client.GetAsync(new Uri("/t/studio-x", UriKind.Relative));
        Assert.True(page.IsSuccessStatusCode, $"{page.StatusCode}");
    }

    [Fact]
    public async Task Posts_stand_in_every_state_that_people_meet()
    {
        var states = await served.ColumnAsync<string>("select distinct status from posts");
        Assert.Superset(new HashSet<string> { "draft", "ready", "approved", "scheduled", "published", "failed", "archived" }, states.ToHashSet());
    }

    [Fact]
    public async Task Publications_stand_in_every_state_that_people_meet()
    {
        var states = await served.ColumnAsync<string>("select distinct state from publications");
        Assert.Superset(new HashSet<string> { "scheduled", "published", "failed", "unknown", "held", "cancelled" }, states.ToHashSet());
        Assert.Equal([0L], await served.ColumnAsync<long>("select count(*) from publications p where state = 'published' and not exists (select 1 from publication_attempts a where a.publication_id = p.id and a.state = 'confirmed' and a.external_id = p.external_id)"));
        Assert.Equal([0L], await served.ColumnAsync<long>("select count(*) from publications p join channels c on c.id = p.channel_id where p.state = 'published' and c.platform = 'telegram' and not exists (select 1 from sandbox_messages m where m.message_id::text = p.external_id and m.sent_at = p.published_at)"));
    }

    [Fact]
    public async Task Every_network_has_its_channel_with_a_post()
    {
        Assert.Equal(SandboxIdentity.Platforms.Order(), (await served.ColumnAsync<string>("select distinct platform from channels where status = 'active'")).Order());
        Assert.Empty(await served.ColumnAsync<string>("""
            select c.platform || ': ' || coalesce(string_agg(p.state || ' ' || coalesce(p.last_message, ''), ', '), 'nothing') from channels c left join publications p on p.channel_id = c.id
            group by c.platform having count(*) filter (where p.state in ('published', 'accepted')) = 0
            """));
        Assert.Empty(await served.ColumnAsync<string>("select b.platform from sandbox_bots b where not exists (select 1 from sandbox_messages m where m.bot_id = b.id)"));
    }

    [Fact]
    public async Task Each_of_the_last_seven_days_has_its_sums()
    {
        var days = await served.ColumnAsync<DateOnly>("select day from tenant_days where posts > 0 and day > (app_now() at time zone 'Europe/Moscow')::date - 7 order by day");
        Assert.Equal(7, days.Count);
        Assert.Equal([0L], await served.ColumnAsync<long>("""
            select count(*) from tenant_days t
            full join (select day, sum(gain)::bigint as views from (
                select day, views - coalesce(lag(views) over (partition by publication_id order by day), 0) as gain from publication_days) g group by day) d on d.day = t.day
            where t.views is distinct from d.views
            """));
    }

    [Fact]
    public async Task Numbers_of_the_past_are_those_of_the_sandbox()
    {
        var snapshots = await served.ColumnAsync<string>("""
            select s.views || ' ' || b.chat_id || ' ' || p.external_id || ' ' || (extract(epoch from s.taken_at - p.published_at) * 1000000)::bigint
            from metric_snapshots s join publications p on p.id = s.publication_id join sandbox_bots b on b.platform = 'telegram' where s.source = 'public_page' and s.taken_at < app_now() - interval '1 hour'
            """);
        Assert.NotEmpty(snapshots);
        Assert.All(snapshots, snapshot =>
        {
            var parts = snapshot.Split(' ').Select(long.Parse).ToArray();
            Assert.Equal(Domain.Platforms.Sandbox.SandboxNumbers.Shown(Domain.Platforms.Sandbox.SandboxNumbers.Views(parts[1], (int)parts[2], TimeSpan.FromMicroseconds(parts[3]))), parts[0]);
        });
    }

    [Fact]
    public async Task Second_start_changes_nothing()
    {
        var before = await served.ColumnAsync<string>(Fingerprint);
        var said = await served.Application.Services.GetRequiredService<DemoSeed>().RunAsync(CancellationToken.None);
        Assert.Contains("already", said, StringComparison.Ordinal);
        Assert.Equal(before, await served.ColumnAsync<string>(Fingerprint));
    }

    [Fact]
    public async Task Start_that_broke_off_is_made_good_by_the_next()
    {
        const string counts = "select (select count(*) from posts) || ' ' || (select count(*) from publications) || ' ' || (select count(*) from channels) || ' ' || (select count(*) from media_items) || ' ' || (select count(*) from members)";
        var before = await served.ColumnAsync<string>(counts);
        await served.ColumnAsync<Guid>("delete from settings where name = 'demo.complete' returning id");
        await served.ColumnAsync<Guid>("with gone as (delete from publications where state in ('held', 'unknown') returning post_id) select post_id from gone");
        await served.Application.Services.GetRequiredService<DemoSeed>().RunAsync(CancellationToken.None);
        Assert.Equal(before, await served.ColumnAsync<string>(counts));
        Assert.Single(await served.ColumnAsync<Guid>("select id from settings where name = 'demo.complete'"));
    }

    [Fact]
    public void Production_refuses_the_demo()
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Default"] = "Host=localhost" };
        DemoSetup.TurnOn(settings, 5080);
        var refusal = Assert.Throws<ConfigurationException>(() => Application.CreateBuilder("http://127.0.0.1:0", settings, "Production"));
        Assert.Contains("--demo is refused in Production", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_switch_no_demo_page_answers()
    {
        await using var plain = await TestApplication.StartAsync();
        using var client = plain.Client();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/demo/feeds/remont.xml", UriKind.Relative))).StatusCode);
    }

    private const string Fingerprint = """
        select 'publications ' || count(*) || max(id::text) from publications where scheduled_at < app_now() - interval '10 minutes'
        union all select 'posts ' || count(*) || max(id::text) from posts
        union all select 'people ' || count(*) || max(id::text) from people
        union all select 'messages ' || count(*) from sandbox_messages where sent_at < app_now() - interval '10 minutes'
        union all select 'sources ' || string_agg(address, ' ' order by address) from trend_sources
        union all select 'items ' || count(*) from trend_items
        union all select 'channels ' || count(*) from channels
        union all select 'letters ' || count(*) from letters
        """;

    public sealed class Served : IAsyncLifetime
    {
        internal TestApplication Application { get; private set; } = null!;

        public async Task InitializeAsync() => Application = await DemoApplication.StartAsync();

        public async Task DisposeAsync() => await Application.DisposeAsync();

        internal async Task<List<T>> ColumnAsync<T>(string sql)
        {
            await using var connection = new NpgsqlConnection(Application.Database.ConnectionString("cf_system"));
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await using var rows = await command.ExecuteReaderAsync();
            var values = new List<T>();
            while (await rows.ReadAsync())
                values.Add(rows.GetFieldValue<T>(0));
            return values;
        }
    }
}
