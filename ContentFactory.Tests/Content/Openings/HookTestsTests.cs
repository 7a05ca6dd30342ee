using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Openings;
using ContentFactory.Tests.Publishing.Openings;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Content.Openings;

/// <summary>Beginning and stopping tests of openings.</summary>
public sealed class HookTestsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task A_test_takes_the_approval_back_and_shows_all_that_may_go_out()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var id = await tenant.ApprovedAsync("Coffee gets cheaper. The harvest was good.");
        var approved = await tenant.ViewAsync(id);

        var started = await tenant.TestAsync(approved, "Coffee gets cheaper.", " Who pays\nfor it? ");

        var post = await tenant.ViewAsync(id);
        Assert.Equal((PostStatus.Draft, approved.Version + 1, null), (post.Status, post.Version, post.ApproverName));
        Assert.Equal(post.Version, started.Value);
        Assert.Equal(["Coffee gets cheaper.", "Who pays for it?"], post.Test!.Openings);
        Assert.Equal("Coffee gets cheaper.", post.Content.Hook);
        Assert.Equal(["Coffee gets cheaper.", "Who pays for it?"], post.Hooks);
        var row = Assert.Single((await tenant.AsAsync<PostQueries, Domain.Lists.ListPage<PostRow>>(MemberRole.Approver, q => q.ListAsync(new()))).Rows);
        Assert.Equal(post.Test.Openings, row.Openings);
        // who had the page open before does not approve what was not there
        Assert.True((await tenant.ReadyAsync(post)).Ok);
        Assert.Equal("Content.VersionChanged", (await tenant.ApproveAsync(id, approved.Version)).Problem?.TextKey);
        Assert.True((await tenant.ApproveAsync(id, post.Version)).Ok);
    }

    [Fact]
    public async Task To_change_a_test_takes_the_approval_back_and_to_stop_it_does_not()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("One. Two.");
        Assert.True((await tenant.TestAsync(post, "One.", "Uno.", "Eins.")).Ok);
        await tenant.ApproveAnewAsync(post.Id);
        var approved = await tenant.ViewAsync(post.Id);
        Assert.Equal(approved.Version, (await tenant.TestAsync(approved, "One.", "Uno.", "Eins.")).Value);

        Assert.True((await tenant.TestAsync(approved, "Uno.", "Un.")).Ok);
        Assert.Equal((PostStatus.Draft, "Uno.|Un."), ((await tenant.ViewAsync(post.Id)).Status, string.Join('|', (await tenant.ViewAsync(post.Id)).Test!.Openings)));
        await tenant.ApproveAnewAsync(post.Id);

        Assert.True((await tenant.StopAsync(post.Id)).Ok);
        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal((PostStatus.Approved, false), (after.Status, after.Test!.Runs));
    }

    [Fact]
    public async Task Only_two_to_four_different_openings_are_tested()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("One. Two.");

        Assert.Equal(("Openings", "Content.OpeningsTooFew"), Fault(await tenant.TestAsync(post, "One.", " One. ", "")));
        Assert.Equal(("Openings", "Content.OpeningsTooMany"), Fault(await tenant.TestAsync(post, "1", "2", "3", "4", "5")));
        Assert.Equal(("Openings", "Content.TooLong"), Fault(await tenant.TestAsync(post, "One.", new string('x', 1001))));
        Assert.Equal("Content.ChangedByOther", (await tenant.TestAsync(post with { Version = 7 }, "One.", "Uno.")).Problem?.TextKey);
        Assert.Equal(("Openings", "Content.OpeningsNoText"), Fault(await tenant.TestAsync(await tenant.NewAsync(""), "One.", "Uno.")));
        Assert.True((await tenant.TestAsync(post, "One.", new string('я', 1000))).Ok);
    }

    [Fact]
    public async Task Readers_may_not_test_and_other_tenants_see_nothing()
    {
        var (tenant, other) = (await PostRig.TenantAsync(domain), await PostRig.TenantAsync(domain));
        var post = await tenant.NewAsync("One. Two.");
        Assert.True((await tenant.TestAsync(post, "One.", "Uno.")).Ok);

        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.StopAsync(post.Id, MemberRole.Viewer));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<HookTests, Result<int>>(MemberRole.Viewer, t => t.StartAsync(post.Id, post.Version, ["One.", "Uno."])));
        Assert.Equal(ProblemKind.NotFound, (await other.StopAsync(post.Id)).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await other.TestAsync(post, "One.", "Uno.")).Problem?.Kind);
        Assert.Equal((0, 0), await other.DbAsync(async db => (await db.HookTests.IgnoreQueryFilters().CountAsync(), await db.HookVariants.IgnoreQueryFilters().CountAsync())));
    }

    private static (string?, string?) Fault(Result<int> result) => (result.Problem?.Field, result.Problem?.TextKey);
}
