using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Lists;

/// <summary>How the statement of a list's page looks to the planner.</summary>
public sealed class PagingTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static readonly Sorting<Topic> Sorting = new Sorting<Topic>(t => t.Id).By("name", t => t.Name);

    [Theory]
    [InlineData(1, "LIMIT 2")]
    [InlineData(2, "LIMIT @")]
    public async Task The_first_page_is_cut_by_a_number(int page, string cut)
    {
        var tenant = await domain.AddTenantAsync($"paging-{page}");
        var (sql, names) = ("", new List<string>());
        await tenant.AsAsync<Db, bool>(MemberRole.Owner, async db =>
        {
            await using var rows = await db.OpenAsync();
            foreach (var name in new[] { "Ales", "Beans", "Cakes" })
                rows.Topics.Add(new Topic(tenant.Id, Ids.New(domain.Clock), name, [], "en", domain.Clock.GetUtcNow()));
            await rows.SaveChangesAsync();
            var found = await rows.Topics.PageJoinedAsync(new ListQuery(Page: page, PageSize: 2), Sorting, cut => Seen(cut.Select(t => t.Name)), default);
            names.AddRange(found.Rows);
            return true;
        });

        Assert.Contains(cut, sql, StringComparison.Ordinal);
        Assert.Equal(page == 1 ? ["Ales", "Beans"] : ["Cakes"], names);

        IQueryable<string> Seen(IQueryable<string> query)
        {
            sql = query.ToQueryString();
            return query;
        }
    }
}
