using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

public sealed class YouTubeTokenTests : YouTubeRig
{
    [Fact]
    public async Task Renews_a_token_for_an_hour()
    {
        Server.ExpireAccessTokens();

        var outcome = await RefreshAsync();

        Assert.Equal((TokenKind.Renewed, TimeSpan.FromSeconds(3599)), (outcome.Kind, outcome.ValidFor));
        Assert.True(string.IsNullOrEmpty(outcome.RefreshToken));
        Account = Account with { Secrets = new Dictionary<string, string>(Account.Secrets) { [AccountTokens.Access] = outcome.AccessToken! } };
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video()));
    }

    [Fact]
    public async Task Never_repeats_an_invalid_grant()
    {
        Server.RevokeAllTokens();
        var before = Server.Of("token").Count;

        var outcome = await RefreshAsync();

        Assert.Equal((TokenKind.Refused, "invalid_grant"), (outcome.Kind, outcome.Code));
        Assert.Equal(before + 1, Server.Of("token").Count);
    }

    [Theory]
    [InlineData("times out")]
    [InlineData("resets")]
    [InlineData("cuts")]
    [InlineData("page")]
    public async Task Calls_a_renewal_with_a_lost_answer_unknown(string fault)
    {
        Server.Fail("token", fault switch { "times out" => Faults.TimesOutAfter, "resets" => Faults.ResetsAfter, "cuts" => Faults.CutsTheAnswer, _ => Faults.AnswersWithAPage });

        var outcome = await RefreshAsync();

        Assert.Equal(TokenKind.Unknown, outcome.Kind);
        Assert.DoesNotContain(Secret, outcome.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_a_lost_renewal_repeated_with_the_same_token()
    {
        Assert.True(Platform.Refreshes && Platform.RefreshIsRepeatable);
        Server.Fail("token", Faults.TimesOutAfter);
        await RefreshAsync();

        Assert.Equal(TokenKind.Renewed, (await RefreshAsync()).Kind);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Asks_again_later_when_trouble_stops_a_renewal(int status)
    {
        Server.Fail("token", Faults.Answers(new(status, """{"error":"temporarily_unavailable"}""")));

        Assert.True((await RefreshAsync()).Kind is TokenKind.Unavailable or TokenKind.Unknown);
    }

    [Fact]
    public async Task Asks_again_later_when_the_renewal_never_left()
    {
        Restart(new("http://127.0.0.1:9"));

        Assert.Equal(TokenKind.Unavailable, (await RefreshAsync()).Kind);
    }

    [Fact]
    public async Task Takes_the_rights_back_and_minds_no_second_time()
    {
        Assert.True(await CallAsync(() => Platform.RevokeAsync(Account, CancellationToken.None)));
        Assert.Equal(TokenKind.Refused, (await RefreshAsync()).Kind);
        await CallAsync(() => Platform.RevokeAsync(Account, CancellationToken.None));
    }

    [Fact]
    public async Task Offers_the_channel_that_signed_in()
    {
        var offered = (await ExchangeAsync()).Value!.Accounts.Single();

        Assert.Equal((FakeYouTube.ChannelId, "Contract Test", 321), (offered.Account.AccountId, offered.Account.DisplayName, offered.Account.Followers));
        Assert.Equal([AccountTokens.Access, AccountTokens.Refresh], offered.Secrets.Keys.Order(StringComparer.Ordinal).Take(2));
        Assert.DoesNotContain(Secret, offered.ToString(), StringComparison.Ordinal);
        var check = await CallAsync(() => Platform.CheckAsync(Account, CancellationToken.None));
        Assert.True(check.Ok, check.Problem?.TextKey);
        Assert.Equal(FakeYouTube.ChannelId, check.Value.AccountId);
    }

    [Fact]
    public async Task Says_why_signing_in_did_not_work()
    {
        AssertReadable((await ExchangeAsync(code: "wrong")).Problem);
        AssertReadable((await ExchangeAsync(secret: "wrong")).Problem);
        foreach (var fault in new[] { Faults.ResetsAfter, Faults.TimesOutAfter, Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.Answers(new(500)) })
            foreach (var step in new[] { "token", "channels.list" })
            {
                Server.Fail(step, fault);
                AssertReadable((await ExchangeAsync()).Problem);
            }
    }

    [Fact]
    public async Task Says_what_is_missing_after_signing_in()
    {
        Server.Scopes = ["https://www.googleapis.com/auth/youtube.readonly"];
        Assert.NotEmpty((await ExchangeAsync()).Value!.MissingScopes);
    }

    [Fact]
    public async Task Offers_nothing_to_connect_where_no_channel_is()
    {
        Server.HasChannel = false;

        var result = await ExchangeAsync();

        if (!result.Ok)
            AssertReadable(result.Problem);
        else
            Assert.All(result.Value.Accounts, a => AssertReadable(a.Obstacle));
    }

    private Task<TokenOutcome> RefreshAsync() => CallAsync(() => Platform.RefreshAsync(Account, CancellationToken.None));
}
