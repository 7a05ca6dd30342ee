using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Trends;

/// <summary>Sites that are read in their own way. Their shapes are common practice; Reddit's and YouTube's answers follow their documentation.</summary>
public sealed class SourceSitesTests(FeedDomain domain) : IClassFixture<FeedDomain>
{
    private static int tenants;

    [Fact]
    public async Task Reads_a_subreddit_without_pinned_and_adult_posts()
    {
        string? query = null;
        domain.Site.Answer("/reddit/r/coffee/new.json", http =>
        {
            query = http.Request.QueryString.Value;
            return http.Response.WriteAsync("""
                {"kind":"Listing","data":{"children":[
                {"kind":"t3","data":{"name":"t3_1","title":"Rules &amp; such","stickied":true,"permalink":"/r/coffee/comments/1/"}},
                {"kind":"t3","data":{"name":"t3_2","title":"A < B roast","is_self":true,"selftext":"I *tried* it.","permalink":"/r/coffee/comments/2/a_b/","created_utc":1764200000.0,"link_flair_text":"Beans"}},
                {"kind":"t3","data":{"name":"t3_3","title":"New roastery","is_self":false,"url_overridden_by_dest":"https://roast.test/new","permalink":"/r/coffee/comments/3/","created_utc":1764200001}},
                {"kind":"t3","data":{"name":"t3_4","title":"Not for all","over_18":true,"permalink":"/r/coffee/comments/4/"}},
                {"kind":"t1","data":{}}, {"kind":"t3"}, 5]}}
                """);
        });
        var tenant = await TenantAsync();

        var items = await CollectAsync(tenant, "r/Coffee");

        Assert.Equal("?limit=50&raw_json=1", query);
        Assert.Equal([("A < B roast", "https://www.reddit.com/r/coffee/comments/2/a_b/"), ("New roastery", "https://roast.test/new")], items.Select(i => (i.Title, i.Url)).Order());
        Assert.Equal((SourceKind.Reddit, "r/coffee", "https://www.reddit.com/r/coffee"), await SourceAsync(tenant));
    }

    [Fact]
    public async Task Says_that_a_subreddit_is_closed()
    {
        domain.Site.Put("/reddit/r/closed/new.json", """{"message":"Forbidden","error":403,"reason":"private"}""", "application/json");

        Assert.Equal(("Trends.RedditClosed", nameof(SourceEntry.Address)), await RefusalAsync("r/closed"));
    }

    [Fact]
    public async Task Reads_a_public_channel_of_telegram()
    {
        domain.Site.Put("/telegram/s/bakery", """
            <html><head><meta property="og:title" content="The bakery"></head><body>
            <div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="bakery/7"><a class="tgme_widget_message_photo_wrap" style="width:1px;background-image:url('https://cdn.test/a.jpg')"></a>
            <div class="tgme_widget_message_text js-message_text">Rye bread today<br>Come early</div><a class="tgme_widget_message_date"><time datetime="2026-11-27T08:00:00+00:00">08:00</time></a></div></div>
            <div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="bakery/8"><div class="tgme_widget_message_text js-message_text">Sold out</div></div></div></body></html>
            """, "text/html");
        var tenant = await TenantAsync();

        var items = await CollectAsync(tenant, "@bakery");

        Assert.Equal([("Rye bread today", "https://t.me/bakery/7"), ("Sold out", "https://t.me/bakery/8")], items.Select(i => (i.Title, i.Url)).Order());
        Assert.Equal((SourceKind.TelegramChannel, "The bakery", "https://t.me/s/bakery"), await SourceAsync(tenant));
    }

    [Fact]
    public async Task Says_that_a_channel_shows_nothing()
    {
        domain.Site.Put("/telegram/s/nobody", "<html><body><div class=tgme_page>Contact @nobody</div></body></html>", "text/html");

        Assert.Equal(("Trends.TelegramClosed", nameof(SourceEntry.Address)), await RefusalAsync("t.me/nobody"));
    }

