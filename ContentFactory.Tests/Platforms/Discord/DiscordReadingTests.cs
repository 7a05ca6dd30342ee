using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Discord;

/// <summary>Numbers of messages, and taking them back.</summary>
public sealed class DiscordReadingTests : DiscordRig
{
    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Counts_reactions(string way)
    {
        var outcome = await PublishedAsync(way);
        Server.Messages[0].Reactions["👍"] = 5;
        Server.Messages[0].Reactions["🔥"] = 2;

        var numbers = await MetricsAsync(outcome.ExternalId!);

        Assert.Equal((MetricsKind.Read, 7L), (numbers.Kind, numbers.Metrics!.Likes));
        Assert.Null(numbers.Metrics.Views);
    }

    [Theory]
    [InlineData("webhook", "get_webhook_message")]
    [InlineData("bot", "get_message")]
    public async Task Says_why_there_are_no_numbers(string way, string step)
    {
        var outcome = await PublishedAsync(way);
        foreach (var (fault, kinds) in new (Fault, MetricsKind[])[]
                 {
                     (Faults.Answers(DiscordErrors.RateLimited(30)), [MetricsKind.RateLimited]), (Faults.Answers(DiscordErrors.Unauthorized), [MetricsKind.Failed, MetricsKind.NotObtainable]),
                     (Faults.Answers(DiscordErrors.MissingAccess), [MetricsKind.Failed, MetricsKind.NotObtainable]), (Faults.Answers(DiscordErrors.UnknownWebhook), [MetricsKind.Failed, MetricsKind.NotObtainable]),
                     (Faults.Answers(new(503)), [MetricsKind.Failed]), (Faults.TimesOutBefore, [MetricsKind.Failed]), (Faults.CutsTheAnswer, [MetricsKind.Failed]),
                 })
        {
            Server.Fail(step, fault);
            var numbers = await MetricsAsync(outcome.ExternalId!);
            Assert.True(kinds.Contains(numbers.Kind), numbers.ToString());
            AssertReadable(numbers.Reason);
        }
        Server.Messages[0].IsRemoved = true;
        Assert.Equal(MetricsKind.Removed, (await MetricsAsync(outcome.ExternalId!)).Kind);
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Takes_every_message_of_a_post_back_and_minds_no_second_time(string way)
    {
        var outcome = await PublishedAsync(way, Long());
        Assert.True(Platform.Deletes);

        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(outcome)).Kind);
        Assert.All(Server.Messages, m => Assert.True(m.IsRemoved));
        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(outcome)).Kind);
    }

    [Theory]
    [InlineData("webhook", "delete_webhook_message")]
    [InlineData("bot", "delete_message")]
    public async Task Says_why_a_message_could_not_be_taken_back(string way, string step)
    {
        var published = await PublishedAsync(way);
        foreach (var (fault, kind) in new[]
                 {
                     (Faults.Answers(DiscordErrors.Unauthorized), DeleteKind.Refused), (Faults.Answers(DiscordErrors.MissingPermissions), DeleteKind.Refused),
                     (Faults.Answers(DiscordErrors.RateLimited(30)), DeleteKind.RateLimited), (Faults.Answers(new(503)), DeleteKind.Unknown), (Faults.TimesOutBefore, DeleteKind.Unknown),
                 })
        {
            Server.Fail(step, fault);
            var outcome = await DeleteAsync(published);
            Assert.True(outcome.Kind == kind, outcome.ToString());
            AssertReadable(outcome.Reason);
            Assert.True(kind != DeleteKind.RateLimited || outcome.RetryAfter >= TimeSpan.FromSeconds(30));
        }
        Assert.False(Server.Messages.Single().IsRemoved);
    }

    private async Task<PublishOutcome> PublishedAsync(string way, string text = "Bread")
    {
        await UseAsync(way);
        return await Run().ToTheEndAsync(Post(text));
    }

    private Task<MetricsOutcome> MetricsAsync(string id) => CallAsync(() => Platform.ReadMetricsAsync(Account, id, CancellationToken.None));

    private Task<DeleteOutcome> DeleteAsync(PublishOutcome post) =>
        CallAsync(() => Platform.DeleteAsync(Account, new(post.ExternalId!, post.PartIds ?? [post.ExternalId!]), CancellationToken.None));
}
