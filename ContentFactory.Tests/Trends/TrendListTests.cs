using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Trends;

/// <summary>The lists of ideas, topics and sources: order, filters, and what they refuse.</summary>
public sealed class TrendListTests(FeedDomain domain) : IClassFixture<FeedDomain>
{
    private static int tenants;

    [Fact]
    public async Task Topics_are_found_by_keyword_and_sorted_by_what_they_hold()
    {
        var tenant = await TenantAsync();
        var coffee = await TopicAsync(tenant, "Coffee", "beans, roast", "en", [tenant.CompanyId]);
        await TopicAsync(tenant, "Автоматы", "аренда", "ru", []);
        domain.Site.Put("/list-coffee", FeedSite.Rss("Coffee news", ("Roast day", "https://list.test/1", "Beans and roast.")));
        var source = await SourceAsync(tenant, "/list-coffee", coffee);
        await tenant.AsAsync<TrendCollector, Result<Collected>>(MemberRole.Editor, c => c.CollectAsync(source));

        Assert.Equal(["Coffee"], await NamesAsync(tenant, new TopicFilter(List: new ListQuery("ROAST"))));
        Assert.Equal(["Автоматы"], await NamesAsync(tenant, new TopicFilter(Language: "ru")));
        Assert.Equal(["Coffee"], await NamesAsync(tenant, new TopicFilter(CompanyId: tenant.CompanyId)));
        Assert.Equal(["Coffee", "Автоматы"], await NamesAsync(tenant, new TopicFilter(List: new ListQuery(Sort: "sources", Descending: true))));
        Assert.Equal(["Coffee", "Автоматы"], await NamesAsync(tenant, new TopicFilter(List: new ListQuery(Sort: "ideas", Descending: true))));
    }

    [Fact]
    public async Task Sources_are_found_by_address_topic_and_state()
    {
        var tenant = await TenantAsync();
        domain.Site.Put("/list-a", FeedSite.Rss("Alpha"));
        domain.Site.Put("/list-b", FeedSite.Rss("Beta"));
        var topic = await TopicAsync(tenant, "Any", "", "en", []);
        var alpha = await SourceAsync(tenant, "/list-a", topic);
        await SourceAsync(tenant, "/list-b", null);
        await tenant.AsAsync<SourceEditor, Result>(MemberRole.Editor, e => e.PauseAsync(alpha));

        Assert.Equal(["Beta"], await SourcesAsync(tenant, new SourceFilter(List: new ListQuery("list-b"))));
        Assert.Equal(["Alpha"], await SourcesAsync(tenant, new SourceFilter(TopicId: topic)));
        Assert.Equal(["Alpha"], await SourcesAsync(tenant, new SourceFilter(State: SourceState.Paused)));
        Assert.Equal(["Beta", "Alpha"], await SourcesAsync(tenant, new SourceFilter(List: new ListQuery(Sort: "name", Descending: true))));
        foreach (var key in new[] { "state", "checked", "next", "ideas" })
            Assert.Equal(2, (await SourcesAsync(tenant, new SourceFilter(List: new ListQuery(Sort: key)))).Count);
    }

    [Fact]
    public async Task Ideas_of_a_company_are_those_of_its_topics()
    {
        var tenant = await TenantAsync();
        var coffee = await TopicAsync(tenant, "Coffee", "beans", "en", [tenant.CompanyId]);
        domain.Site.Put("/list-mixed", FeedSite.Rss("Mixed", ("Beans are here", "https://list.test/beans", "Beans."), ("Nothing of it", "https://list.test/other", "Other.")));
        var source = await SourceAsync(tenant, "/list-mixed", null);
        await tenant.AsAsync<TrendCollector, Result<Collected>>(MemberRole.Editor, c => c.CollectAsync(source));

        Assert.Equal(["Beans are here"], await TitlesAsync(tenant, new TrendFilter(CompanyId: tenant.CompanyId)));
        Assert.Equal(["Beans are here"], await TitlesAsync(tenant, new TrendFilter(TopicId: coffee)));
        Assert.Equal(["Nothing of it", "Beans are here"], await TitlesAsync(tenant, new TrendFilter(List: new ListQuery(Sort: "title", Descending: true))));
        Assert.Equal(new TrendCounts(1, 1, 0), await tenant.AsAsync<TrendQueries, TrendCounts>(MemberRole.Viewer, q => q.CountsAsync()));
    }

    [Fact]
    public async Task An_address_is_looked_at_without_being_kept()
    {
        var tenant = await TenantAsync();
        domain.Site.Put("/list-look", FeedSite.Rss("Looked at", ("First", "https://list.test/f", "One."), ("Second", "https://list.test/s", "Two.")));

        var found = await tenant.AsAsync<SourceEditor, Result<FoundFeed>>(MemberRole.Editor, e => e.LookAsync(domain.Site.At("/list-look")));

        Assert.Equal(("Looked at", 2), (found.Value.Title, found.Value.Items));
        Assert.Equal(["First", "Second"], found.Value.Newest);
        Assert.Empty(await SourcesAsync(tenant, new SourceFilter()));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<SourceEditor, Result<FoundFeed>>(MemberRole.Viewer, e => e.LookAsync("https://example.com")));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<SourceEditor, Result>(MemberRole.Viewer, e => e.ChangeAsync(Guid.Empty, "Name", 60, null)));
    }

    [Fact]
    public void A_score_is_the_product_of_its_parts()
    {
        var (now, published) = (new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var score = TrendScore.Now(TrendScore.Stored(published, 1.5, 0.6, 4), now);

        var parts = TrendScore.Parts(published, 1.5, 0.6, 4, now);

        Assert.Equal(new ScoreParts(0.5, 1.5, 0.6, 2), parts);
        Assert.Equal(90, score, 6);
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"trend-list-{Interlocked.Increment(ref tenants)}");

    private static async Task<Guid> TopicAsync(TestTenant tenant, string name, string keywords, string language, Guid[] companies) =>
        (await tenant.AsAsync<TopicEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new TopicEntry(name, keywords, language, companies)))).Value;

    private async Task<Guid> SourceAsync(TestTenant tenant, string path, Guid? topic) =>
        (await tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(domain.Site.At(path), TopicId: topic)))).Value;

    private static async Task<List<string>> NamesAsync(TestTenant tenant, TopicFilter filter) =>
        [.. (await tenant.AsAsync<TopicQueries, ListPage<TopicRow>>(MemberRole.Viewer, q => q.ListAsync(filter))).Rows.Select(t => t.Name)];

    private static async Task<List<string>> SourcesAsync(TestTenant tenant, SourceFilter filter) =>
        [.. (await tenant.AsAsync<SourceQueries, ListPage<SourceRow>>(MemberRole.Viewer, q => q.ListAsync(filter))).Rows.Select(s => s.Name)];

    private static async Task<List<string>> TitlesAsync(TestTenant tenant, TrendFilter filter) =>
        [.. (await tenant.AsAsync<TrendQueries, ListPage<TrendRow>>(MemberRole.Viewer, q => q.ListAsync(filter))).Rows.Select(i => i.Title)];
}
