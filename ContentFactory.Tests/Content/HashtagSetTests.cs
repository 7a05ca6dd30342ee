using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Hashtags;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content;

public sealed class HashtagSetTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task A_set_is_kept_tidy_changed_and_removed()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var id = (await AddAsync(tenant, new("Morning", "#Coffee, morning\n#coffee {{7*7}}", tenant.CompanyId, "telegram"))).Value;

        var set = Assert.Single((await ListAsync(tenant)).Rows);
        Assert.Equal(["Coffee", "morning", "77"], set.Tags);
        Assert.Equal(("telegram", tenant.CompanyId), (set.Platform, set.CompanyId));
        Assert.True((await tenant.AsAsync<HashtagSetEditor, Result>(MemberRole.Editor, e => e.ChangeAsync(id, new("Evening", "tea", Platform: "")))).Ok);
        Assert.Equal(("Evening", null, null), Assert.Single((await ListAsync(tenant, new(List: new ListQuery("#TEA")))).Rows) is var changed ? (changed.Name, changed.Platform, changed.CompanyId) : default);
        Assert.True((await tenant.AsAsync<HashtagSetEditor, Result>(MemberRole.Editor, e => e.RemoveAsync(id))).Ok);
        Assert.Empty((await ListAsync(tenant)).Rows);
    }

    [Theory]
    [InlineData("", "a", "Name")]
    [InlineData("Set", " # , ", "Tags")]
    [InlineData("TAKEN", "a", "Name")]
    public async Task A_wrong_value_is_refused_at_its_field(string name, string tags, string field)
    {
        var tenant = await PostRig.TenantAsync(domain);
        await AddAsync(tenant, new("Taken", "a"));

        Assert.Equal(field, (await AddAsync(tenant, new(name, tags))).Problem?.Field);
        Assert.Single((await ListAsync(tenant)).Rows);
    }

    [Fact]
    public async Task Foreign_sets_companies_and_readers_change_nothing()
    {
        var (tenant, other) = (await PostRig.TenantAsync(domain), await PostRig.TenantAsync(domain));
        var foreign = (await AddAsync(other, new("Theirs", "a"))).Value;

        Assert.Equal(ProblemKind.NotFound, (await tenant.AsAsync<HashtagSetEditor, Result>(MemberRole.Editor, e => e.ChangeAsync(foreign, new("Mine", "a")))).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await tenant.AsAsync<HashtagSetEditor, Result>(MemberRole.Editor, e => e.RemoveAsync(foreign))).Problem?.Kind);
        Assert.Equal("CompanyId", (await AddAsync(tenant, new("Mine", "a", other.CompanyId))).Problem?.Field);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<HashtagSetEditor, Result<Guid>>(MemberRole.Viewer, e => e.AddAsync(new("Mine", "a"))));
    }

    [Fact]
    public async Task Suggestions_come_from_the_topics_of_the_ideas_and_from_posts_like_it()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var topic = (await tenant.AsAsync<TopicEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new TopicEntry("Кофе", "обжарка зерна, эспрессо", "ru", [tenant.CompanyId])))).Value;
        foreach (var tags in new[] { new[] { "утро", "кофейня" }, ["утро"] })
        {
            var written = await tenant.AsAsync<Domain.Content.PostEditor, Result<Guid>>(MemberRole.Editor, e => e.CreateAsync(new(tenant.CompanyId, Content: PostRig.Text("text", tags))));
            await tenant.AsAsync<Domain.Content.PostEditor, Result>(MemberRole.Editor, e => e.SetTopicsAsync(written.Value, [topic]));
        }
        var post = await tenant.NewAsync("New");
        Assert.Empty((await OfferAsync(tenant, post.Id)).Suggested);
        await tenant.AsAsync<Domain.Content.PostEditor, Result>(MemberRole.Editor, e => e.SetTopicsAsync(post.Id, [topic]));

        Assert.Equal(["Кофе", "обжаркаЗерна", "эспрессо", "утро", "кофейня"], (await OfferAsync(tenant, post.Id)).Suggested);
    }

    [Fact]
    public async Task A_post_is_offered_the_sets_of_its_company_and_of_the_workspace()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await AddAsync(tenant, new("b", "x"));
        await AddAsync(tenant, new("a", "y", tenant.CompanyId));
        var post = await tenant.NewAsync("New");

        Assert.Equal(["a", "b"], (await OfferAsync(tenant, post.Id)).Sets.Select(s => s.Name));
        var other = await PostRig.TenantAsync(domain);
        Assert.Empty((await OfferAsync(other, post.Id)).Sets);
    }

    private static Task<Result<Guid>> AddAsync(TestTenant tenant, HashtagSetEntry entry) => tenant.AsAsync<HashtagSetEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(entry));

    private static Task<ListPage<HashtagSetRow>> ListAsync(TestTenant tenant, HashtagFilter? filter = null) =>
        tenant.AsAsync<HashtagQueries, ListPage<HashtagSetRow>>(MemberRole.Viewer, q => q.ListAsync(filter ?? new()));

    private static Task<HashtagOffer> OfferAsync(TestTenant tenant, Guid post) => tenant.AsAsync<HashtagQueries, HashtagOffer>(MemberRole.Viewer, q => q.ForPostAsync(post));
}