    [Fact]
    public async Task Reads_what_a_country_searches_for()
    {
        domain.Site.Put("/trends/trending/rss", """
            <rss version="2.0" xmlns:ht="https://trends.google.com/trending/rss"><channel><title>Daily Search Trends</title>
            <item><title>rye bread</title><ht:approx_traffic>2000+</ht:approx_traffic><link>https://trends.google.com/trending/rss?geo=RU</link><pubDate>Fri, 27 Nov 2026 08:00:00 +0000</pubDate>
            <ht:news_item><ht:news_item_title>Bread is back</ht:news_item_title><ht:news_item_url>https://news.test/bread</ht:news_item_url></ht:news_item></item>
            <item><title>snow</title><link>https://trends.google.com/trending/rss?geo=RU</link><pubDate>Fri, 27 Nov 2026 07:00:00 +0000</pubDate></item></channel></rss>
            """);
        var tenant = await TenantAsync();

        var items = await CollectAsync(tenant, "https://trends.google.com/trending?geo=RU");

        Assert.Equal([("rye bread: Bread is back", "https://news.test/bread"), ("snow", null)], items.Select(i => (i.Title, i.Url)).Order());
    }

    [Fact]
    public async Task Searches_youtube_with_the_key_and_keeps_it_to_itself()
    {
        string? query = null;
        domain.Site.Answer("/youtube/youtube/v3/search", http =>
        {
            query = http.Request.QueryString.Value;
            return http.Response.WriteAsync("""
                {"kind":"youtube#searchListResponse","items":[
                {"id":{"kind":"youtube#video","videoId":"abc"},"snippet":{"publishedAt":"2026-11-27T08:00:00Z","title":"Latte &amp; art","description":"How to pour","channelTitle":"Barista","thumbnails":{"high":{"url":"https://i.ytimg.com/vi/abc/hq.jpg"}}}},
                {"id":{"kind":"youtube#channel","channelId":"UC1"},"snippet":{"title":"no video"}}]}
                """);
        });
        var tenant = await TenantAsync();

        var items = await CollectAsync(tenant, "https://www.youtube.com/results?search_query=latte+art");

        Assert.Equal("?part=snippet&type=video&order=date&maxResults=50&q=latte%20art&key=a-key", query);
        Assert.Equal([("Latte & art", "https://www.youtube.com/watch?v=abc")], items.Select(i => (i.Title, i.Url)));
        Assert.Equal((SourceKind.YoutubeSearch, "latte art", "https://www.youtube.com/results?search_query=latte%20art"), await SourceAsync(tenant));
    }

    [Fact]
    public async Task Reads_the_articles_of_a_page_that_robots_allow_and_each_once()
    {
        domain.Site.Put("/robots.txt", "User-agent: *\nDisallow: /press/secret", "text/plain");
        domain.Site.Put("/press", "<html lang=ru><body><h2><a href='/press/1'>Первая новость</a></h2><h2><a href='/press/secret-2'>Тайная новость</a></h2><h2><a href='/press/gone-3'>Пропавшая новость</a></h2></body></html>", "text/html");
        domain.Site.Put("/press/1", "<html><body><article><h1>Первая новость дня</h1><p>Пекарня у вокзала открывается в субботу и зовёт всех на чай.</p></article></body></html>", "text/html");
        domain.Site.Put("/press/secret-2", "<html><body><article><p>Это читать программам нельзя, хотя слов здесь достаточно.</p></article></body></html>", "text/html");
        var tenant = await TenantAsync();

        var items = await CollectAsync(tenant, domain.Site.At("/press"));
        var again = await tenant.AsAsync<TrendCollector, Result<Collected>>(MemberRole.Editor, async c => await c.CollectAsync((await c.SourcesAsync()).Single().Id));

        Assert.Equal(["Первая новость дня"], items.Select(i => i.Title));
        Assert.Equal((0, 1, 0), (again.Value.Added, domain.Site.Asked("/press/1"), domain.Site.Asked("/press/secret-2")));
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"site-{Interlocked.Increment(ref tenants)}");

    private static async Task<IReadOnlyList<TrendRow>> CollectAsync(TestTenant tenant, string typed)
    {
        var added = await tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(typed)));
        Assert.Null(added.Problem);
        Assert.Null((await tenant.AsAsync<TrendCollector, Result<Collected>>(MemberRole.Editor, c => c.CollectAsync(added.Value))).Problem);
        return (await tenant.AsAsync<TrendQueries, ListPage<TrendRow>>(MemberRole.Viewer, q => q.ListAsync(new TrendFilter()))).Rows;
    }

    private async Task<(string?, string?)> RefusalAsync(string typed)
    {
        var added = await (await TenantAsync()).AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(typed)));
        return (added.Problem?.TextKey, added.Problem?.Field);
    }

    private static async Task<(SourceKind, string, string)> SourceAsync(TestTenant tenant) =>
        (await tenant.AsAsync<SourceQueries, ListPage<SourceRow>>(MemberRole.Viewer, q => q.ListAsync(new SourceFilter()))).Rows.Select(s => (s.Kind, s.Name, s.Address)).Single();
}
