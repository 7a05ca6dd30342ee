using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Trends.Clusters;

public sealed class StoryClusterTests(FeedDomain domain) : IClassFixture<FeedDomain>
{
    private const string Story = "Обжарщики подняли цены на арабику второй раз за осень";
    private static int tenants;

    [Fact]
    public async Task Sources_of_one_story_make_one_idea()
    {
        var tenant = await TenantAsync();
        await CollectAsync(tenant, await SourceAsync(tenant, "one", (Story, "Зерно дорожает.")));
        await CollectAsync(tenant, await SourceAsync(tenant, "two", ($"{Story} — Городские новости", "Зерно дорожает."), ("Погода в выходные будет ясной и морозной", "")));

        var rows = await IdeasAsync(tenant);

        Assert.Equal([(Story, 2), ("Погода в выходные будет ясной и морозной", 1)], rows.Select(r => (r.Title, r.Sources)));
        Assert.Equal([(Story, "one"), ($"{Story} — Городские новости", "two")], (await TellersAsync(tenant, rows[0].Id)).Select(t => (t.Title, t.SourceName)));
        Assert.Equal(1.5, rows[0].Score / rows[1].Score, 2);
        Assert.Equal([Story], (await IdeasAsync(tenant, new TrendFilter(Sources: 2))).Select(r => r.Title));
    }

    [Fact]
    public async Task A_story_is_found_by_the_words_and_source_of_each_teller()
    {
        var tenant = await TenantAsync();
        await CollectAsync(tenant, await SourceAsync(tenant, "first", (Story, "")));
        var second = await SourceAsync(tenant, "second", ($"{Story} — Зерновой вестник", ""));
        await CollectAsync(tenant, second);

        Assert.Equal([Story], (await IdeasAsync(tenant, new TrendFilter(List: new ListQuery("вестник")))).Select(r => r.Title));
        Assert.Equal([Story], (await IdeasAsync(tenant, new TrendFilter(SourceId: second))).Select(r => r.Title));
        Assert.Equal([1, 1], (await tenant.AsAsync<SourceQueries, ListPage<SourceRow>>(MemberRole.Viewer, q => q.ListAsync(new SourceFilter()))).Rows.Select(s => s.Items));
    }

    [Fact]
    public async Task Sources_collected_at_once_still_meet()
    {
        var tenant = await TenantAsync();
        var sources = new List<Guid>();
        for (var n = 0; n < 8; n++)
            sources.Add(await SourceAsync(tenant, $"race-{n}", [.. Enumerable.Range(0, 10).Select(i => (Headline(i), ""))]));

        await Task.WhenAll(sources.Select(s => CollectAsync(tenant, s)));

        var rows = await IdeasAsync(tenant);
        Assert.All(rows, r => Assert.Equal(8, r.Sources));
        Assert.Equal(80, await tenant.DbAsync(db => Task.FromResult(db.TrendItems.Count())));
    }

    [Fact]
    public async Task An_item_between_two_stories_makes_them_one()
    {
        var tenant = await TenantAsync();
        const string lead = "Пекарня на Баумана работает с семи утра, сахар заменили финиками и яблочным пюре из местных садов.";
        await CollectAsync(tenant, await SourceAsync(tenant, "left", ("Пекарня без сахара открылась: рецепты, цены, очередь на квартал", lead)));
        await CollectAsync(tenant, await SourceAsync(tenant, "right", ("Пекарня без сахара открылась: рецепты, цены, отзывы соседей рядом", "")));
        Assert.Equal(2, (await IdeasAsync(tenant)).Count);
        var oldest = (await IdeasAsync(tenant)).OrderBy(r => r.Id).First();
        await tenant.AsAsync<TrendCuration, Result>(MemberRole.Editor, c => c.SaveAsync(oldest.Id));

        await CollectAsync(tenant, await SourceAsync(tenant, "middle", ("Пекарня без сахара открылась: рецепты, цены, отзывы соседей", lead)));

        var story = Assert.Single(await IdeasAsync(tenant));
        Assert.Equal((oldest.Id, 3, TrendItemState.Saved), (story.Id, story.Sources, story.State));
    }

