using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Trends;

public sealed class SourceEditorTests(FeedDomain domain) : IClassFixture<FeedDomain>
{
    private static int tenants;

    [Fact]
    public async Task Takes_the_name_of_a_feed_that_answers()
    {
        domain.Site.Put("/coffee", FeedSite.Rss("Coffee news"));
        var tenant = await TenantAsync();

        var added = await AddAsync(tenant, $"  {domain.Site.At("/coffee")} ");

        Assert.True(added.Ok);
        var source = Assert.Single(await SourcesAsync(tenant));
        Assert.Equal(("Coffee news", domain.Site.At("/coffee")), (source.Name, source.Address));
    }

    [Theory]
    [InlineData("", "Trends.AddressMissing")]
    [InlineData("   ", "Trends.AddressMissing")]
    [InlineData("ftp://example.com/feed", "Outgoing.NotWebAddress")]
    [InlineData("not an address", "Outgoing.NotWebAddress")]
    [InlineData("http://127.0.0.1/feed", "Outgoing.NotPublic")]
    [InlineData("http://169.254.169.254/latest", "Outgoing.NotPublic")]
    [InlineData("localhost", "Outgoing.NotPublic")]
    public async Task Refuses_addresses_that_are_no_public_feed(string address, string reason)
    {
        var tenant = await TenantAsync();

        var added = await AddAsync(tenant, address);

        Assert.Equal((nameof(SourceEntry.Address), reason), (added.Problem?.Field, added.Problem?.TextKey));
        Assert.Empty(await SourcesAsync(tenant));
    }

    [Fact]
    public async Task Takes_the_feed_that_a_page_names()
    {
        domain.Site.Put("/blog", "<!doctype html><html><head><link rel=alternate type='application/rss+xml' href='/blog.rss'></head><body></body></html>", "text/html");
        domain.Site.Put("/blog.rss", FeedSite.Rss("The blog", ("One", "https://blog.test/1", "")));
        var tenant = await TenantAsync();

        var added = await AddAsync(tenant, domain.Site.At("/blog"));
        var again = await AddAsync(tenant, domain.Site.At("/blog"));

        Assert.True(added.Ok);
        var source = Assert.Single(await SourcesAsync(tenant));
        Assert.Equal((SourceKind.Feed, "The blog", domain.Site.At("/blog.rss")), (source.Kind, source.Name, source.Address));
        Assert.Equal((ProblemKind.Conflict, "Trends.SourceTaken"), (again.Problem?.Kind, again.Problem?.TextKey));
    }

    [Fact]
    public async Task Reads_a_page_of_headlines_where_there_is_no_feed()
    {
        domain.Site.Put("/news", "<!doctype html><html><head><title>Town news</title><link rel=alternate type='application/rss+xml' href='/broken.rss'></head><body><nav><a href='/about-us-and-our-team'>About us and everybody who works here</a></nav>"
            + "<main><h2><a href='/news/1'>New bakery</a></h2><p><a href='/news/the-fair-2'>The fair opens on Saturday at ten</a></p><a href='/news/3'>more</a></main></body></html>", "text/html");
        var tenant = await TenantAsync();

        var found = await tenant.AsAsync<SourceEditor, Result<FoundFeed>>(MemberRole.Editor, e => e.LookAsync(domain.Site.At("/news")));
        var added = await AddAsync(tenant, domain.Site.At("/news"));

        Assert.Equal(["New bakery", "The fair opens on Saturday at ten"], found.Value.Newest);
        Assert.Equal((SourceKind.WebPage, "Town news"), (found.Value.Kind, found.Value.Title));
        Assert.True(added.Ok);
    }

    [Fact]
    public async Task Refuses_a_missing_page_at_its_field()
    {
        var added = await AddAsync(await TenantAsync(), domain.Site.At("/nothing-here"));

        Assert.Equal(("Outgoing.NotFound", nameof(SourceEntry.Address)), (added.Problem?.TextKey, added.Problem?.Field));
    }

