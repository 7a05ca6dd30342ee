using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContentFactory.Tests.Trends;

public sealed class TrendCollectorTests(FeedDomain domain) : IClassFixture<FeedDomain>
{
    private static int tenants;

    [Fact]
    public async Task Keeps_every_new_item_once()
    {
        var (tenant, path) = (await TenantAsync(), "/all");
        domain.Site.Put(path, FeedSite.Rss("All", ("One", "https://a.test/1", "First"), ("Two", "https://a.test/2?utm_source=x", "Second")));
        var source = await AddAsync(tenant, path);
        Assert.Equal(2, (await CollectAsync(tenant, source)).Value.Added);

        domain.Site.Put(path, FeedSite.Rss("All", ("Three", "https://a.test/3", ""), ("Four", "https://a.test/4", ""), ("Two again", "https://a.test/2/#top", ""), ("One", "https://a.test/1", "")));
        var second = await CollectAsync(tenant, source);

        Assert.Equal(2, second.Value.Added);
        Assert.Equal(["Four", "One", "Three", "Two"], (await ItemsAsync(tenant)).Select(i => i.Title).Order());
    }

    [Fact]
    public async Task Asks_conditionally_and_believes_a_304()
    {
        var (tenant, path) = (await TenantAsync(), "/tagged");
        domain.Site.Put(path, FeedSite.Rss("Tagged", ("One", "https://b.test/1", "")), etag: "\"v1\"");
        var source = await AddAsync(tenant, path);
        await CollectAsync(tenant, source);

        var (second, third) = (await CollectAsync(tenant, source), await CollectAsync(tenant, source));

        Assert.Equal((true, 0, true), (second.Value.NotModified, second.Value.Added, third.Value.NotModified));
        Assert.Equal(SourceState.Active, (await SourceAsync(tenant)).State);
    }

    [Fact]
    public async Task Failures_back_off_and_say_why()
    {
        var (tenant, path) = (await TenantAsync(), "/failing");
        domain.Site.Put(path, FeedSite.Rss("Failing"));
        var source = await AddAsync(tenant, path);
        domain.Site.Answer(path, http =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "7200";
            return Task.CompletedTask;
        });

        var result = await CollectAsync(tenant, source);

