using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Threads;

public sealed class ThreadsCommentTests : ThreadsRig
{
    private CommentCheck Check => new(this, "make", words => Server.Posts.Count(p => p.Text == words));

    [Fact]
    public async Task Answers_the_last_post_of_a_chain_in_one_call()
    {
        var (one, chain) = (await OutAsync(Post("One")), await OutAsync(Chain("Long")));

        var sent = await Check.SentAsync(one, "Under one https://example.com");
        Assert.Equal((one.ExternalId, sent.ExternalId, Server.Posts[^1].Permalink), (Server.Posts[^1].ReplyTo, Server.Posts[^1].Id, sent.Url));
        var before = Server.Steps.Count(s => s == "publish");

        await Check.SentAsync(chain, "Under the chain");

        Assert.Equal(chain.PartIds[^1], Server.Posts[^1].ReplyTo);
        Assert.Equal(before, Server.Steps.Count(s => s == "publish"));
    }

    [Fact]
    public async Task Settles_a_lost_answer_by_reading_and_never_writes_twice()
    {
        var post = await OutAsync(Post("Lost"));
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
    }

    [Fact]
    public async Task Says_why_it_was_refused_or_has_to_wait()
    {
        var post = await OutAsync(Post("Refused"));
        await Check.LimitedAsync(post, GraphAnswer.Error(9, 2207042, "Application request limit reached"));
        await Check.RefusedAsync(new("18000000000000999", []), "Nowhere", "Meta_CommentPostMissing");
        await Check.RefusedAsync(post, new('a', 501), "Meta_CommentRefused");
        Assert.Equal((500, 505), (Platform.CommentLength, Platform.CommentLengthOf(new string('a', 497) + "😀😀")));
    }

    private async Task<PublishedPost> OutAsync(OutgoingPost post)
    {
        var outcome = await Run().ToTheEndAsync(post);
        AssertOutcome(PublishKind.Published, outcome);
        return new(outcome.ExternalId!, outcome.PartIds ?? []);
    }
}
