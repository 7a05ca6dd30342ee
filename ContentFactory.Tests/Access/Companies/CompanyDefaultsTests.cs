using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>What a new company takes from its tenant.</summary>
public sealed class CompanyDefaultsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task A_new_company_starts_with_the_tenants_interests()
    {
        var tenant = await domain.AddTenantAsync("defaults");
        await EditAsync(tenant, e => e with { Interests = ["Bread", "tea"] });
        var kept = (await tenant.AsAsync<TopicEditor, Result<Guid>>(MemberRole.Owner, t => t.AddAsync(new TopicEntry("bread", "rye, wheat", "en", [tenant.CompanyId])))).Value;

        var first = await AddAsync(tenant, "First");
        var second = await AddAsync(tenant, "Second");

        Assert.Equal([("bread", true), ("tea", true)], await InterestsAsync(tenant, first));
        Assert.Equal([("bread", true), ("tea", true)], await InterestsAsync(tenant, second));
        Assert.Equal([("bread", true), ("tea", false)], await InterestsAsync(tenant, tenant.CompanyId));
        Assert.Equal(kept, (await tenant.AsAsync<CompanyInterests, IReadOnlyList<Interest>>(MemberRole.Viewer, i => i.ReadAsync(first)))[0].TopicId);
    }

    [Fact]
    public async Task Without_interests_a_new_company_has_no_topics()
    {
        var tenant = await domain.AddTenantAsync("plain");

        Assert.Empty(await InterestsAsync(tenant, await AddAsync(tenant, "First")));
    }

    [Fact]
    public async Task A_new_company_may_use_the_tenants_platforms()
    {
        var tenant = await domain.AddTenantAsync("platforms");

        var view = (await tenant.AsAsync<CompanyQueries, Result<CompanyView>>(MemberRole.Viewer, async q => await q.OneAsync(await AddAsync(tenant, "First")))).Value;

        Assert.Null(view.Entry.Platforms);
        Assert.Equal((await CardAsync(tenant)).Platforms, view.Offered);
    }

    private static Task<TenantCard> CardAsync(TestTenant tenant) => tenant.AsAsync<TenantProfile, TenantCard>(MemberRole.Owner, p => p.ReadAsync(default));

    private static async Task EditAsync(TestTenant tenant, Func<TenantEdit, TenantEdit> change)
    {
        var card = await CardAsync(tenant);
        var edit = new TenantEdit(card.Name, card.ZoneId, card.Language, card.Currency, card.Interests, card.Platforms, card.Version);
        Assert.True((await tenant.AsAsync<TenantProfile, Result>(MemberRole.Owner, p => p.EditAsync(change(edit), default))).Ok);
    }

    private static async Task<Guid> AddAsync(TestTenant tenant, string name) =>
        (await tenant.AsAsync<CompanyEditor, Result<Guid>>(MemberRole.Owner, e => e.AddAsync(new CompanyEntry(name)))).Value;

    private static async Task<IEnumerable<(string, bool)>> InterestsAsync(TestTenant tenant, Guid companyId) =>
        (await tenant.AsAsync<CompanyInterests, IReadOnlyList<Interest>>(MemberRole.Viewer, i => i.ReadAsync(companyId))).Select(i => (i.Name, i.Chosen));
}
