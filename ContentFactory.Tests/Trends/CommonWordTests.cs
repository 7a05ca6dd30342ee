using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.Search;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Trends;

/// <summary>A word that stands in thousands of ideas is looked for in another way than a rare one, and finds the same.</summary>
public sealed class CommonWordTests(FeedDomain domain) : IClassFixture<FeedDomain>
{
    private const int Ideas = 3_100;
    private static int tenants;

    [Fact]
    public async Task A_common_word_obeys_every_filter_and_order()
    {
        var (tenant, main, other) = await FilledAsync();

        var page = await ListAsync(tenant, new TrendFilter(List: new ListQuery("РЕМОНТ")));
        Assert.Equal((200, true, 20), (page.Total, page.More, page.Rows.Count));
        Assert.Equal($"Ремонт {Ideas - 1}", page.Rows[0].Title);
        Assert.Equal("Ремонт 0", (await ListAsync(tenant, new TrendFilter(List: new ListQuery("ремонт", "published")))).Rows[0].Title);
        Assert.Equal(["Ремонт и Other"], (await ListAsync(tenant, new TrendFilter(SourceId: other, List: new ListQuery("ремонт")))).Rows.Select(r => r.Title));
        Assert.Equal(["Ремонт 7"], (await ListAsync(tenant, new TrendFilter(State: TrendItemState.Hidden, List: new ListQuery("ремонт")))).Rows.Select(r => r.Title));
        Assert.Equal(["Ремонт и Other"], (await ListAsync(tenant, new TrendFilter(List: new ListQuery("other")))).Rows.Select(r => r.Title));
        Assert.Equal((Ideas - 1, false), (await ListAsync(tenant, new TrendFilter(SourceId: main))) switch { var all => (all.Total, all.More) });
    }

    [Fact]
    public async Task Words_of_an_idea_go_with_its_source()
    {
        var (tenant, main, other) = await FilledAsync();
        await tenant.DbAsync(db => db.Database.ExecuteSqlAsync($"insert into trend_bands (tenant_id, band, hash, item_id) select tenant_id, 0, 1, id from trend_items"));

        await tenant.AsAsync<SourceEditor, Result>(MemberRole.Editor, e => e.RemoveAsync(main));

        var left = await tenant.DbAsync(db => db.TrendItems.Where(i => i.SourceId == other).Select(i => i.Id).ToListAsync());
        Assert.Equal(left, await tenant.DbAsync(db => db.Set<TrendSearchText>().Select(t => t.ItemId).ToListAsync()));
        Assert.Equal(left, await tenant.DbAsync(db => db.TrendBands.Select(b => b.ItemId).ToListAsync()));
    }

    private async Task<(TestTenant Tenant, Guid Main, Guid Other)> FilledAsync()
    {
        var tenant = await domain.AddTenantAsync($"common-word-{Interlocked.Increment(ref tenants)}");
        var now = domain.Clock.GetUtcNow();
        TrendSource Source(string name) => new(tenant.Id, Ids.New(domain.Clock), SourceKind.Feed, name, $"https://{name}.test/", null, now);
        var (main, other) = (Source("main"), Source("other"));
        await tenant.DbAsync(async db =>
        {
            db.TrendSources.AddRange(main, other);
            for (var n = 0; n < Ideas; n++)
            {
                var at = now.AddMinutes(n - Ideas);
                var item = new TrendItem(tenant.Id, Ids.New(at), main.Id, null, $"https://main.test/{n}", $"Ремонт {n}", at) { Score = TrendScore.Stored(at, 1, 1) };
                if (n == 7)
                    item.Hide();
                db.TrendItems.Add(item);
            }
            db.TrendItems.Add(new TrendItem(tenant.Id, Ids.New(now.AddMinutes(-Ideas - 1)), other.Id, null, "https://other.test/", "Ремонт и Other", now.AddMinutes(-1)));
            return await db.SaveChangesAsync();
        });
        return (tenant, main.Id, other.Id);
    }

    private static Task<ListPage<TrendRow>> ListAsync(TestTenant tenant, TrendFilter filter) =>
        tenant.AsAsync<TrendQueries, ListPage<TrendRow>>(MemberRole.Viewer, q => q.ListAsync(filter));
}