    [Fact]
    public async Task Refuses_the_same_address_twice()
    {
        domain.Site.Put("/twice", FeedSite.Rss("Twice"));
        var tenant = await TenantAsync();
        await AddAsync(tenant, domain.Site.At("/twice"));

        var again = await AddAsync(tenant, domain.Site.At("/twice"));

        Assert.Equal((ProblemKind.Conflict, "Trends.SourceTaken"), (again.Problem?.Kind, again.Problem?.TextKey));
    }

    [Fact]
    public async Task Viewers_may_not_add_sources()
    {
        var tenant = await TenantAsync();

        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Viewer, e => e.AddAsync(new SourceEntry("https://example.com"))));
    }

    [Fact]
    public async Task Pauses_resumes_renames_and_removes_a_source()
    {
        domain.Site.Put("/life", FeedSite.Rss("Life"));
        var tenant = await TenantAsync();
        var id = (await AddAsync(tenant, domain.Site.At("/life"))).Value;

        Assert.True((await EditAsync(tenant, e => e.PauseAsync(id))).Ok);
        Assert.Equal(SourceState.Paused, (await SourcesAsync(tenant)).Single().State);
        Assert.True((await EditAsync(tenant, e => e.ResumeAsync(id))).Ok);
        Assert.True((await EditAsync(tenant, e => e.ChangeAsync(id, "Other name", 30, null))).Ok);
        Assert.Equal(("Other name", 30, SourceState.Active), (await SourcesAsync(tenant)).Select(s => (s.Name, s.IntervalMinutes, s.State)).Single());
        Assert.Equal("Trends.SourceInterval", (await EditAsync(tenant, e => e.ChangeAsync(id, "Other name", 1, null))).Problem?.TextKey);
        Assert.True((await EditAsync(tenant, e => e.RemoveAsync(id))).Ok);
        Assert.Empty(await SourcesAsync(tenant));
    }

    [Fact]
    public async Task A_foreign_source_is_not_found()
    {
        domain.Site.Put("/mine", FeedSite.Rss("Mine"));
        var id = (await AddAsync(await TenantAsync(), domain.Site.At("/mine"))).Value;

        var touched = await EditAsync(await TenantAsync(), e => e.RemoveAsync(id));

        Assert.Equal(ProblemKind.NotFound, touched.Problem?.Kind);
    }

    [Fact]
    public async Task Topics_keep_keywords_and_subscribed_companies()
    {
        var tenant = await TenantAsync();
        var entry = new TopicEntry(" Кофе ", "кофе, зерно\nобжарка, кофе", "ru", [tenant.CompanyId, Guid.Empty]);

        var added = await tenant.AsAsync<TopicEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(entry));
        var again = await tenant.AsAsync<TopicEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(entry));
        var topic = Assert.Single((await tenant.AsAsync<TopicQueries, ListPage<TopicRow>>(MemberRole.Viewer, q => q.ListAsync(new TopicFilter()))).Rows);

        Assert.Equal(("Кофе", "кофе зерно обжарка"), (topic.Name, string.Join(' ', topic.Keywords)));
        Assert.Equal([tenant.CompanyId], topic.CompanyIds);
        Assert.Equal((nameof(TopicEntry.Name), "Trends.TopicTaken"), (again.Problem?.Field, again.Problem?.TextKey));
        Assert.True((await tenant.AsAsync<TopicEditor, Result>(MemberRole.Editor, e => e.ChangeAsync(added.Value, entry with { CompanyIds = [] }))).Ok);
        Assert.True((await tenant.AsAsync<TopicEditor, Result>(MemberRole.Editor, e => e.RemoveAsync(added.Value))).Ok);
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"source-{Interlocked.Increment(ref tenants)}");

    private static Task<Result<Guid>> AddAsync(TestTenant tenant, string address) =>
        tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(address)));

    private static Task<Result> EditAsync(TestTenant tenant, Func<SourceEditor, Task<Result>> act) => tenant.AsAsync(MemberRole.Editor, act);

    private static async Task<IReadOnlyList<SourceRow>> SourcesAsync(TestTenant tenant) =>
        (await tenant.AsAsync<SourceQueries, ListPage<SourceRow>>(MemberRole.Viewer, q => q.ListAsync(new SourceFilter()))).Rows;
}
