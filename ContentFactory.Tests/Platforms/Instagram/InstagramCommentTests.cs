using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

public sealed class InstagramCommentTests : InstagramRig
{
    private CommentCheck Check => new(this, "comment", words => Server.Comments.Count(c => c.Text == words && c.Author == FakeInstagram.UserName));

    [Theory]
    [InlineData("instagram")]
    [InlineData("facebook")]
    public async Task Writes_under_its_own_post_by_both_ways_of_signing_in(string way)
    {
        Account = await ConnectAsync(way);
        var post = await OutAsync();

        var sent = await Check.SentAsync(post, "#bread #buns 😀");

        Assert.Equal((post.ExternalId, sent.ExternalId, null), (Server.Comments[^1].PostId, Server.Comments[^1].Id, sent.Url));
    }

    [Fact]
    public async Task Settles_a_lost_answer_by_reading_and_never_writes_twice()
    {
        var post = await OutAsync();
        await Check.SettlesWhateverBreaksAsync(post);
        await Check.ProvesUnsentAsync(post);
    }

    [Fact]
    public async Task Takes_no_strangers_and_no_older_comment_for_its_own()
    {
        var post = await OutAsync();
        Server.AddComment(post.ExternalId, "The same", "somebody.else");
        Assert.Equal(CommentLookKind.NotSeen, (await Check.FindAsync(post, "The same")).Kind);

        await Check.SentAsync(post, "Mine");
        Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CommentLookKind.NotSeen, (await Check.FindAsync(post, "Mine")).Kind);
    }

    [Fact]
    public async Task Says_why_it_was_refused_or_has_to_wait()
    {
        var post = await OutAsync();
        await Check.LimitedAsync(post, GraphAnswer.Error(4, 0, "Application request limit reached"));
        await Check.RefusedAsync(new("18000000000000999", []), "Nowhere", "Meta_CommentPostMissing");
        await Check.RefusedAsync(post, new('a', 301), "Meta_CommentRefused");
        Server.InstagramScopes = [.. Server.InstagramScopes.Where(s => !s.EndsWith("manage_comments", StringComparison.Ordinal))];
        Account = await ConnectAsync("instagram");
        await Check.RefusedAsync(post, "No right", "Meta_PermissionMissing");
    }

    [Fact]
    public async Task Takes_three_hundred_characters_and_none_at_stories()
    {
        var post = await OutAsync();
        Assert.Equal((300, false), (Platform.CommentLength, Platform.CommentsOn(PublicationKind.Story)));
        await Check.SentAsync(post, new('ж', 300));
    }

    private async Task<PublishedPost> OutAsync()
    {
        var outcome = await Run().ToTheEndAsync(Image());
        AssertOutcome(PublishKind.Published, outcome);
        return new(outcome.ExternalId!, outcome.PartIds ?? []);
    }
}
