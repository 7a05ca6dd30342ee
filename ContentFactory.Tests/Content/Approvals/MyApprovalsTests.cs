using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Approvals;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.Approvals;

/// <summary>What waits for one person, and what the decision rests on.</summary>
public sealed class MyApprovalsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Posts_wait_the_oldest_first_until_the_person_has_decided()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.RequireAsync(2);
        var first = await tenant.WaitingAsync("first");
        await domain.AdvanceAsync(TimeSpan.FromMinutes(1));
        var second = await tenant.WaitingAsync("second");
        await tenant.NewAsync("a draft");
        Assert.Equal([first.Id, second.Id], (await WaitingAsync(tenant)).Select(w => w.Id));
        await tenant.ApproveAsync(first.Id, first.Version);
        Assert.Equal([second.Id], (await WaitingAsync(tenant)).Select(w => w.Id));
        Assert.Equal([first.Id, second.Id], (await WaitingAsync(tenant, MemberRole.Owner)).Select(w => w.Id));
        Assert.Equal(2, await tenant.AsAsync<MyApprovals, int>(MemberRole.Owner, m => m.CountAsync()));
        var review = await ReviewAsync(tenant, first.Id, MemberRole.Owner);
        Assert.Equal((true, 1, 2, "approver"), (review.Waits, review.Approvals, review.Required, review.Post.ApproverName));
        Assert.False((await ReviewAsync(tenant, first.Id)).Waits);
    }

    [Fact]
    public async Task A_post_that_was_approved_before_shows_what_changed_since()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.WaitingAsync("Two for the price of one");
        Assert.Null((await ReviewAsync(tenant, post.Id)).Change);
        await tenant.ApproveAsync(post.Id, post.Version);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(10));
        await tenant.SaveAsync(post, "Three for the price of one");
        await tenant.ReadyAsync(await tenant.ViewAsync(post.Id));
        var change = (await ReviewAsync(tenant, post.Id)).Change!;
        Assert.Equal(post.Version, change.Version);
        Assert.Equal([new(WordFate.Removed, "Two "), new(WordFate.Added, "Three "), new WordRun(WordFate.Same, "for the price of one")], change.Words);
    }

    [Theory]
    [InlineData(MemberRole.Editor)]
    [InlineData(MemberRole.Viewer)]
    public async Task Nothing_waits_for_who_may_not_decide(MemberRole role)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.WaitingAsync();
        await Assert.ThrowsAsync<NotPermittedException>(() => WaitingAsync(tenant, role));
        await Assert.ThrowsAsync<NotPermittedException>(() => ReviewAsync(tenant, post.Id, role));
    }

    [Fact]
    public async Task Another_tenants_post_is_not_found()
    {
        var (tenant, other) = (await PostRig.TenantAsync(domain), await PostRig.TenantAsync(domain));
        var post = await tenant.WaitingAsync();
        Assert.Equal(ProblemKind.NotFound, (await other.AsAsync<MyApprovals, Result<ReviewedPost>>(MemberRole.Owner, m => m.ReviewAsync(post.Id))).Problem?.Kind);
        Assert.Empty(await WaitingAsync(other));
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("a b c", "a b c", "=a b c")]
    [InlineData("", "new", "+new")]
    [InlineData("old", "", "-old")]
    [InlineData("one two three", "one 2 three", "=one |-two |+2 |=three")]
    [InlineData("a b", "b a", "-a b|+b a")]
    [InlineData("keep\n\nall lines", "keep\n\nall the lines", "=keep\n\nall |+the |=lines")]
    public void A_difference_is_told_in_words(string before, string after, string runs) =>
        Assert.Equal(runs, string.Join('|', WordDiff.Of(before, after).Select(r => (r.Fate switch { WordFate.Same => "=", WordFate.Added => "+", _ => "-" }) + r.Text)));

    [Fact]
    public void Very_long_texts_are_compared_at_their_ends()
    {
        var (before, after) = (string.Concat(Enumerable.Repeat("before ", 3000)), string.Concat(Enumerable.Repeat("after ", 3000)));
        Assert.Equal([WordFate.Same, WordFate.Removed, WordFate.Added, WordFate.Same], WordDiff.Of($"start {before}end", $"start {after}end").Select(r => r.Fate));
    }

    private static Task<IReadOnlyList<WaitingPost>> WaitingAsync(TestTenant tenant, MemberRole role = MemberRole.Approver) =>
        tenant.AsAsync<MyApprovals, IReadOnlyList<WaitingPost>>(role, m => m.WaitingAsync(null));

    private static async Task<ReviewedPost> ReviewAsync(TestTenant tenant, Guid postId, MemberRole role = MemberRole.Approver) =>
        (await tenant.AsAsync<MyApprovals, Result<ReviewedPost>>(role, m => m.ReviewAsync(postId))).Value;
}
