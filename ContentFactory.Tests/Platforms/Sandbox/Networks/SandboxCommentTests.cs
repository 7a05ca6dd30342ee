using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>First comments at the sandbox, in each network's own protocol.</summary>
public sealed class SandboxCommentTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int tenants;

    [Theory]
    [InlineData("facebook")]
    [InlineData("instagram")]
    [InlineData("threads")]
    [InlineData("x")]
    [InlineData("youtube")]
    public async Task Comment_stands_under_its_post_and_a_lost_one_is_read(string key)
    {
        var (platform, seat) = (network.Services.GetRequiredService<PlatformSet>().Find(key)!, await OutAsync(key));

        var sent = await platform.CommentAsync(seat.Account, seat.Post, "First & best", None);

        Assert.True(sent.Kind is CommentKind.Sent, $"{sent}");
        Assert.Contains("First & best", (await seat.Feed()).Select(i => i.Text));
        if (sent.Url is { } url)
            Assert.True((await network.Http.GetAsync(url)).IsSuccessStatusCode, url);
        var began = network.Clock.GetUtcNow();
        var found = await platform.FindCommentAsync(seat.Account, new(seat.Post, "First & best", began), None);
        Assert.Equal((CommentLookKind.Found, sent.ExternalId), (found.Kind, found.ExternalId));
        Assert.Equal(CommentLookKind.NotSeen, (await platform.FindCommentAsync(seat.Account, new(seat.Post, "Something else", began), None)).Kind);

        await LoseAsync(platform, seat, "Lost words");
        Assert.Equal(CommentLookKind.Found, (await platform.FindCommentAsync(seat.Account, new(seat.Post, "Lost words", began), None)).Kind);
        Assert.Single(await seat.Feed(), i => i.Text == "Lost words");
        // comments are no posts of the account
        Assert.Equal(MetricsKind.Read, (await platform.ReadMetricsAsync(seat.Account, seat.Post.ExternalId, None)).Kind);
    }

    [Theory]
    [InlineData("facebook")]
    [InlineData("instagram")]
    [InlineData("threads")]
    [InlineData("x")]
    [InlineData("youtube")]
    public async Task What_the_network_does_not_take_is_refused_in_its_words(string key)
    {
        var (platform, seat) = (network.Services.GetRequiredService<PlatformSet>().Find(key)!, await OutAsync(key));
        var before = (await seat.Feed()).Count;

        Assert.Equal(CommentKind.Refused, (await platform.CommentAsync(seat.Account, seat.Post, new('ж', platform.CommentLength + 1), None)).Kind);
        var nowhere = seat.Post.ExternalId[..^1] + (seat.Post.ExternalId[^1] == '9' ? '8' : '9');
        Assert.Equal(CommentKind.Refused, (await platform.CommentAsync(seat.Account, new(nowhere, []), "Nowhere", None)).Kind);
        await seat.Break(SandboxFault.RateLimit);
        Assert.Equal(CommentKind.RateLimited, (await platform.CommentAsync(seat.Account, seat.Post, "Later", None)).Kind);
        Assert.Equal(before, (await seat.Feed()).Count);
    }

    private async Task LoseAsync(IPlatform platform, Seat seat, string words)
    {
        await seat.Break(SandboxFault.TimeoutAfterAccepting);
        var before = (await seat.Feed()).Count;
        using var patience = new CancellationTokenSource();
        var call = platform.CommentAsync(seat.Account, seat.Post, words, patience.Token);
        while ((await seat.Feed()).Count == before)
            Assert.False(call.IsCompleted, "The connector got an answer.");
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private async Task<Seat> OutAsync(string key)
    {
        if (key is "x" or "youtube")
        {
            var account = await SandboxPublisher.ConnectAsync(network, key);
            var outcome = await account.PublishAsync(key == "x" ? new("Out", []) : new("About", [SandboxPublisher.Video()]) { Title = "Out" });
            return new(account.Account, new(outcome.ExternalId!, outcome.PartIds ?? []), account.FeedAsync, account.BreakAsync);
        }
        var meta = await MetaSeat.OpenAsync(network, key, string.Create(CultureInfo.InvariantCulture, $"comment-{key}-{Interlocked.Increment(ref tenants)}"));
        var published = await meta.PublishAsync(key == "instagram" ? new("Out", [MetaSeat.Picture()]) : new("Out", []));
        return new(meta.Account, new(published.ExternalId!, published.PartIds ?? []), meta.FeedAsync, meta.BreakAsync);
    }

    private sealed record Seat(PlatformAccount Account, PublishedPost Post, Func<Task<IReadOnlyList<SandboxFeedItem>>> Feed, Func<SandboxFault, Task> Break);
}
