using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.Saved;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Trends;

public sealed class SavedFilterTests(FeedDomain domain) : IClassFixture<FeedDomain>
{
    private static int tenants;

    [Fact]
    public async Task Views_belong_to_one_person_and_one_opens_first()
    {
        var tenant = await TenantAsync();
        await SaveAsync(tenant, MemberRole.Editor, "Кофе", "?topic=1&sort=-score", true);
        await SaveAsync(tenant, MemberRole.Editor, "Сохранённое", "state=saved", true);
        await SaveAsync(tenant, MemberRole.Viewer, "Чужая", "state=new", false);

        Assert.Equal([("Кофе", "topic=1&sort=-score", false), ("Сохранённое", "state=saved", true)], await ViewsAsync(tenant, MemberRole.Editor));
        Assert.Equal([("Чужая", "state=new", false)], await ViewsAsync(tenant, MemberRole.Viewer));
    }

    [Fact]
    public async Task A_name_that_is_there_gets_the_new_view()
    {
        var tenant = await TenantAsync();
        await SaveAsync(tenant, MemberRole.Viewer, "Моё", "q=one", false);
        await SaveAsync(tenant, MemberRole.Viewer, " Моё ", "q=two", true);

        Assert.Equal([("Моё", "q=two", true)], await ViewsAsync(tenant, MemberRole.Viewer));
        Assert.Equal("Trends.FilterName", (await tenant.AsAsync<SavedFilters, Result>(MemberRole.Viewer, f => f.SaveAsync(" \u200B ", "q=1", false))).Problem?.TextKey);
    }

    [Fact]
    public async Task Nobody_removes_or_opens_the_view_of_another()
    {
        var tenant = await TenantAsync();
        await SaveAsync(tenant, MemberRole.Editor, "Моё", "q=one", true);
        var id = (await tenant.AsAsync<SavedFilters, IReadOnlyList<SavedFilter>>(MemberRole.Editor, f => f.ListAsync())).Single().Id;

        Assert.Equal(ProblemKind.NotFound, (await tenant.AsAsync<SavedFilters, Result>(MemberRole.Viewer, f => f.RemoveAsync(id))).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await tenant.AsAsync<SavedFilters, Result>(MemberRole.Viewer, f => f.OpenFirstAsync(id))).Problem?.Kind);
        Assert.True((await tenant.AsAsync<SavedFilters, Result>(MemberRole.Editor, f => f.OpenFirstAsync(null))).Ok);
        Assert.Equal([("Моё", "q=one", false)], await ViewsAsync(tenant, MemberRole.Editor));
        Assert.True((await tenant.AsAsync<SavedFilters, Result>(MemberRole.Editor, f => f.RemoveAsync(id))).Ok);
        Assert.Empty(await ViewsAsync(tenant, MemberRole.Editor));
    }

    [Fact]
    public async Task A_source_tells_since_when_it_fails_and_when_it_fell_silent()
    {
        var tenant = await TenantAsync();
        var path = $"/{tenant.Slug}";
        domain.Site.Put(path, FeedSite.Rss("Health", ("One", $"https://health.test{path}", "")));
        var source = (await tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(domain.Site.At(path))))).Value;
        await CollectAsync(tenant, source);
        Assert.Equal((0.25, false), ((await RowAsync(tenant)).PerWeek, (await RowAsync(tenant)).IsSilent(domain.Clock.GetUtcNow())));
        await domain.AdvanceAsync(TimeSpan.FromDays(31));
        await CollectAsync(tenant, source);
        Assert.True((await RowAsync(tenant, new SourceFilter(Silent: true))).IsSilent(domain.Clock.GetUtcNow()));

        var since = domain.Clock.GetUtcNow();
        domain.Site.Answer(path, http => { http.Response.StatusCode = 500; return Task.CompletedTask; });
        await CollectAsync(tenant, source);
        await domain.AdvanceAsync(TimeSpan.FromHours(3));
        await CollectAsync(tenant, source);

        var failing = await RowAsync(tenant);
        Assert.Equal((since, 2, false), (failing.FailingSince, failing.Failures, failing.IsSilent(domain.Clock.GetUtcNow())));
        domain.Site.Put(path, FeedSite.Rss("Health", ("Two", $"https://health.test{path}/2", "")));
        await CollectAsync(tenant, source);
        Assert.Equal((null, domain.Clock.GetUtcNow()), ((await RowAsync(tenant)).FailingSince, (await RowAsync(tenant)).QuietSince));
    }

    [Fact]
    public async Task A_heavier_source_lifts_the_ideas_it_brought()
    {
        var tenant = await TenantAsync();
        var path = $"/{tenant.Slug}";
        domain.Site.Put(path, FeedSite.Rss("Weight", ("One", $"https://weight.test{path}", "")));
        var source = (await tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(domain.Site.At(path))))).Value;
        await CollectAsync(tenant, source);
        var before = await IdeaAsync(tenant);

        Assert.True((await tenant.AsAsync<SourceEditor, Result>(MemberRole.Editor, e => e.ChangeAsync(source, "Weight", 60, null, 2))).Ok);

        var after = await IdeaAsync(tenant);
        Assert.Equal((2, 2), (after.Weight, Math.Round(after.Score / before.Score, 6)));
        Assert.Equal("Weight", (await tenant.AsAsync<SourceEditor, Result>(MemberRole.Editor, e => e.ChangeAsync(source, "Weight", 60, null, double.NaN))).Problem?.Field);
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"view-{Interlocked.Increment(ref tenants)}");

    private static Task<Result> SaveAsync(TestTenant tenant, MemberRole role, string name, string query, bool first) => tenant.AsAsync<SavedFilters, Result>(role, f => f.SaveAsync(name, query, first));

    private static async Task<IEnumerable<(string, string, bool)>> ViewsAsync(TestTenant tenant, MemberRole role) =>
        (await tenant.AsAsync<SavedFilters, IReadOnlyList<SavedFilter>>(role, f => f.ListAsync())).Select(f => (f.Name, f.Query, f.IsDefault)).ToList();

    private static Task<Result<Collected>> CollectAsync(TestTenant tenant, Guid source) => tenant.AsAsync<TrendCollector, Result<Collected>>(MemberRole.Editor, c => c.CollectAsync(source));

    private static async Task<SourceRow> RowAsync(TestTenant tenant, SourceFilter? filter = null) =>
        (await tenant.AsAsync<SourceQueries, ListPage<SourceRow>>(MemberRole.Viewer, q => q.ListAsync(filter ?? new SourceFilter()))).Rows.Single();

    private static async Task<TrendRow> IdeaAsync(TestTenant tenant) => (await tenant.AsAsync<TrendQueries, ListPage<TrendRow>>(MemberRole.Viewer, q => q.ListAsync(new TrendFilter()))).Rows.Single();
}
