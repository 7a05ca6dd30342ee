using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.Niches;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Trends;

public sealed class NicheTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int tenants;

    [Fact]
    public async Task A_niche_keeps_every_field()
    {
        var tenant = await TenantAsync();
        var id = await AddAsync(tenant, new NicheEntry("Домашняя выпечка", "", "Хлеб и пироги", NicheStatus.Active, 8, Competition.Medium, NicheTrend.Growing, 1250.5m, "rub", 12_000, "хлеб, закваска", "Те, кто печёт дома", "Рецепты\nМука"));

        var niche = (await OneAsync(tenant, id)).Value;

        Assert.Equal(("domashnyaya-vypechka", (short?)8, (Competition?)Competition.Medium, (NicheTrend?)NicheTrend.Growing), (niche.Slug, niche.Potential, niche.Competition, niche.Trend));
        Assert.Equal((1250.5m, "RUB", 12_000, "Те, кто печёт дома"), (niche.AveragePrice, niche.Currency, niche.SearchVolume, niche.Audience));
        Assert.Equal([["хлеб", "закваска"], ["Рецепты", "Мука"]], [niche.Keywords, niche.Pillars]);
        Assert.True((await tenant.AsAsync<NicheEditor, Result>(MemberRole.Editor, e => e.ChangeAsync(id, new NicheEntry("Выпечка", niche.Slug)))).Ok);
        Assert.Equal(("Выпечка", null), ((await OneAsync(tenant, id)).Value.Name, (await OneAsync(tenant, id)).Value.AveragePrice));
    }

    [Fact]
    public async Task Each_fault_is_named_at_its_field()
    {
        var tenant = await TenantAsync();
        await AddAsync(tenant, new NicheEntry("Taken"));
        foreach (var (entry, field) in new (NicheEntry, string)[]
        {
            (new(""), "Name"), (new("A", "Не латиница"), "Slug"), (new("Taken"), "Slug"), (new("A", Potential: 11), "Potential"), (new("A", AveragePrice: -1), "AveragePrice"), (new("A", AveragePrice: 1, Currency: "рубль"), "Currency"),
            (new("A", SearchVolume: -1), "SearchVolume"), (new("A", Keywords: new string('x', 61)), "Keywords"), (new("A", Pillars: new string('x', 201)), "Pillars"), (new("A", Description: new string('x', 4001)), "Description"),
        })
            Assert.Equal(field, (await tenant.AsAsync<NicheEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(entry))).Problem?.Field);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<NicheEditor, Result<Guid>>(MemberRole.Viewer, e => e.AddAsync(new NicheEntry("B"))));
    }

    [Fact]
    public async Task A_young_niche_says_that_data_are_missing()
    {
        var tenant = await TenantAsync();
        var niche = await AddAsync(tenant, new NicheEntry("Young"));

        var facts = await FactsAsync(tenant, niche);

        Assert.Equal((null, null, null, null), (facts.PerWeek, facts.Growth, facts.Trend, facts.Since));
        Assert.True(facts.BestPosts.Count + facts.Proposed.Count + facts.Shares.Count == 0);
    }

    [Fact]
    public async Task Weeks_growth_shares_and_words_come_from_own_items()
    {
        var tenant = await TenantAsync();
        var niche = await AddAsync(tenant, new NicheEntry("Grown", Keywords: "хлеб"));
        var bread = await TopicAsync(tenant, "Хлеб", niche);
        var tea = await TopicAsync(tenant, "Чай", niche);
        await ItemsAsync(tenant, bread, 30, 6, i => $"Ржаная закваска без дрожжей, опыт {i}");
        await ItemsAsync(tenant, bread, 12, 40, i => $"Хлеб недели, выпуск {i}");
        await ItemsAsync(tenant, tea, 10, 3, i => $"Чайная церемония дома, вечер {i}");
        await ItemsAsync(tenant, tea, 1, 60, _ => "Первая чашка");

        var facts = await FactsAsync(tenant, niche);

        Assert.Equal([0, 0, 12, 0, 0, 0, 0, 40], facts.Weeks);
        Assert.Equal((10.0, NicheTrend.Growing), (facts.PerWeek, facts.Trend));
        Assert.Equal((40 - 12) / 12.0, facts.Growth!.Value, 6);
        Assert.Equal([("Хлеб", 30, 0.75), ("Чай", 10, 0.25)], facts.Shares.Select(s => (s.Topic, s.Items, s.Share)));
        Assert.Contains(facts.Proposed, w => w.Contains("закваска", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("хлеб", facts.Proposed);
        Assert.True((await tenant.AsAsync<NicheEditor, Result>(MemberRole.Editor, e => e.AddKeywordAsync(niche, facts.Proposed[0]))).Ok);
        Assert.DoesNotContain(facts.Proposed[0], (await FactsAsync(tenant, niche)).Proposed);
        Assert.Equal(53, (await tenant.AsAsync<NicheQueries, ListPage<NicheRow>>(MemberRole.Viewer, q => q.ListAsync(new NicheFilter()))).Rows.Single().Items);
    }

    [Fact]
    public async Task Topics_outlive_their_niche()
    {
        var tenant = await TenantAsync();
        var niche = await AddAsync(tenant, new NicheEntry("Short"));
        await TopicAsync(tenant, "Stays", niche);

        Assert.True((await tenant.AsAsync<NicheEditor, Result>(MemberRole.Editor, e => e.RemoveAsync(niche))).Ok);

        Assert.Null((await tenant.AsAsync<TopicQueries, ListPage<TopicRow>>(MemberRole.Viewer, q => q.ListAsync(new TopicFilter()))).Rows.Single().NicheId);
        Assert.Equal(ProblemKind.NotFound, (await OneAsync(tenant, niche)).Problem?.Kind);
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"niche-{Interlocked.Increment(ref tenants)}");

    private static async Task<Guid> AddAsync(TestTenant tenant, NicheEntry entry)
    {
        var added = await tenant.AsAsync<NicheEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(entry));
        Assert.True(added.Ok, added.Problem?.TextKey);
        return added.Value;
    }

    private static async Task<Guid> TopicAsync(TestTenant tenant, string name, Guid niche) =>
        (await tenant.AsAsync<TopicEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new TopicEntry(name, "", "ru", [], niche)))).Value;

    private static Task<Result<NicheRow>> OneAsync(TestTenant tenant, Guid niche) => tenant.AsAsync<NicheQueries, Result<NicheRow>>(MemberRole.Viewer, q => q.OneAsync(niche));

    private static Task<NicheFacts> FactsAsync(TestTenant tenant, Guid niche) => tenant.AsAsync<NicheAnalysis, NicheFacts>(MemberRole.Viewer, a => a.ReadAsync(niche));

    private Task<int> ItemsAsync(TestTenant tenant, Guid topic, int count, int daysAgo, Func<int, string> title) => tenant.DbAsync(async db =>
    {
        var at = domain.Clock.GetUtcNow().AddDays(-daysAgo);
        var source = await db.TrendSources.FirstOrDefaultAsync() ?? db.TrendSources.Add(new TrendSource(tenant.Id, Ids.New(at), SourceKind.Feed, "Feed", "https://feed.test/", null, at)).Entity;
        for (var n = 0; n < count; n++)
            db.TrendItems.Add(new TrendItem(tenant.Id, Ids.New(at), source.Id, topic, $"https://{topic:N}.test/{daysAgo}/{n}", title(n), at));
        return await db.SaveChangesAsync();
    });
}
