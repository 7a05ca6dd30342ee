using System.Text.Json.Nodes;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace ContentFactory.Tests.Platforms.TikTok;

/// <summary>Signing in, tokens, what a creator may choose, the live check, numbers.</summary>
public sealed class TikTokAccountTests : TikTokRig
{
    [Fact]
    public void Sends_the_person_to_tiktok_with_everything_it_needs()
    {
        var address = Platform.SignIns.Single().AddressOf(new(new(FakeTikTok.AppKey, FakeTikTok.AppSecret), new("https://app.example/cb"), "the-state", "challenge"));
        var query = QueryHelpers.ParseQuery(address.Query);

        Assert.Equal("/v2/auth/authorize/", address.AbsolutePath);
        Assert.Equal(("code", FakeTikTok.AppKey, "https://app.example/cb", "the-state"), ((string?)query["response_type"], (string?)query["client_key"], (string?)query["redirect_uri"], (string?)query["state"]));
        Assert.Empty(new[] { "user.info.basic", "video.publish", "video.upload" }.Except(query["scope"].ToString().Split(',')));
        Assert.DoesNotContain(Secret, address.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_the_creator_who_signed_in()
    {
        var offered = (await ExchangeAsync()).Value!.Accounts.Single();

        Assert.Equal((FakeTikTok.OpenId, FakeTikTok.UserName, "Contract Test"), (offered.Account.AccountId, offered.Account.Handle?.TrimStart('@'), offered.Account.DisplayName));
        Assert.Equal(Time.GetUtcNow().AddDays(1), offered.Account.TokenValidUntil!.Value, TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(Secret, offered.ToString(), StringComparison.Ordinal);
        var check = await CallAsync(() => Platform.CheckAsync(Account, CancellationToken.None));
        Assert.True(check.Ok, check.Problem?.TextKey);
        Assert.Equal((FakeTikTok.OpenId, 321), (check.Value.AccountId, check.Value.Followers));
    }

    [Fact]
    public async Task Asks_only_for_what_was_granted()
    {
        Server.Scopes = ["user.info.basic", "video.upload"];

        var signedIn = (await ExchangeAsync()).Value!;

        Assert.Contains("video.publish", signedIn.MissingScopes);
        Assert.Equal(FakeTikTok.OpenId, signedIn.Accounts.Single().Account.AccountId);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task Says_why_signing_in_did_not_work(int status)
    {
        Server.TokenRefusal = status;
        AssertReadable((await ExchangeAsync(code: "wrong")).Problem);
        AssertReadable((await ExchangeAsync(secret: "wrong")).Problem);
        foreach (var fault in new[] { Faults.ResetsAfter, Faults.TimesOutAfter, Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.Answers(new(500)), Faults.Answers(TikTokErrors.RateLimited) })
            foreach (var step in new[] { "token", "user" })
            {
                Server.Fail(step, fault);
                var result = await ExchangeAsync();
                Assert.False(result.Ok);
                AssertReadable(result.Problem);
            }
    }

    [Fact]
    public async Task Shows_what_the_creator_may_choose_and_chooses_nothing()
    {
        Server.Creator["comment_disabled"] = true;

        var choices = (await ChoicesAsync()).Value!;

        var privacy = choices.Options.Single(o => o.Key == "privacy");
        Assert.Equal(["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"], privacy.Values);
        Assert.Equal((true, null), (privacy.Required, privacy.Default));
        AssertReadable(choices.Options.Single(o => o.Key == "allow_comment").Obstacle);
        Assert.Null(choices.Options.Single(o => o.Key == "allow_duet").Obstacle);
        Assert.Contains(choices.Name, new[] { "Contract Test", FakeTikTok.UserName });
        Assert.All(choices.Options.Where(o => o.Type is PublishOptionType.Switch), o => Assert.Null(o.Default));
    }

    [Fact]
    public async Task Says_why_nothing_can_be_chosen_now()
    {
        foreach (var fault in new[] { Faults.Answers(TikTokErrors.BadToken), Faults.Answers(TikTokErrors.NoScope), Faults.Answers(TikTokErrors.RateLimited), Faults.Answers(new(500)), Faults.TimesOutAfter, Faults.AnswersWithAPage })
        {
            Server.Fail("creator", fault);
            AssertReadable((await ChoicesAsync()).Problem);
        }
    }

    [Fact]
    public async Task Says_so_when_the_account_can_not_be_checked()
    {
        Server.RevokeAllTokens();

        AssertReadable((await CallAsync(() => Platform.CheckAsync(Account, CancellationToken.None))).Problem);
        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Video()));
    }

    [Fact]
    public async Task Renews_a_token_and_hands_the_new_refresh_token_on()
    {
        Server.ExpireAccessTokens();

        var outcome = await RefreshAsync();

        Assert.Equal((TokenKind.Renewed, TimeSpan.FromDays(1)), (outcome.Kind, outcome.ValidFor));
        Assert.True(Server.Knows(outcome.RefreshToken!));
        Account = Account with { Secrets = new Dictionary<string, string>(Account.Secrets) { [AccountTokens.Access] = outcome.AccessToken!, [AccountTokens.Refresh] = outcome.RefreshToken! } };
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video()));
        Assert.Equal(TokenKind.Renewed, (await RefreshAsync()).Kind);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(401)]
    public async Task Never_repeats_an_invalid_grant(int status)
    {
        (Server.TokenRefusal, var before) = (status, Server.Of("token").Count);
        Server.RevokeAllTokens();

        var outcome = await RefreshAsync();

        Assert.Equal((TokenKind.Refused, "invalid_grant"), (outcome.Kind, outcome.Code));
        Assert.Equal(before + 1, Server.Of("token").Count);
    }

