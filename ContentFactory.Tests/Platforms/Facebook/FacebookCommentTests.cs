using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Facebook;

public sealed class FacebookCommentTests : FacebookRig
{
    private CommentCheck Check => new(this, "comment", words => Server.Comments.Count(c => c.Text == words && c.Author == FakeFacebook.PageId));

    [Theory]
    [InlineData("text")]
    [InlineData("photos")]
    [InlineData("reel")]
    public async Task Writes_under_its_own_post_and_names_the_place(string kind)
    {
        var post = await OutAsync(kind);

        var sent = await Check.SentAsync(post, "Order here: https://example.com/a?b=1&c=2 😀\nSecond line");

        Assert.Equal(sent.ExternalId, Server.Comments[^1].Id);
        Assert.True(Server.Posts[^1].IsCalled(post.ExternalId) && Server.Comments[^1].PostId == Server.Posts[^1].Id);
        Assert.StartsWith("https://www.facebook.com/", sent.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settles_a_lost_answer_by_reading_and_never_writes_twice()
    {
        var post = await OutAsync("text");
        await Check.SettlesWhateverBreaksAsync(post);
        await Check.ProvesUnsentAsync(post);
    }

    [Fact]
    public async Task Comment_without_its_address_is_sent_all_the_same()
    {
        var post = await OutAsync("text");
        Server.Fail("comment_read", Faults.TimesOutBefore);
        Assert.Null((await Check.SentAsync(post, "No address")).Url);
    }

    [Fact]
    public async Task Takes_no_strangers_and_no_older_comment_for_its_own()
    {
        var post = await OutAsync("text");
        Server.AddComment(post.ExternalId, "The same", "55");
        Assert.Equal(CommentLookKind.NotSeen, (await Check.FindAsync(post, "The same")).Kind);

        await Check.SentAsync(post, "Mine");
        Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CommentLookKind.NotSeen, (await Check.FindAsync(post, "Mine")).Kind);
    }

    [Fact]
    public async Task Says_why_it_was_refused_or_has_to_wait()
    {
        var post = await OutAsync("text");
        await Check.LimitedAsync(post, GraphAnswer.Error(32, 0, "Page request limit reached"));
        await Check.RefusedAsync(new("100_200", []), "Nowhere", "Meta_CommentPostMissing");
        Server.Fail("comment", Faults.Answers(GraphAnswer.Error(100, 0, "That is not allowed here")));
        await Check.RefusedAsync(post, "Not allowed", "Meta_CommentRefused");
        Server.Scopes = [.. Server.Scopes.Where(s => s != "pages_manage_engagement")];
        Account = await ConnectAsync();
        await Check.RefusedAsync(post, "No right", "Meta_PermissionMissing");
    }

    [Fact]
    public async Task Unconfirmed_a_comment_may_have_8000_characters()
    {
        var post = await OutAsync("text");
        Assert.Equal((8000, false, true), (Platform.CommentLength, Platform.CommentsOn(PublicationKind.Story), Platform.CommentsOn(PublicationKind.Reel)));
        await Check.SentAsync(post, new('ж', 8000));
    }

    private async Task<PublishedPost> OutAsync(string kind)
    {
        var outcome = await Run().ToTheEndAsync(OfKind(kind));
        AssertOutcome(PublishKind.Published, outcome);
        return new(outcome.ExternalId!, outcome.PartIds ?? []);
    }
}
