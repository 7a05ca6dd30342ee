using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>Numbers of posts, and taking them back.</summary>
public sealed class XReadingTests : XRig
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unconfirmed_numbers_are_read_by_either_name_of_their_fields(bool older)
    {
        var id = await PublishedAsync();
        Server.AsksForTweets = older;
        foreach (var (name, value) in new[] { ("impression_count", 1000), ("like_count", 50), ("reply_count", 7), ("repost_count", 5), ("quote_count", 2), ("bookmark_count", 3) })
            Server.Posts[0].Counts[name] = value;

        var outcome = await MetricsAsync(id);

        Assert.Equal(MetricsKind.Read, outcome.Kind);
        Assert.Equal((50, 7, 7, 3), (outcome.Metrics!.Likes, outcome.Metrics.Comments, outcome.Metrics.Shares, outcome.Metrics.Saves));
        Assert.Equal(1000, outcome.Metrics.Impressions ?? outcome.Metrics.Views);
    }

    [Fact]
    public async Task Says_that_a_post_was_removed()
    {
        var id = await PublishedAsync();
        Server.Posts[0].IsRemoved = true;
        Assert.Equal(MetricsKind.Removed, (await MetricsAsync(id)).Kind);

        Server.Fail("read", Faults.Answers(XErrors.Of(404, "resource-not-found")));
        Assert.Equal(MetricsKind.Removed, (await MetricsAsync(id)).Kind);
    }

    [Fact]
    public async Task Says_why_there_are_no_numbers()
    {
        var id = await PublishedAsync();
        foreach (var (fault, kinds) in new (Fault, MetricsKind[])[]
                 {
                     (Faults.Answers(XErrors.RateLimited(Time.GetUtcNow().AddMinutes(5))), [MetricsKind.RateLimited]),
                     (Faults.Answers(XErrors.Of(429, "usage-capped")), [MetricsKind.RateLimited]),
                     (Faults.Answers(XErrors.Unauthorized), [MetricsKind.Failed, MetricsKind.NotObtainable]), (Faults.Answers(XErrors.Forbidden("No.")), [MetricsKind.Failed, MetricsKind.NotObtainable]),
                     (Faults.Answers(new(503)), [MetricsKind.Failed]), (Faults.TimesOutBefore, [MetricsKind.Failed]), (Faults.CutsTheAnswer, [MetricsKind.Failed]), (Faults.AnswersWithAPage, [MetricsKind.Failed]),
                 })
        {
            Server.Fail("read", fault);
            Server.Fail("read", Faults.Answers(XErrors.Forbidden("No.")), call: 2);
            var outcome = await MetricsAsync(id);
            Assert.True(kinds.Contains(outcome.Kind), outcome.ToString());
            AssertReadable(outcome.Reason);
        }
    }

    [Fact]
    public async Task Takes_a_post_back_and_minds_no_second_time()
    {
        var id = await PublishedAsync();
        Assert.True(Platform.Deletes);

        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(id)).Kind);
        Assert.True(Server.Posts.Single().IsRemoved);
        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(id)).Kind);
    }

    [Fact]
    public async Task Says_why_a_post_could_not_be_taken_back()
    {
        var id = await PublishedAsync();
        foreach (var (fault, kind) in new[]
                 {
                     (Faults.Answers(XErrors.Unauthorized), DeleteKind.Refused), (Faults.Answers(XErrors.Forbidden("No.")), DeleteKind.Refused),
                     (Faults.Answers(XErrors.RateLimited(Time.GetUtcNow().AddMinutes(5))), DeleteKind.RateLimited), (Faults.Answers(new(503)), DeleteKind.Unknown),
                     (Faults.TimesOutBefore, DeleteKind.Unknown), (Faults.Answers(new(200, "<html>", "text/html")), DeleteKind.Unknown),
                 })
        {
            Server.Fail("delete", fault);
            var outcome = await DeleteAsync(id);
            Assert.True(outcome.Kind == kind, outcome.ToString());
            AssertReadable(outcome.Reason);
            Assert.True(kind != DeleteKind.RateLimited || outcome.RetryAfter > TimeSpan.FromMinutes(2));
        }
        Assert.False(Server.Posts.Single().IsRemoved);
    }

    [Fact]
    public async Task Unconfirmed_an_answer_that_nothing_was_deleted_is_no_removal()
    {
        var id = await PublishedAsync();
        Server.Fail("delete", Faults.Answers(new(200, """{"data":{"deleted":false}}""")));

        Assert.NotEqual(DeleteKind.Deleted, (await DeleteAsync(id)).Kind);
    }

    private async Task<string> PublishedAsync() => (await Run().ToTheEndAsync(Post("Bread"))).ExternalId!;

    private Task<MetricsOutcome> MetricsAsync(string id) => CallAsync(() => Platform.ReadMetricsAsync(Account, id, CancellationToken.None));

    private Task<DeleteOutcome> DeleteAsync(string id) => CallAsync(() => Platform.DeleteAsync(Account, new(id, [id]), CancellationToken.None));
}