    [Theory]
    [InlineData("times out")]
    [InlineData("resets")]
    [InlineData("cuts")]
    [InlineData("page")]
    [InlineData("503")]
    public async Task Calls_a_renewal_with_a_lost_answer_unknown(string fault)
    {
        Server.Fail("token", fault switch
        {
            "times out" => Faults.TimesOutAfter, "resets" => Faults.ResetsAfter, "cuts" => Faults.CutsTheAnswer, "page" => Faults.AnswersWithAPage, _ => Faults.Answers(new(503)),
        });

        var outcome = await RefreshAsync();

        Assert.Equal(TokenKind.Unknown, outcome.Kind);
        Assert.DoesNotContain(Secret, outcome.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_again_later_when_a_renewal_was_not_made()
    {
        Server.Fail("token", Faults.Answers(new(429)));
        Assert.Equal(TokenKind.Unavailable, (await RefreshAsync()).Kind);
        Restart(new("http://127.0.0.1:9"));
        Assert.Equal(TokenKind.Unavailable, (await RefreshAsync()).Kind);
        Account = Account with { Secrets = new Dictionary<string, string>() };
        Assert.Equal(TokenKind.Refused, (await RefreshAsync()).Kind);
    }

    [Fact]
    public async Task Takes_the_rights_back_and_minds_no_second_time()
    {
        Assert.True(await CallAsync(() => Platform.RevokeAsync(Account, CancellationToken.None)));
        Assert.Equal(TokenKind.Refused, (await RefreshAsync()).Kind);
        await CallAsync(() => Platform.RevokeAsync(Account, CancellationToken.None));
        Server.Fail("revoke", Faults.TimesOutBefore);
        Assert.False(await CallAsync(() => Platform.RevokeAsync(Account, CancellationToken.None)));
    }

    [Fact]
    public async Task Unconfirmed_numbers_of_a_public_post_come_from_the_display_api()
    {
        var id = (await Run().ToTheEndAsync(Video())).ExternalId!;

        var outcome = await ReadAsync(id);

        Assert.Equal((MetricsKind.Read, 9_000_000_000L, 50L, 7L, 3L), (outcome.Kind, outcome.Metrics!.Views, outcome.Metrics.Likes, outcome.Metrics.Comments, outcome.Metrics.Shares));
        foreach (var (fault, kind) in new[]
                 {
                     (Faults.Answers(TikTokErrors.RateLimited), MetricsKind.RateLimited), (Faults.Answers(TikTokErrors.BadToken), MetricsKind.Failed), (Faults.AnswersWithAPage, MetricsKind.Failed),
                     (Faults.CutsTheAnswer, MetricsKind.Failed), (Faults.TimesOutBefore, MetricsKind.Failed), (Faults.Answers(TikTokErrors.NoScope), MetricsKind.NotObtainable),
                 })
        {
            Server.Fail("query", fault);
            outcome = await ReadAsync(id);
            Assert.Equal((kind, null), (outcome.Kind, outcome.Metrics));
            AssertReadable(outcome.Reason);
        }
    }

    [Theory]
    [InlineData("video")]
    [InlineData("draft")]
    public async Task Has_no_numbers_of_what_nobody_but_the_creator_sees(string kind)
    {
        var id = (await Run().ToTheEndAsync(Chosen(OfKind(kind), ("privacy", "SELF_ONLY")))).ExternalId!;

        var outcome = await ReadAsync(id);

        Assert.Equal((MetricsKind.NotObtainable, null), (outcome.Kind, outcome.Metrics));
        AssertReadable(outcome.Reason);
        Assert.False(Platform.Deletes);
    }

    private Task<MetricsOutcome> ReadAsync(string id) => CallAsync(() => Platform.ReadMetricsAsync(Account, id, CancellationToken.None));

    private Task<Result<AccountChoices>> ChoicesAsync() => CallAsync(() => Platform.ChoicesAsync(Account, CancellationToken.None));

    private Task<TokenOutcome> RefreshAsync() => CallAsync(() => Platform.RefreshAsync(Account, CancellationToken.None));
}
