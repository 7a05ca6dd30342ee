using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

public sealed class InstagramTokenTests : InstagramRig
{
    [Fact]
    public async Task Renews_a_token_for_sixty_days()
    {
        Time.Advance(TimeSpan.FromDays(50));

        var outcome = await RefreshAsync();

        Assert.Equal((TokenKind.Renewed, TimeSpan.FromSeconds(FakeInstagram.LongLife)), (outcome.Kind, outcome.ValidFor));
        Account = Account with { Secrets = new Dictionary<string, string>(Account.Secrets) { [AccountTokens.Access] = outcome.AccessToken! } };
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Image()));
    }

    [Fact]
    public async Task Never_repeats_a_refused_renewal()
    {
        Server.RevokeAllTokens();

        Assert.Equal(TokenKind.Refused, (await RefreshAsync()).Kind);
        Assert.Single(Server.Of("refresh"));
    }

    [Fact]
    public async Task Takes_invalid_grant_for_a_refusal()
    {
        Server.Fail("refresh", Faults.Answers(new(400, """{"error":"invalid_grant","error_description":"expired"}""")));

        Assert.Equal(TokenKind.Refused, (await RefreshAsync()).Kind);
    }

    [Theory]
    [InlineData("times out")]
    [InlineData("resets")]
    [InlineData("cuts")]
    [InlineData("page")]
    public async Task Calls_a_renewal_with_a_lost_answer_unknown(string fault)
    {
        Server.Fail("refresh", fault switch { "times out" => Faults.TimesOutAfter, "resets" => Faults.ResetsAfter, "cuts" => Faults.CutsTheAnswer, _ => Faults.AnswersWithAPage });

        var outcome = await RefreshAsync();

        Assert.Equal(TokenKind.Unknown, outcome.Kind);
        Assert.DoesNotContain(Secret, outcome.ToString(), StringComparison.Ordinal);
        Assert.Single(Server.Of("refresh"));
    }

    [Fact]
    public async Task Asks_again_later_when_a_limit_stops_a_renewal()
    {
        Server.Fail("refresh", Faults.Answers(GraphErrors.Of(4)));

        Assert.Equal(TokenKind.Unavailable, (await RefreshAsync()).Kind);
    }

    [Fact]
    public async Task Asks_again_later_when_the_renewal_never_left()
    {
        Restart(new("http://127.0.0.1:9"));

        Assert.Equal(TokenKind.Unavailable, (await RefreshAsync()).Kind);
    }

    [Fact]
    public async Task Can_have_a_lost_renewal_repeated_with_the_same_token()
    {
        Assert.True(Platform.Refreshes);
        Server.Fail("refresh", Faults.TimesOutAfter);
        await RefreshAsync();

        if (Platform.RefreshIsRepeatable)
            Assert.Equal(TokenKind.Renewed, (await RefreshAsync()).Kind);
    }

    private Task<TokenOutcome> RefreshAsync() => CallAsync(() => Platform.RefreshAsync(Account, CancellationToken.None));
}
