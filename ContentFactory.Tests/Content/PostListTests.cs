using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content;

/// <summary>What a list asks of its query, shown on posts.</summary>
public sealed class PostListTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Rows_that_are_equal_keep_their_places_from_page_to_page()
    {
        var tenant = await PostRig.TenantAsync(domain);
        for (var i = 0; i < 7; i++)
            await tenant.NewAsync($"text {i}");

        foreach (var (sort, descending) in new[] { ("title", false), ("title", true), ("status", false), ("changed", true), ("created", false) })
        {
            var pages = new List<Guid>();
            for (var page = 1; page <= 4; page++)
                pages.AddRange((await ListAsync(tenant, new(Sort: sort, Descending: descending, Page: page, PageSize: 2))).Rows.Select(r => r.Id));
            Assert.Equal(7, pages.Distinct().Count());
        }
    }

    [Fact]
    public async Task Each_key_sorts_both_ways_and_an_unknown_one_as_always()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var first = await TitledAsync(tenant, "alpha");
        await domain.AdvanceAsync(TimeSpan.FromMinutes(1));
        var second = await TitledAsync(tenant, "beta");

        foreach (var key in new[] { "title", "created", "changed" })
        {
            Assert.Equal([first, second], (await ListAsync(tenant, new(Sort: key))).Rows.Select(r => r.Id));
            Assert.Equal([second, first], (await ListAsync(tenant, new(Sort: key, Descending: true))).Rows.Select(r => r.Id));
        }
        Assert.Equal([second, first], (await ListAsync(tenant, new(Sort: "id; drop table posts"))).Rows.Select(r => r.Id));
        Assert.Equal([second, first], (await ListAsync(tenant, new())).Rows.Select(r => r.Id));
    }

    [Theory]
    [InlineData("100%")]
    [InlineData("a_b")]
    [InlineData(@"c:\dir")]
    public async Task A_search_finds_signs_as_they_stand(string sought)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var found = await tenant.NewAsync($"has {sought} inside");
        await tenant.NewAsync("has 100 and aXb and c:dir inside");

        Assert.Equal([found.Id], (await ListAsync(tenant, new(sought))).Rows.Select(r => r.Id));
    }

    [Fact]
    public async Task A_page_beyond_the_end_is_the_last_and_no_page_is_huge()
    {
        var tenant = await PostRig.TenantAsync(domain);
        for (var i = 0; i < 3; i++)
            await tenant.NewAsync($"text {i}");

        var last = await ListAsync(tenant, new(Page: 1_000_000, PageSize: 2));
        Assert.Equal((2, 1, 3), (last.Page, last.Rows.Count, last.Total));
        Assert.Equal(ListQuery.LargestPage, (await ListAsync(tenant, new(PageSize: int.MaxValue))).PageSize);
        Assert.Equal(1, (await ListAsync(tenant, new(Page: -5, PageSize: -1))).Page);
    }

    [Fact]
    public async Task The_stream_for_a_file_holds_this_tenants_rows_up_to_its_limit()
    {
        var (tenant, other) = (await PostRig.TenantAsync(domain), await PostRig.TenantAsync(domain));
        await other.NewAsync("of the other");
        for (var i = 0; i < 3; i++)
            await tenant.NewAsync($"text {i}");

        Assert.Equal(3, (await EveryAsync(tenant, new PostFilter(), 10)).Count);
        Assert.Equal(2, (await EveryAsync(tenant, new PostFilter(), 2)).Count);
        Assert.Empty(await EveryAsync(tenant, new PostFilter(CompanyId: other.CompanyId), 10));
        Assert.Equal(["of the other"], (await EveryAsync(other, new PostFilter(), 10)).Select(r => r.Start));
    }

    private static async Task<Guid> TitledAsync(TestTenant tenant, string title) =>
        (await tenant.AsAsync<PostEditor, Result<Guid>>(MemberRole.Editor, e => e.CreateAsync(new NewPost(tenant.CompanyId, Content: PostRig.Text("text") with { Title = title })))).Value;

    private static Task<ListPage<PostRow>> ListAsync(TestTenant tenant, ListQuery list) =>
        tenant.AsAsync<PostQueries, ListPage<PostRow>>(MemberRole.Viewer, q => q.ListAsync(new PostFilter(List: list)));

    private static Task<List<PostRow>> EveryAsync(TestTenant tenant, PostFilter filter, int most) =>
        tenant.AsAsync<PostQueries, List<PostRow>>(MemberRole.Viewer, async q => await q.EveryAsync(filter, most).ToListAsync());
}
