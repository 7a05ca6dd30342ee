using System.IO.Compression;
using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Trends.Hostile;

/// <summary>What a site may answer to each kind of source: the source says why it cannot be read, keeps what it had, and nothing falls over.</summary>
public sealed class HostileSourceTests(FeedDomain domain) : IClassFixture<FeedDomain>
{
    private const string Reddit = "/reddit/r/hard/new.json";
    private const string YouTube = "/youtube/youtube/v3/search";
    private const string Telegram = "/telegram/s/hardchannel";
    private static int tenants;

    public static TheoryData<string, string> Answers => new()
    {
        { "gzip", "Outgoing.TooLarge" }, { "endless", "Outgoing.TooLarge" }, { "large", "Outgoing.TooLarge" }, { "lies", "Outgoing.Unreachable" }, { "empty", "" }, { "half", "" }, { "bomb", "" }, { "outside", "" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_kind_of_source_survives_a_hostile_answer(string answer, string key)
    {
        var tenant = await TenantAsync();
        var sources = await SourcesAsync(tenant);
        foreach (var path in new[] { "/hard-feed", "/hard-page", Reddit, YouTube, Telegram })
            domain.Site.Answer(path, http => AnswerAsync(http, answer));

        foreach (var (kind, id) in sources)
        {
            var collected = await tenant.AsAsync<TrendCollector, Result<Collected>>(MemberRole.Editor, c => c.CollectAsync(id));

            Assert.False(collected.Ok, $"{kind} took {answer}");
            Assert.True(key.Length == 0 || collected.Problem.TextKey == key, $"{kind}: {collected.Problem.TextKey}");
        }
        var rows = await RowsAsync(tenant);
        Assert.All(rows, r => Assert.Equal((SourceState.Failing, 1), (r.State, r.Items)));
    }

    [Fact]
    public async Task A_large_item_is_cut_and_a_feed_of_ten_megabytes_refused()
    {
        var tenant = await TenantAsync();
        domain.Site.Put("/hard-large", FeedSite.Rss("Large", ("Большая новость", "https://large.test/1", new string('ж', 1_500_000))));
        var source = await AddAsync(tenant, domain.Site.At("/hard-large"));
        await CollectAsync(tenant, source);
        domain.Site.Put("/hard-large", FeedSite.Rss("Large", ("Ещё больше", "https://large.test/2", new string('z', 10_000_000))));

        Assert.Equal("Outgoing.TooLarge", (await CollectAsync(tenant, source)).Problem?.TextKey);
        var item = Assert.Single(await tenant.DbAsync(db => db.TrendItems.AsNoTracking().ToListAsync()));
        Assert.InRange(item.Text.Length, 19_000, 20_000);
    }

    [Theory]
    [InlineData("windows-1251")]
    [InlineData("koi8-r")]
    public async Task Old_russian_charsets_are_read_in_feeds_and_pages(string charset)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset)!;
        var tenant = await TenantAsync();
        Bytes("/hard-old-feed", encoding, $"<?xml version=\"1.0\" encoding=\"{charset}\"?>" + FeedSite.Rss("Старая лента", ("Кофейня у вокзала", $"https://old.test/{charset}", "Свежий хлеб")), "text/xml");
        Bytes("/hard-old-page", encoding, $"<html><head><meta charset={charset}></head><body><h2><a href='/hard-old-page/1'>Пекарня у рынка открылась вчера</a></h2></body></html>", $"text/html; charset={charset}");
        Bytes("/hard-old-page/1", encoding, "<html><body><article><h1>Пекарня у рынка открылась</h1><p>Здесь пекут ржаной хлеб и угощают чаем всех, кто пришёл до полудня.</p></article></body></html>", $"text/html; charset={charset}");

        foreach (var path in new[] { "/hard-old-feed", "/hard-old-page" })
            await CollectAsync(tenant, await AddAsync(tenant, domain.Site.At(path)));

        Assert.Equal(["Кофейня у вокзала", "Пекарня у рынка открылась"], (await tenant.DbAsync(db => db.TrendItems.Select(i => i.Title).ToListAsync())).Order());
    }