        var row = await SourceAsync(tenant);
        Assert.Equal(("Outgoing.RateLimited", SourceState.Failing, "Outgoing.RateLimited"), (result.Problem?.TextKey, row.State, row.LastProblem()?.TextKey));
        Assert.Equal(domain.Clock.GetUtcNow().AddHours(2), row.NextCheckAt);
    }

    [Fact]
    public async Task A_page_in_place_of_the_feed_is_a_failure()
    {
        var (tenant, path) = (await TenantAsync(), "/turned");
        domain.Site.Put(path, FeedSite.Rss("Turned"));
        var source = await AddAsync(tenant, path);
        domain.Site.Put(path, "<!doctype html><html><body>Gone fishing</body></html>", "text/html");

        Assert.Equal("Trends.PageNotFeed", (await CollectAsync(tenant, source)).Problem?.TextKey);
        Assert.Equal(SourceState.Failing, (await SourceAsync(tenant)).State);
    }

    [Fact]
    public async Task Collecting_by_hand_leaves_a_paused_source_paused()
    {
        var (tenant, path) = (await TenantAsync(), "/paused");
        domain.Site.Put(path, FeedSite.Rss("Paused", ("One", "https://c.test/1", "")));
        var source = await AddAsync(tenant, path);
        await tenant.AsAsync<SourceEditor, Result>(MemberRole.Editor, e => e.PauseAsync(source));

        Assert.Equal(1, (await CollectAsync(tenant, source)).Value.Added);
        Assert.Equal(SourceState.Paused, (await SourceAsync(tenant)).State);
    }

    [Fact]
    public async Task Two_nodes_collect_a_due_source_once()
    {
        var (tenant, path) = (await TenantAsync(), "/due");
        domain.Site.Put(path, FeedSite.Rss("Due", ("One", "https://d.test/1", "")));
        await AddAsync(tenant, path);
        var before = domain.Site.Asked(path);
        var nodes = Enumerable.Range(0, 2).Select(_ => new DueSources(domain.Services.GetRequiredService<SystemDb>(), domain.Services.GetRequiredService<Tenants>(), NullLogger<DueSources>.Instance));

        await Task.WhenAll(nodes.Select(async node =>
        {
            while (await node.CollectAsync(CancellationToken.None) > 0)
            {
            }
        }));

        Assert.Equal(before + 1, domain.Site.Asked(path));
        Assert.Single(await ItemsAsync(tenant));
    }

    [Fact]
    public async Task Sources_come_due_again_after_their_interval()
    {
        var (tenant, path) = (await TenantAsync(), "/again");
        domain.Site.Put(path, FeedSite.Rss("Again"));
        await AddAsync(tenant, path);
        await CollectDueAsync();
        var asked = domain.Site.Asked(path);
        await CollectDueAsync();
        Assert.Equal(asked, domain.Site.Asked(path));

        await domain.AdvanceAsync(TimeSpan.FromMinutes(61));
        await CollectDueAsync();

        Assert.Equal(asked + 1, domain.Site.Asked(path));
    }

    [Fact]
    public async Task Stores_what_the_database_could_not_hold()
    {
        var (tenant, path) = (await TenantAsync(), "/odd");
        domain.Site.Put(path, "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Odd\",\"items\":[{\"id\":\"1\\u0000\",\"title\":\"A\\u0000B\",\"content_text\":\"half \\ud83d pair\"}]}", "application/feed+json");

        Assert.Equal(1, (await CollectAsync(tenant, await AddAsync(tenant, path))).Value.Added);
    }

    [Fact]
    public async Task Fitting_and_fresh_items_come_first_and_filters_hold()
    {
        var (tenant, path) = (await TenantAsync(), "/score");
        await tenant.AsAsync<TopicEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new TopicEntry("Кофе", "кофейня, обжарка", "ru", [])));
        domain.Site.Put(path, FeedSite.Rss("Score", ("Погода на завтра", "https://e.test/1", "Дождь"), ("Новые кофейни и обжарка зерна", "https://e.test/2", "В городе"), ("100% скидка", "https://e.test/3", "_")));
        await CollectAsync(tenant, await AddAsync(tenant, path));

        var all = await PageAsync(tenant, new TrendFilter());
        Assert.Equal("Новые кофейни и обжарка зерна", all.Rows[0].Title);
        Assert.Equal("Кофе", all.Rows[0].TopicName);
        Assert.InRange(all.Rows[0].Score, 90, 100);
        Assert.Equal(["100% скидка"], (await PageAsync(tenant, new TrendFilter(List: new ListQuery("100%")))).Rows.Select(r => r.Title));
        Assert.True((await tenant.AsAsync<TrendCuration, Result>(MemberRole.Editor, c => c.HideAsync(all.Rows[1].Id))).Ok);
        Assert.Equal(2, (await PageAsync(tenant, new TrendFilter(List: new ListQuery(Page: 99)))).Total);
        Assert.Equal(1, (await PageAsync(tenant, new TrendFilter(State: TrendItemState.Hidden))).Total);
    }

    [Fact]
    public void Scores_keep_their_order_while_they_fade()
    {
        var now = domain.Clock.GetUtcNow();
        var (fresh, old) = (TrendScore.Stored(now, 1, 0.6), TrendScore.Stored(now.AddDays(-1), 1, 0.6));

        Assert.Equal(60, TrendScore.Now(fresh, now), 3);
        Assert.Equal(30, TrendScore.Now(old, now), 3);
        Assert.Equal(30, TrendScore.Now(fresh, now.AddDays(1)), 3);
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"collect-{Interlocked.Increment(ref tenants)}");

    private async Task<Guid> AddAsync(TestTenant tenant, string path) =>
        (await tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(domain.Site.At(path))))).Value;

    private static Task<Result<Collected>> CollectAsync(TestTenant tenant, Guid source) =>
        tenant.AsAsync<TrendCollector, Result<Collected>>(MemberRole.Editor, c => c.CollectAsync(source));

    private async Task CollectDueAsync()
    {
        while (await domain.Services.GetRequiredService<DueSources>().CollectAsync(CancellationToken.None) > 0)
        {
        }
    }

    private static Task<ListPage<TrendRow>> PageAsync(TestTenant tenant, TrendFilter filter) => tenant.AsAsync<TrendQueries, ListPage<TrendRow>>(MemberRole.Viewer, q => q.ListAsync(filter));

    private static async Task<IReadOnlyList<TrendRow>> ItemsAsync(TestTenant tenant) => (await PageAsync(tenant, new TrendFilter())).Rows;

    private static async Task<SourceRow> SourceAsync(TestTenant tenant) =>
        (await tenant.AsAsync<SourceQueries, ListPage<SourceRow>>(MemberRole.Viewer, q => q.ListAsync(new SourceFilter()))).Rows.Single();
}
