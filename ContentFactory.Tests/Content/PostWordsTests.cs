using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Content;

namespace ContentFactory.Tests.Content;

public sealed class PostWordsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Last_words_win_over_own_saves_that_they_did_not_know()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("first");
        await tenant.SaveAsync(post, "first words");

        var kept = await LastAsync(tenant, post, "first words, all of them");

        Assert.True(kept.Ok);
        Assert.Equal("first words, all of them", (await tenant.ViewAsync(post.Id)).Content.Text);
    }

    [Fact]
    public async Task Last_words_win_over_an_own_save_of_the_same_moment()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var posts = new List<PostView>();
        for (var n = 0; n < 20; n++)
            posts.Add(await tenant.NewAsync("first"));

        await Task.WhenAll(posts.Select(async post =>
        {
            var last = Task.Run(() => LastAsync(tenant, post, "first words, all of them"));
            await Task.WhenAll(Task.Run(() => tenant.SaveAsync(post, "first words")), last);
            Assert.True((await last).Ok, (await last).Problem?.TextKey);
        }));

        foreach (var post in posts)
            Assert.Equal("first words, all of them", (await tenant.ViewAsync(post.Id)).Content.Text);
    }

    [Fact]
    public async Task Last_words_never_win_over_another_person()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("first");
        await tenant.SaveAsync(post, "theirs", MemberRole.Owner);

        var refused = await LastAsync(tenant, post, "mine");

        Assert.Equal("Content.ChangedByOther", refused.Problem?.TextKey);
        Assert.Equal("theirs", (await tenant.ViewAsync(post.Id)).Content.Text);
    }

    [Fact]
    public async Task Last_words_join_what_another_wrote_elsewhere()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("first");
        await tenant.SaveAsync(post, "first words");
        var now = await tenant.ViewAsync(post.Id);
        await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Owner, e => e.SaveAsync(post.Id, now.Version, new PostContent("Their title", "first words", ["theirs"])));

        var kept = await LastAsync(tenant, post, "first words, all of them");

        var view = await tenant.ViewAsync(post.Id);
        Assert.True(kept.Ok);
        Assert.Equal(("Their title", "first words, all of them", "theirs"), (view.Content.Title, view.Content.Text, Assert.Single(view.Content.Hashtags)));
    }

    [Fact]
    public async Task The_same_words_sent_twice_are_kept_once()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("first");
        var kept = await LastAsync(tenant, post, "second");

        var again = await tenant.SaveAsync(post, "second");

        Assert.Equal((true, kept.Value), (again.Ok, again.Value));
    }

    [Fact]
    public async Task The_past_of_a_post_names_its_decisions()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text");
        await tenant.ReadyAsync(post);
        await tenant.AsAsync<PostApproval, Result>(MemberRole.Approver, a => a.RejectAsync(post.Id, "Too long"));

        var decision = Assert.Single((await tenant.ViewAsync(post.Id)).Decisions);

        Assert.Equal((PostStatus.Draft, "Too long", "approver", false), (decision.Status, decision.Comment, decision.PersonName, decision.ByRule));
    }

    [Theory]
    [InlineData("text", "", "", "text")]
    [InlineData("text", "a b", "https://x.test", "text\n\n#a #b\n\nhttps://x.test")]
    [InlineData("see https://x.test", "", "https://x.test", "see https://x.test")]
    [InlineData("", "", "https://x.test", "https://x.test")]
    public void Whole_text_is_what_readers_will_see(string text, string hashtags, string link, string whole) =>
        Assert.Equal(whole, new PostWords("", text, hashtags, link).Whole());

    [Fact]
    public void A_preview_of_a_very_long_text_shows_its_beginning_and_where_it_is_too_long()
    {
        var parts = PreviewPart.Of(string.Concat(Enumerable.Repeat("слово ", 8000)), 40_960);
        Assert.InRange(parts.Where(p => !p.IsOver).Sum(p => p.Text.Length), 5_000, 5_001);
        Assert.EndsWith("…", parts[^2].Text, StringComparison.Ordinal);
        Assert.True(parts[^1].IsOver);
    }

    [Fact]
    public void Preview_marks_links_and_what_is_over_and_cuts_no_emoji()
    {
        var parts = PreviewPart.Of("go #now https://x.test 🍞🍞", 24);

        Assert.Equal(["go ", "#now", " ", "https://x.test", " ", "🍞🍞"], parts.Select(p => p.Text));
        Assert.Equal([false, true, false, true, false, false], parts.Select(p => p.IsLink));
        Assert.True(parts[^1].IsOver);
    }

    private static Task<Result<int>> LastAsync(TestTenant tenant, PostView post, string text) =>
        tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SaveLastWordsAsync(post.Id, post.Version, new PostWords("Title", text, "", "")));
}
