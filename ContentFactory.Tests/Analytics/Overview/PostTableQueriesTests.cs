using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Analytics.Overview;

/// <summary>The table of posts over random histories: the rows of the period, in the order of their figures, of this tenant alone.</summary>
public sealed class PostTableQueriesTests(PostTableQueriesTests.World world) : IClassFixture<PostTableQueriesTests.World>
{
    private static readonly AnalyticsWish Whole = new(From: RandomHistory.First, To: RandomHistory.Last);
    private static readonly ListQuery All = new(PageSize: ListQuery.LargestPage);

    [Fact]
    public async Task Holds_what_went_out_in_the_period_newest_first()
    {
        var table = await ReadAsync(Whole, All);

        var expected = Out(_ => true);
        Assert.NotEmpty(expected);
        Assert.True(expected.Count < world.History.Posts.Count, "some went out before");
        Assert.Equal(expected, table.Page.Rows.Select(r => r.PublicationId));
        Assert.Equal(expected.Count, table.Page.Total);
        Assert.NotNull(table.AsOf);
    }

    [Fact]
    public async Task Each_row_says_what_its_readings_said_by_the_end()
    {
        foreach (var row in (await ReadAsync(Whole, All)).Page.Rows)
        {
            var naive = new NaiveNumbers([.. world.History.Posts.Where(p => p.Id == row.PublicationId)], world.History.Readings, [], World.Zone, ofPosts: true);
            foreach (var figure in FigureBook.All.Select(d => d.Figure))
                Assert.Equal(naive.Of(figure, RandomHistory.First, RandomHistory.Last) ?? double.NaN, row.Numbers.Value(figure) ?? double.NaN, 6);
        }
    }

    public static TheoryData<Figure> Sortable => [.. FigureBook.All.Select(d => d.Figure).Where(PostTableQueries.CanSortBy)];

    [Theory]
    [MemberData(nameof(Sortable))]
    public async Task The_order_of_the_database_is_that_of_the_figures(Figure figure)
    {
        foreach (var down in new[] { true, false })
        {
            var rows = (await ReadAsync(Whole, All with { Sort = PostTableQueries.KeyOf(figure), Descending = down })).Page.Rows;

            var known = rows.Select(r => r.Numbers.Value(figure)).TakeWhile(v => v is not null).ToList();
            Assert.True(known.Distinct().Count() > 1, $"no two posts differ in {figure}");
            Assert.All(rows.Skip(known.Count), r => Assert.Null(r.Numbers.Value(figure)));
            Assert.Equal(down ? known.OrderDescending() : known.Order(), known);
        }
    }

    [Fact]
    public void Every_figure_of_posts_sorts() =>
        Assert.Equal(FigureBook.All.Where(d => d.OfPosts && d.Figure is not Figure.Posts).Select(d => d.Figure), FigureBook.All.Select(d => d.Figure).Where(PostTableQueries.CanSortBy));

    [Fact]
    public async Task Rows_count_what_the_overview_counts()
    {
        foreach (var wish in new[] { Whole, Whole with { Network = "telegram" }, Whole with { Type = PostType.ShortVideo }, Whole with { TopicId = world.History.Topics[0] } })
        {
            var (table, overview) = (await ReadAsync(wish, All), await world.Tenant.AsAsync<OverviewQueries, NumbersOverview>(MemberRole.Viewer, q => q.ReadAsync(wish, default)));
            Assert.Equal(overview.Now.Posts, table.Page.Total);
            Assert.All(overview.Top.Concat(overview.Flop), post => Assert.Equal(post.Numbers.Value(Figure.Views), table.Page.Rows.Single(r => r.PublicationId == post.PublicationId).Numbers.Value(Figure.Views)));
        }
    }

