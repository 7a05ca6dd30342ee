using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Content.Variants;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content;

/// <summary>Two connections for everybody: a draft that held one while it is written could not finish beside others.</summary>
public sealed class DraftConnectionsTests(DraftConnectionsTests.TwoConnections domain) : IClassFixture<DraftConnectionsTests.TwoConnections>
{
    [Fact]
    public async Task Drafts_that_are_written_at_once_hold_no_connection()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var items = new List<Guid>();
        for (var n = 0; n < 6; n++)
            items.Add(await tenant.ItemAsync(domain, $"Новая кофейня номер {n} открылась в центре", VariantRig.Story, "ru"));

        var made = await Task.WhenAll(items.Select(i => tenant.AsAsync<DraftGenerator, Result<Guid>>(MemberRole.Editor, g => g.GenerateAsync(new GenerateDraft(tenant.CompanyId, [i])))));

        Assert.All(made, m => Assert.True(m.Ok, m.Problem?.ToString()));
        Assert.Equal(6, await tenant.DbAsync(db => Task.FromResult(db.TrendItems.Count(i => i.UsedCount == 1))));
    }

    public sealed class TwoConnections : TestDomain
    {
        protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
            [new("ConnectionStrings:Default", Database.ConnectionString("cf_app") + ";Maximum Pool Size=2;Timeout=20")];
    }
}
