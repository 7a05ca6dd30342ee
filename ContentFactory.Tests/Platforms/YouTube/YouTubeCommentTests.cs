using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

public sealed class YouTubeCommentTests : YouTubeRig
{
    private CommentCheck Check => new(this, "commentThreads.insert", words => Server.Comments.Count(c => c.Text == words && c.Author == FakeYouTube.ChannelId));

    [Fact]
    public async Task Writes_under_its_own_video_and_counts_fifty_units()
    {
        var post = await OutAsync();
        var before = Usage.Of(CounterOf("units"));

        var sent = await Check.SentAsync(post, "Chapters:\n0:00 Bread <& butter> 😀");

        Assert.Equal((post.ExternalId, sent.ExternalId), (Server.Comments[^1].PostId, Server.Comments[^1].Id));
        Assert.EndsWith($"watch?v={post.ExternalId}&lc={sent.ExternalId}", sent.Url, StringComparison.Ordinal);
        Assert.Equal(before + 50, Usage.Of(CounterOf("units")));
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
        Server.AddComment(post.ExternalId, "The same", "UCsomebodyElse");
        Assert.Equal(CommentLookKind.NotSeen, (await Check.FindAsync(post, "The same")).Kind);

        await Check.SentAsync(post, "Mine");
        Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CommentLookKind.NotSeen, (await Check.FindAsync(post, "Mine")).Kind);
    }

    [Fact]
    public async Task Says_why_it_was_refused_or_has_to_wait()
    {
        var post = await OutAsync();
        await Check.LimitedAsync(post, GoogleErrors.Of(429, "rateLimitExceeded"));
        await Check.RefusedAsync(new("gone0000001", []), "Nowhere", "YouTube_VideoNotFound");
        await Check.RefusedAsync(post, new('a', 10_001), "YouTube_CommentTooLong");
        Server.CommentsAreOff = true;
        await Check.RefusedAsync(post, "Off", "YouTube_CommentsDisabled");
        Assert.Equal(CommentLookKind.Failed, (await Check.FindAsync(post, "Off")).Kind);
    }

    [Fact]
    public async Task Names_the_scope_that_commenting_needs()
    {
        var post = await OutAsync();
        Server.Scopes = [.. Server.Scopes.Where(s => !s.EndsWith("force-ssl", StringComparison.Ordinal))];
        Account = AccountOf((await ExchangeAsync()).Value.Accounts.Single());
        await Check.RefusedAsync(post, "No right", "YouTube_CommentForbidden");
    }

    [Fact]
    public async Task Unconfirmed_a_comment_may_have_10000_characters()
    {
        var post = await OutAsync();
        // characters, where a description counts bytes
        Assert.Equal((10_000, 2), (Platform.CommentLength, Platform.CommentLengthOf("жж")));
        await Check.SentAsync(post, new('ж', 10_000));
    }

    private async Task<PublishedPost> OutAsync()
    {
        var outcome = await Run().ToTheEndAsync(Video());
        AssertOutcome(PublishKind.Published, outcome);
        return new(outcome.ExternalId!, outcome.PartIds ?? []);
    }
}
