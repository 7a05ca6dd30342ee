using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.X;

public sealed class XCommentTests : XRig
{
    private CommentCheck Check => new(this, "post", words => Server.Posts.Count(p => p.Text == words));

    [Fact]
    public async Task Answers_the_last_post_of_a_chain()
    {
        var (one, chain) = (await OutAsync(Post("One")), await OutAsync(Post(Long())));

        var sent = await Check.SentAsync(one, "Under one https://example.com/a?b=1&c=2");
        Assert.Equal((one.ExternalId, sent.ExternalId), (Server.Posts[^1].ReplyTo, Server.Posts[^1].Id));
        Assert.EndsWith($"/status/{sent.ExternalId}", sent.Url, StringComparison.Ordinal);

        await Check.SentAsync(chain, "Under the chain");
        Assert.Equal(chain.PartIds[^1], Server.Posts[^1].ReplyTo);
    }

    [Fact]
    public async Task Settles_a_lost_answer_by_reading_and_never_writes_twice()
    {
        var post = await OutAsync(Post("Lost & <found>"));
        await Check.SettlesWhateverBreaksAsync(post);
        await Check.ProvesUnsentAsync(post);
    }

    [Fact]
    public async Task Takes_no_answer_to_another_post_for_its_own()
    {
        var (mine, other) = (await OutAsync(Post("Mine")), await OutAsync(Post("Other")));
        await Check.SentAsync(other, "Same words");
        Assert.Equal(CommentLookKind.NotSeen, (await Check.FindAsync(mine, "Same words")).Kind);
        Assert.Equal(CommentLookKind.Found, (await Check.FindAsync(other, "Same words")).Kind);
        // the post itself is no answer to itself
        Assert.Equal(CommentLookKind.NotSeen, (await Check.FindAsync(mine, "Mine")).Kind);
    }

    [Fact]
    public async Task Says_why_it_was_refused_or_has_to_wait()
    {
        var post = await OutAsync(Post("Refused"));
        await Check.LimitedAsync(post, XErrors.TooMany(Time.GetUtcNow().AddMinutes(7)));
        Server.Fail("post", Faults.Answers(XErrors.Forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.")));
        await Check.RefusedAsync(post, "Nowhere", "X_ReplyRefused");
        await Check.RefusedAsync(post, new('ж', 281), "X_Refused");
        Server.Fail("post", Faults.Answers(XErrors.Unauthorized));
        await Check.RefusedAsync(post, "No token", "X_TokenRefused");
        Assert.Equal((280, 23), (Platform.CommentLength, Platform.CommentLengthOf("https://example.com/a-very-long-address-that-counts-little")));
    }

    private async Task<PublishedPost> OutAsync(OutgoingPost post)
    {
        var outcome = await Run().ToTheEndAsync(post);
        AssertOutcome(PublishKind.Published, outcome);
        return new(outcome.ExternalId!, outcome.PartIds ?? []);
    }
}