    [Fact]
    public async Task Each_filter_keeps_its_rows()
    {
        var history = world.History;
        var channel = history.Channels[0];
        Assert.Equal(Out(p => p.Channel == channel.Id), await IdsAsync(Whole with { ChannelId = channel.Id }));
        Assert.Equal(Out(p => Of(p).Platform == "telegram"), await IdsAsync(Whole with { Network = "telegram" }));
        Assert.Equal(Out(p => Of(p).Company == channel.Company), await IdsAsync(Whole with { CompanyId = channel.Company }));
        Assert.Equal(Out(p => p.Type is PostType.LongVideo), await IdsAsync(Whole with { Type = PostType.LongVideo }));
        Assert.Equal(Out(p => p.Topics.Contains(history.Topics[1])), await IdsAsync(Whole with { TopicId = history.Topics[1] }));
        Assert.Equal(Out(p => p.Id == history.Posts[3].Id).Count, (await ReadAsync(Whole, All with { Search = "post 3" })).Page.Total);
        // what means something to the database means nothing here
        foreach (var sign in new[] { "Post%", "Post_3", "%", "P_st", @"Post\ 3" })
            Assert.Empty((await ReadAsync(Whole, All with { Search = sign })).Page.Rows);

        (Guid Id, Guid Company, string Platform) Of(PastPost post) => history.Channels.Single(c => c.Id == post.Channel);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_the_last_one_ends_them()
    {
        var byRate = new ListQuery(Sort: PostTableQueries.KeyOf(Figure.EngagementRate), Descending: true, PageSize: 3);
        var whole = await ReadAsync(Whole, byRate with { PageSize = 100 });
        var pages = new List<Guid>();
        for (var page = 1; page <= (whole.Page.Total + 2) / 3; page++)
            pages.AddRange((await ReadAsync(Whole, byRate with { Page = page })).Page.Rows.Select(r => r.PublicationId));

        Assert.Equal(whole.Page.Rows.Select(r => r.PublicationId), pages);
        Assert.Equal((whole.Page.Total + 2) / 3, (await ReadAsync(Whole, byRate with { Page = 999 })).Page.Page);
        Assert.Equal(pages, await world.Tenant.AsAsync<PostTableQueries, List<Guid>>(MemberRole.Viewer, async q => await q.EveryAsync(Whole, byRate, 1000, default).Select(r => r.PublicationId).ToListAsync()));
    }

    [Fact]
    public async Task Another_tenant_sees_its_own_rows_alone()
    {
        var (mine, theirs) = (world.History.Posts.Select(p => p.Id), (await ReadAsync(world.Other, Whole, All)).Page.Rows);

        Assert.NotEmpty(theirs);
        Assert.Empty(theirs.Select(r => r.PublicationId).Intersect(mine));
        Assert.Empty((await ReadAsync(world.Other, Whole with { ChannelId = world.History.Channels[0].Id }, All)).Page.Rows);
        Assert.Empty((await ReadAsync(world.Other, Whole with { TopicId = world.History.Topics[0] }, All)).Page.Rows);
    }

    [Fact]
    public async Task Whoever_may_not_see_numbers_gets_none()
    {
        Task<bool> GuestAsync(Func<PostTableQueries, Task> read) => world.Tenant.RunAsync(Actor.Guest(world.Tenant.Id, "test"), async scoped =>
        {
            await Assert.ThrowsAsync<NotPermittedException>(() => read((PostTableQueries)scoped.GetService(typeof(PostTableQueries))!));
            return true;
        });

        await GuestAsync(q => q.ListAsync(Whole, All, default));
        await GuestAsync(q => q.HasAnyAsync(default));
        await GuestAsync(q => Task.FromResult(q.EveryAsync(Whole, All, 10, default)));
    }

    [Fact]
    public async Task A_tenant_knows_whether_anything_ever_went_out()
    {
        Assert.True(await world.Tenant.AsAsync<PostTableQueries, bool>(MemberRole.Viewer, q => q.HasAnyAsync(default)));
        Assert.False(await (await world.AddTenantAsync("nothing-out")).AsAsync<PostTableQueries, bool>(MemberRole.Viewer, q => q.HasAnyAsync(default)));
    }

    private List<Guid> Out(Func<PastPost, bool> of) =>
    [
        .. world.History.Posts.Where(of).Where(p => new Period(RandomHistory.First, RandomHistory.Last).Has(LocalDay.At(p.PublishedAt, World.Zone))).OrderByDescending(p => p.PublishedAt).Select(p => p.Id),
    ];

    private async Task<IEnumerable<Guid>> IdsAsync(AnalyticsWish wish) => (await ReadAsync(wish, All)).Page.Rows.Select(r => r.PublicationId);

    private Task<PostTable> ReadAsync(AnalyticsWish wish, ListQuery query) => ReadAsync(world.Tenant, wish, query);

    private static Task<PostTable> ReadAsync(TestTenant tenant, AnalyticsWish wish, ListQuery query) =>
        tenant.AsAsync<PostTableQueries, PostTable>(MemberRole.Viewer, q => q.ListAsync(wish, query, default));

    /// <summary>Two tenants with histories.</summary>
    public sealed class World : PublishingDomain
    {
        public const string Zone = "America/New_York";

        internal TestTenant Tenant { get; private set; } = null!;
        internal TestTenant Other { get; private set; } = null!;
        internal RandomHistory History { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            (Tenant, History) = await PastAsync("table", 21);
            (Other, _) = await PastAsync("table-other", 22);
        }

        private async Task<(TestTenant, RandomHistory)> PastAsync(string slug, int seed)
        {
            var tenant = await AddTenantAsync(slug, Zone);
            var history = new RandomHistory(this, tenant, seed, Zone);
            await history.WriteAsync();
            return (tenant, history);
        }
    }
}
