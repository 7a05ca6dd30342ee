using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>What holds for each of Meta's networks in the sandbox.</summary>
public abstract class MetaSandboxTests(SandboxNetwork network, string key) : IClassFixture<SandboxNetwork>
{
    private static int seats;

    protected SandboxNetwork Network => network;

    protected abstract OutgoingPost Post(string words);

    [Fact]
    public async Task Account_is_connected_in_one_step()
    {
        var seat = await SeatAsync();
        await using var owner = await Sql.OpenAsync(network.Database.ConnectionString("cf_owner"));
        await Sql.RunAsync(owner, "update tenants set platforms = array[$1]", key);
        var connected = await seat.ConnectAsync(key);
        Assert.True(connected.Ok, connected.Problem?.TextKey);
        var account = (await seat.Platform.CheckAsync(seat.Account, CancellationToken.None)).Value;
        Assert.Equal((seat.Account.AccountId, seat.Account.Handle, "News"), (account.AccountId, account.Handle, account.DisplayName));
    }

    [Fact]
    public async Task Lost_answer_is_found_once_and_nothing_is_found_of_a_post_that_never_went()
    {
        var seat = await SeatAsync();
        await seat.PublishAsync(Post("An earlier one"));
        var look = await seat.LoseAsync(Post("Lost & <found>\n\n😀"));
        Assert.Equal(LookKind.Found, look.Kind);
        Assert.Equal(MetricsKind.Read, (await seat.NumbersAsync(look.ExternalId!)).Kind);
    }

    [Fact]
    public async Task Numbers_grow_and_a_removed_post_is_read_as_removed()
    {
        var seat = await SeatAsync();
        var post = await seat.PublishAsync(Post("Soon gone"));
        Assert.Equal(PublishKind.Published, post.Kind);
        Assert.Contains("/posts/", post.Url!, StringComparison.Ordinal);
        Assert.Contains("Soon gone", await network.Http.GetStringAsync(post.Url), StringComparison.Ordinal);
        var first = (await seat.NumbersAsync(post.ExternalId!)).Metrics!.Views!.Value;
        await network.AdvanceAsync(TimeSpan.FromHours(12));
        var later = (await seat.NumbersAsync(post.ExternalId!)).Metrics!;
        Assert.True(later.Views > first && later.Likes > 0 && later.Reach is null or > 0, $"{first} then {later}");
        Assert.Equal(later.Views, (await seat.FeedAsync()).Min(item => item.Views));
        Assert.Equal(DeleteKind.Deleted, (await seat.Platform.DeleteAsync(seat.Account, new(post.ExternalId!, post.PartIds!), CancellationToken.None)).Kind);
        Assert.Equal(MetricsKind.Removed, (await seat.NumbersAsync(post.ExternalId!)).Kind);
        Assert.All(await seat.FeedAsync(), item => Assert.True(item.Removed));
    }

    [Theory]
    [InlineData(SandboxFault.RateLimit, PublishKind.RateLimited)]
    [InlineData(SandboxFault.TokenExpired, PublishKind.AccountRefused)]
    public async Task Faults_reach_the_connector_as_their_outcome(SandboxFault fault, PublishKind kind)
    {
        var seat = await SeatAsync();
        await seat.BreakAsync(fault);
        var outcome = await seat.PublishAsync(Post("Broken"));
        Assert.Equal((kind, false), (outcome.Kind, outcome.AppLimited));
        if (fault is SandboxFault.RateLimit)
            Assert.Equal(TimeSpan.FromMinutes(1), outcome.RetryAfter);
        Assert.Empty(await seat.FeedAsync());
        Assert.Equal(PublishKind.Published, (await seat.PublishAsync(Post("Broken"))).Kind);
    }

    [Fact]
    public async Task Another_tenants_token_sees_and_removes_nothing()
    {
        var (seat, stranger) = (await SeatAsync(), await SeatAsync());
        var post = await seat.PublishAsync(Post("Mine"));
        Assert.Equal(MetricsKind.Removed, (await stranger.NumbersAsync(post.ExternalId!)).Kind);
        await stranger.Platform.DeleteAsync(stranger.Account, new(post.ExternalId!, post.PartIds!), CancellationToken.None);
        Assert.Equal("100/33", await stranger.RefusalAsync(HttpMethod.Get, $"/v1.0/{seat.Account.AccountId}?fields=id"));
        Assert.Equal(MetricsKind.Read, (await seat.NumbersAsync(post.ExternalId!)).Kind);
    }

    internal Task<MetaSeat> SeatAsync() => MetaSeat.OpenAsync(network, key, $"{key}{Interlocked.Increment(ref seats)}");
}