    [Fact]
    public async Task Broken_dates_and_equal_ids_neither_stop_nor_double_a_feed()
    {
        var tenant = await TenantAsync();
        var dates = new[] { "yesterday", "32 Foo 2026 99:99:99", "2026-13-45T25:61:61Z", "Fri, 31 Dec 9999 23:59:59 GMT", "", "0000-00-00", "Fri, 20 Nov 2026 08:00:00 +9999", "1", "−5 дней назад" };
        domain.Site.Put("/hard-dates", $"<rss><channel><title>Dates</title>{string.Concat(dates.Select((d, n) => $"<item><title>Item {n}</title><guid isPermaLink='false'>same-{n / 2}</guid><pubDate>{d}</pubDate></item>"))}</channel></rss>");
        var source = await AddAsync(tenant, domain.Site.At("/hard-dates"));

        Assert.Equal(5, (await CollectAsync(tenant, source)).Value.Added);
        Assert.Equal(0, (await CollectAsync(tenant, source)).Value.Added);
        Assert.All(await tenant.DbAsync(db => db.TrendItems.AsNoTracking().ToListAsync()), i => Assert.True(i.PublishedAt is null || i.PublishedAt <= domain.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_parked_domain_brings_no_ideas_and_says_so()
    {
        const string parked = "<!doctype html><html><head><title>coffee.test is for sale</title></head><body><h1>This domain may be for sale</h1><a href='https://market.test/coffee.test'>Buy this domain for a good price today</a><nav><a href='/?q=coffee'>Related searches for coffee machines</a></nav><footer><a href='/privacy'>Privacy</a></footer></body></html>";
        var tenant = await TenantAsync();
        var sources = await SourcesAsync(tenant);
        foreach (var path in new[] { "/hard-feed", "/hard-page" })
            domain.Site.Put(path, parked, "text/html");

        foreach (var id in new[] { sources["/hard-feed"], sources["/hard-page"] })
            Assert.Equal("Trends.PageNotFeed", (await CollectAsync(tenant, id)).Problem?.TextKey);
        Assert.All((await RowsAsync(tenant)).Where(r => r.Kind is SourceKind.Feed or SourceKind.WebPage), r => Assert.Equal((SourceState.Failing, 1), (r.State, r.Items)));
    }

    private static Task AnswerAsync(HttpContext http, string answer) => answer switch
    {
        "gzip" => GzipAsync(http),
        "endless" => EndlessAsync(http),
        "large" => http.Response.WriteAsync("{\"kind\":\"Listing\",\"data\":\"" + new string('x', 10_000_000) + "\"}"),
        "lies" => ShortAsync(http),
        "half" => http.Response.WriteAsync("<rss><channel><title>cut of"),
        "bomb" => http.Response.WriteAsync("<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><rss><channel><item><title>&c;</title></item></channel></rss>"),
        "outside" => http.Response.WriteAsync("<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY % y SYSTEM 'http://127.0.0.1/x.dtd'> %y;]><rss><channel><item><title>&x;</title></item></channel></rss>"),
        _ => Task.CompletedTask,
    };

    private static async Task GzipAsync(HttpContext http)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            await gzip.WriteAsync(new byte[8_000_000]);
        Assert.True(packed.Length < 8_500);
        http.Response.Headers.ContentEncoding = "gzip";
        await http.Response.Body.WriteAsync(packed.ToArray());
    }

    private static async Task EndlessAsync(HttpContext http)
    {
        while (!http.RequestAborted.IsCancellationRequested)
            await http.Response.WriteAsync(new string('<', 50_000));
    }

    private static async Task ShortAsync(HttpContext http)
    {
        http.Response.ContentLength = 1_000;
        await http.Response.WriteAsync("<rss>");
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    private void Bytes(string path, Encoding encoding, string text, string type) => domain.Site.Answer(path, http =>
    {
        http.Response.ContentType = type;
        return http.Response.Body.WriteAsync(encoding.GetBytes(text)).AsTask();
    });

    /// <summary>One of each kind that is fetched, with one item from better days.</summary>
    private async Task<Dictionary<string, Guid>> SourcesAsync(TestTenant tenant)
    {
        domain.Site.Put("/hard-feed", FeedSite.Rss("Feed", ("Из ленты", $"https://{tenant.Slug}.test/feed", "")));
        domain.Site.Put("/hard-page", "<html><body><h2><a href='/hard-page/1'>Новость со страницы сайта</a></h2></body></html>", "text/html");
        domain.Site.Put("/hard-page/1", "<html><body><article><h1>Со страницы</h1><p>Здесь достаточно слов, чтобы это было похоже на статью о городе.</p></article></body></html>", "text/html");
        domain.Site.Put(Reddit, """{"kind":"Listing","data":{"children":[{"kind":"t3","data":{"name":"t3_1","title":"From Reddit","permalink":"/r/hard/1/"}}]}}""", "application/json");
        domain.Site.Put(YouTube, """{"kind":"youtube#searchListResponse","items":[{"id":{"videoId":"abc"},"snippet":{"title":"From YouTube"}}]}""", "application/json");
        domain.Site.Put(Telegram, "<html><body><div class=tgme_widget_message data-post='hardchannel/1'><div class='tgme_widget_message_text js-message_text'>Из канала</div></div></body></html>", "text/html");
        var sources = new Dictionary<string, Guid>();
        foreach (var typed in new[] { "/hard-feed", "/hard-page", "r/hard", "https://www.youtube.com/results?search_query=hard", "@hardchannel" })
        {
            sources[typed] = await AddAsync(tenant, typed[0] == '/' ? domain.Site.At(typed) : typed);
            Assert.Equal(1, (await CollectAsync(tenant, sources[typed])).Value.Added);
        }
        return sources;
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"hard-{Interlocked.Increment(ref tenants)}");

    private static async Task<Guid> AddAsync(TestTenant tenant, string typed)
    {
        var added = await tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(typed)));
        Assert.True(added.Ok, $"{typed}: {added.Problem?.TextKey}");
        return added.Value;
    }

    private static Task<Result<Collected>> CollectAsync(TestTenant tenant, Guid source) =>
        tenant.AsAsync<TrendCollector, Result<Collected>>(MemberRole.Editor, c => c.CollectAsync(source));

    private static async Task<IReadOnlyList<SourceRow>> RowsAsync(TestTenant tenant) =>
        (await tenant.AsAsync<SourceQueries, ListPage<SourceRow>>(MemberRole.Viewer, q => q.ListAsync(new SourceFilter()))).Rows;
}
