using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>Signing in, and tokens that are spent by their use.</summary>
public sealed class XTokenTests : XRig
{
    [Fact]
    public void Sends_the_person_to_the_page_of_x()
    {
        var way = Platform.SignIns.Single();
        var address = way.AddressOf(new(new(FakeX.AppId, FakeX.AppSecret), new("https://app.example/connect/x/callback"), "state-1", "challenge-1"));

        var query = QueryHelpers.ParseQuery(address.Query).ToDictionary(q => q.Key, q => q.Value.ToString());
        Assert.Equal(("x", "x", "/i/oauth2/authorize"), (way.Key, way.AppPool, address.AbsolutePath));
        Assert.Equal(("code", FakeX.AppId, "https://app.example/connect/x/callback"), (query["response_type"], query["client_id"], query["redirect_uri"]));
        Assert.Equal(("state-1", "challenge-1", "S256"), (query["state"], query["code_challenge"], query["code_challenge_method"]));
        Assert.Equal(Server.Scopes.Order(), query["scope"].Split(' ').Order());
        Assert.DoesNotContain(Secret, address.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_the_account_that_signed_in()
    {
        var offered = (await ExchangeAsync()).Value!.Accounts.Single();

        Assert.Equal((FakeX.UserId, FakeX.UserName, "Contract Test", 321), (offered.Account.AccountId, offered.Account.Handle?.TrimStart('@'), offered.Account.DisplayName, offered.Account.Followers));
        Assert.Equal((Time.GetUtcNow().AddHours(2), FakeX.AppId), (offered.Account.TokenValidUntil, offered.Account.AppKey));
        Assert.DoesNotContain(Secret, offered.ToString(), StringComparison.Ordinal);
        var check = await CallAsync(() => Platform.CheckAsync(Account, CancellationToken.None));
        Assert.True(check.Ok, check.Problem?.TextKey);
        Assert.Equal(FakeX.UserId, check.Value.AccountId);
    }

    [Fact]
    public async Task Says_why_signing_in_did_not_work()
    {
        AssertReadable((await ExchangeAsync(code: "wrong")).Problem);
        AssertReadable((await ExchangeAsync(secret: "wrong")).Problem);
        foreach (var fault in new[] { Faults.ResetsAfter, Faults.TimesOutAfter, Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.Answers(new(500)), Faults.Answers(XErrors.RateLimited(null)) })
            foreach (var step in new[] { "token", "me" })
            {
                Server.Fail(step, fault);
                AssertReadable((await ExchangeAsync()).Problem);
            }
    }

    [Theory]
    [InlineData("tweet.write")]
    [InlineData("media.write")]
    [InlineData("offline.access")]
    public async Task Names_the_right_that_was_not_granted(string missing)
    {
        Server.Scopes = [.. Server.Scopes.Except([missing])];

        var result = await ExchangeAsync();

        if (result.Ok)
            Assert.Contains(missing, result.Value.MissingScopes);
        else
            AssertReadable(result.Problem);
    }

    [Fact]
    public async Task Says_so_when_the_account_can_not_be_checked()
    {
        Server.ExpireAccessTokens();
        var check = await CallAsync(() => Platform.CheckAsync(Account, CancellationToken.None));

        Assert.False(check.Ok);
        AssertReadable(check.Problem);
    }

    [Fact]
    public async Task Renews_with_a_token_that_changes_with_every_use()
    {
        Assert.True(Platform.Refreshes && !Platform.RefreshIsRepeatable);
        Server.ExpireAccessTokens();
        for (var round = 0; round < 3; round++)
        {
            var outcome = await RefreshAsync();

            Assert.Equal((TokenKind.Renewed, TimeSpan.FromHours(2)), (outcome.Kind, outcome.ValidFor));
            Assert.NotEqual(Account.Secrets[AccountTokens.Refresh], outcome.RefreshToken);
            Assert.DoesNotContain(Secret, outcome.ToString(), StringComparison.Ordinal);
            var spent = Account;
            Account = Account with { Secrets = new Dictionary<string, string>(Account.Secrets) { [AccountTokens.Access] = outcome.AccessToken!, [AccountTokens.Refresh] = outcome.RefreshToken! } };
            Assert.Equal((TokenKind.Refused, "invalid_grant"), await RefusedAsync(spent));
        }
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("Bread")));
    }

    [Fact]
    public async Task Unconfirmed_a_spent_token_may_answer_invalid_request()
    {
        Server.Fail("token", Faults.Answers(new(400, """{"error":"invalid_request","error_description":"Value passed for the token was invalid."}""")));

        Assert.Equal(TokenKind.Refused, (await RefreshAsync()).Kind);
    }

    [Theory]
    [InlineData("times out after")]
    [InlineData("resets after")]
    [InlineData("cuts")]
    [InlineData("page")]
    [InlineData("does it and answers 504")]
    public async Task Calls_a_renewal_with_a_lost_answer_unknown(string fault)
    {
        Server.Fail("token", fault switch
        {
            "times out after" => Faults.TimesOutAfter, "resets after" => Faults.ResetsAfter, "cuts" => Faults.CutsTheAnswer, "page" => Faults.AnswersWithAPage, _ => Faults.DoesAndAnswers(new(504)),
        });
        var before = Server.Of("token").Count;

        Assert.Equal(TokenKind.Unknown, (await RefreshAsync()).Kind);
        Assert.Equal(before + 1, Server.Of("token").Count);
    }

    [Fact]
    public async Task Asks_again_later_where_nothing_was_spent()
    {
        Server.Fail("token", Faults.Answers(XErrors.RateLimited(Time.GetUtcNow().AddMinutes(5))));
        var limited = await RefreshAsync();
        Assert.Equal(TokenKind.Unavailable, limited.Kind);
        Assert.True(limited.RetryAfter > TimeSpan.FromMinutes(2));

        Restart(new("http://127.0.0.1:9"));
        Assert.Equal(TokenKind.Unavailable, (await RefreshAsync()).Kind);
        Restart();
        Assert.Equal(TokenKind.Renewed, (await RefreshAsync()).Kind);
    }

    [Fact]
    public async Task Takes_the_rights_back_and_minds_no_second_time()
    {
        Assert.True(await CallAsync(() => Platform.RevokeAsync(Account, CancellationToken.None)));
        Assert.Equal(0, Server.OpenRefreshTokens);
        Assert.Equal(TokenKind.Refused, (await RefreshAsync()).Kind);
        await CallAsync(() => Platform.RevokeAsync(Account, CancellationToken.None));

        Server.Fail("revoke", Faults.Answers(new(503)), times: 3);
        Assert.False(await CallAsync(() => Platform.RevokeAsync(Account, CancellationToken.None)));
    }

    private async Task<(TokenKind, string?)> RefusedAsync(PlatformAccount account)
    {
        var outcome = await CallAsync(() => Platform.RefreshAsync(account, CancellationToken.None));
        return (outcome.Kind, outcome.Code);
    }

    private Task<TokenOutcome> RefreshAsync() => CallAsync(() => Platform.RefreshAsync(Account, CancellationToken.None));
}
