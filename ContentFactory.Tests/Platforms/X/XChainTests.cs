using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>A text that is longer than one post: a chain of replies.</summary>
public sealed class XChainTests : XRig
{
    [Fact]
    public async Task Each_post_replies_to_the_one_before_and_nothing_of_the_words_is_lost()
    {
        var outcome = await Run().ToTheEndAsync(Post(Long(), Jpeg()));

        AssertOutcome(PublishKind.Published, outcome);
        AssertChain(Long());
        Assert.Equal([1, 0, 0], Server.Posts.Select(p => p.Media.Count));
        Assert.Equal(Server.Posts.Select(p => p.Id), outcome.PartIds!);
        Assert.Equal(Server.Posts[0].Id, outcome.ExternalId);
    }

    [Fact]
    public async Task Parts_that_an_author_divided_go_out_as_they_are()
    {
        string[] parts = ["One sentence.", "Another one.", "The end. https://example.com/a"];

        var outcome = await Run().ToTheEndAsync(Post(string.Join("\n\n", parts)) with { Parts = parts });

        AssertOutcome(PublishKind.Published, outcome);
        Assert.Equal(parts, Server.Posts.Select(p => p.Text));
        Assert.Equal([null, .. Server.Posts.SkipLast(1).Select(p => p.Id)], Server.Posts.Select(p => p.ReplyTo));
    }

    [Theory]
    [InlineData("429", PublishKind.RateLimited)]
    [InlineData("403", null)]
    [InlineData("400", PublishKind.Rejected)]
    [InlineData("401", PublishKind.AccountRefused)]
    [InlineData("503", PublishKind.Unknown)]
    public async Task What_stops_in_the_middle_says_what_is_out_and_goes_on_there(string fault, PublishKind? kind)
    {
        Server.Fail("post", Faults.Answers(fault switch
        {
            "429" => XErrors.RateLimited(Time.GetUtcNow().AddMinutes(9)),
            "403" => XErrors.Forbidden("You are not permitted to perform this action."),
            "400" => XErrors.Invalid("Bad."),
            "401" => XErrors.Unauthorized,
            _ => new(503),
        }), call: 2);
        var run = Run();

        var outcome = await run.OnceAsync(Post(Long()));

        Assert.True(kind is null ? outcome.Kind is PublishKind.Rejected or PublishKind.AccountRefused : outcome.Kind == kind, outcome.ToString());
        AssertReadable(outcome.Reason);
        AssertNoSecret(outcome);
        Assert.Equal(Assert.Single(Server.Posts).Id, outcome.ExternalId);

        Time.Advance(outcome.RetryAfter ?? TimeSpan.FromMinutes(1));
        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Post(Long())));
        AssertChain(Long());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_lost_answer_in_the_middle_brings_no_part_out_twice(int call)
    {
        Server.Fail("post", Faults.TimesOutAfter, call);

        var outcome = await Run().ToTheEndAsync(Post(Long()));

        AssertNoTwins();
        Assert.True(outcome.Kind is PublishKind.Published or PublishKind.Unknown, outcome.ToString());
        Assert.True(Server.Posts.Count >= call);
    }

    [Fact]
    public async Task A_call_without_time_left_goes_on_later_and_brings_no_part_out_twice()
    {
        var run = Run();
        Server.Done = step => Time.Advance(step == "post" ? TimeSpan.FromSeconds(25) : TimeSpan.Zero);
        var text = string.Join(' ', Enumerable.Range(1, 40).Select(n => $"This is sentence {n} of a story that is longer than one post."));

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Post(text)));

        Assert.Contains(run.Outcomes, o => o.Kind is PublishKind.RateLimited && o.Message!.EndsWith("budget", StringComparison.Ordinal));
        AssertNoTwins();
        Assert.Equal(text, string.Join(' ', Server.Posts.Select(p => p.Text)));
    }

    [Fact]
    public async Task A_lost_lease_stops_before_the_next_part()
    {
        var run = Run();
        Server.Done = step => run.LosesTheLease |= step == "post";

        var outcome = await run.OnceAsync(Post(Long()));

        AssertOutcome(PublishKind.Unknown, outcome);
        Assert.Equal(Assert.Single(Server.Posts).Id, outcome.ExternalId);
    }

    [Fact]
    public async Task Removes_the_whole_chain()
    {
        var outcome = await Run().ToTheEndAsync(Post(Long()));

        var removed = await CallAsync(() => Platform.DeleteAsync(Account, new(outcome.ExternalId!, outcome.PartIds!), CancellationToken.None));

        Assert.Equal(DeleteKind.Deleted, removed.Kind);
        Assert.All(Server.Posts, p => Assert.True(p.IsRemoved));
    }

    [Fact]
    public async Task Refuses_a_text_that_is_longer_than_its_longest_chain()
    {
        var post = Post(string.Concat(Enumerable.Repeat("word ", Platform.Limits.All(0) / 5 + 60)));

        Assert.All(Platform.Validate(post), AssertReadable);
        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(post));
        Assert.Empty(Server.Posts);
    }

    private void AssertChain(string text)
    {
        Assert.Equal([null, .. Server.Posts.SkipLast(1).Select(p => p.Id)], Server.Posts.Select(p => p.ReplyTo));
        Assert.Equal(text, string.Join(' ', Server.Posts.Select(p => p.Text)));
        Assert.Equal(3, Server.Posts.Count);
    }
}