    [Fact]
    public async Task A_hidden_story_stays_hidden_when_others_tell_it()
    {
        var tenant = await TenantAsync();
        await CollectAsync(tenant, await SourceAsync(tenant, "early", (Story, "")));
        await tenant.AsAsync<TrendCuration, Result>(MemberRole.Editor, async c => await c.HideAsync((await IdeasAsync(tenant)).Single().Id));

        await CollectAsync(tenant, await SourceAsync(tenant, "late", (Story, "")));

        Assert.Empty(await IdeasAsync(tenant));
        Assert.Equal(2, (await IdeasAsync(tenant, new TrendFilter(State: TrendItemState.Hidden))).Single().Sources);
        await tenant.AsAsync<TrendCuration, Result>(MemberRole.Editor, async c => await c.ShowAsync((await IdeasAsync(tenant, new TrendFilter(State: TrendItemState.Hidden))).Single().Id));
        Assert.Equal(2, await tenant.DbAsync(db => Task.FromResult(db.TrendItems.Count(i => i.State == TrendItemState.New))));
    }

    [Fact]
    public async Task A_story_outlives_the_source_that_told_it_first()
    {
        var tenant = await TenantAsync();
        var sources = new List<Guid>();
        foreach (var name in new[] { "gone", "stays", "stays-too" })
        {
            sources.Add(await SourceAsync(tenant, name, (Story, "")));
            await CollectAsync(tenant, sources[^1]);
        }
        await tenant.AsAsync<TrendCuration, Result>(MemberRole.Editor, async c => await c.SaveAsync((await IdeasAsync(tenant)).Single().Id));

        await RemoveAsync(tenant, sources[0]);

        var story = Assert.Single(await IdeasAsync(tenant));
        Assert.Equal(("stays", 2, TrendItemState.Saved), (story.SourceName, story.Sources, story.State));
        await RemoveAsync(tenant, sources[2]);
        Assert.Equal(1, Assert.Single(await IdeasAsync(tenant)).Sources);
    }

    [Fact]
    public async Task The_database_scores_as_the_application_does()
    {
        var at = new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.Zero);
        foreach (var (weight, fit, sources) in new[] { (1.0, 0.6, 1), (2.0, 0.2, 7), (0.0, 1.0, 2) })
        {
            var stored = await domain.OwnerSqlAsync<double>(FormattableString.Invariant($"select trend_score('{at:O}', {weight}, {fit}, {sources})"));
            Assert.Equal(TrendScore.Stored(at, weight, fit, sources), stored, 9);
        }
    }

    private static string Headline(int number)
    {
        const string letters = "бгджзклмнпрстфхц";
        return string.Join(' ', Enumerable.Range(number * 7, 7).Select(n => $"ко{letters[n % 16]}о{letters[n / 16]}"));
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"story-{Interlocked.Increment(ref tenants)}");

    private async Task<Guid> SourceAsync(TestTenant tenant, string name, params (string Title, string Text)[] items)
    {
        // ids of one moment have no order
        await domain.AdvanceAsync(TimeSpan.FromSeconds(1));
        var path = $"/{tenant.Slug}-{name}";
        domain.Site.Put(path, FeedSite.Rss(name, [.. items.Select((i, n) => (i.Title, $"https://story.test{path}/{n}", i.Text))]));
        return (await tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(domain.Site.At(path))))).Value;
    }

    private static Task<Result<Collected>> CollectAsync(TestTenant tenant, Guid source) =>
        tenant.AsAsync<TrendCollector, Result<Collected>>(MemberRole.Editor, c => c.CollectAsync(source));

    private static Task<Result> RemoveAsync(TestTenant tenant, Guid source) => tenant.AsAsync<SourceEditor, Result>(MemberRole.Editor, e => e.RemoveAsync(source));

    private static async Task<IReadOnlyList<TrendRow>> IdeasAsync(TestTenant tenant, TrendFilter? filter = null) =>
        (await tenant.AsAsync<TrendQueries, ListPage<TrendRow>>(MemberRole.Viewer, q => q.ListAsync(filter ?? new TrendFilter()))).Rows;

    private static Task<IReadOnlyList<StoryRow>> TellersAsync(TestTenant tenant, Guid item) =>
        tenant.AsAsync<TrendQueries, IReadOnlyList<StoryRow>>(MemberRole.Viewer, q => q.SourcesOfAsync(item));
}
