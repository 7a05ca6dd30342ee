using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.LinkedIn;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace ContentFactory.Tests.Platforms.LinkedIn;

/// <summary>Signing in, tokens, the live check, numbers, removing.</summary>
public sealed class LinkedInAccountTests : LinkedInRig
{
    [Fact]
    public void Sends_the_person_to_linkedin_with_everything_it_needs()
    {
        var address = Platform.SignIns.Single().AddressOf(new(new(FakeLinkedIn.AppId, FakeLinkedIn.AppSecret), new("https://app.example/cb"), "the-state", "challenge"));
        var query = QueryHelpers.ParseQuery(address.Query);

        Assert.Equal("/oauth/v2/authorization", address.AbsolutePath);
        Assert.Equal(("code", FakeLinkedIn.AppId, "https://app.example/cb", "the-state"), ((string?)query["response_type"], (string?)query["client_id"], (string?)query["redirect_uri"], (string?)query["state"]));
        Assert.Empty(new[] { "openid", "profile", "w_member_social" }.Except(query["scope"].ToString().Split(' ')));
        Assert.DoesNotContain(Secret, address.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_the_member_and_each_page()
    {
        Server.Pages.Add("urn:li:organization:90002");

        var signedIn = (await ExchangeAsync()).Value!;

        Assert.Equal(3, signedIn.Accounts.Count(a => a.Obstacle is null));
        Assert.Contains(signedIn.Accounts, a => a.Account.DisplayName == "Contract Test");
        Assert.All(signedIn.Accounts, a => Assert.False(string.IsNullOrWhiteSpace(a.Account.DisplayName)));
        Assert.DoesNotContain(Secret, string.Join(' ', signedIn.Accounts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_the_member_alone_where_pages_were_not_granted()
    {
        Server.Scopes = ["openid", "profile", "email", "w_member_social"];

        var signedIn = (await ExchangeAsync()).Value!;

        Assert.Single(signedIn.Accounts, a => a.Obstacle is null);
    }

    [Fact]
    public async Task Asks_for_the_member_alone_unless_pages_are_wanted()
    {
        Assert.False(new LinkedInOptions().Pages);
        AsksForPages = false;
        Restart();

        var address = Platform.SignIns.Single().AddressOf(new(new(FakeLinkedIn.AppId, FakeLinkedIn.AppSecret), new("https://app.example/cb"), "the-state", "challenge"));

        Assert.DoesNotContain("organization", address.Query, StringComparison.Ordinal);
        Assert.Single((await ExchangeAsync()).Value!.Accounts);
    }

    [Fact]
    public async Task Names_the_right_that_was_not_granted()
    {
        Server.Scopes = ["openid", "profile", "email"];

        Assert.Contains("w_member_social", (await ExchangeAsync()).Value!.MissingScopes);
    }

    [Fact]
    public async Task Says_why_signing_in_did_not_work()
    {
        AssertReadable((await ExchangeAsync(code: "wrong")).Problem);
        AssertReadable((await ExchangeAsync(secret: "wrong")).Problem);
        foreach (var fault in new[] { Faults.ResetsAfter, Faults.TimesOutAfter, Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.Answers(new(500)), Faults.Answers(LinkedInErrors.DailyLimit) })
            foreach (var step in new[] { "token", "me" })
            {
                Server.Fail(step, fault);
                var result = await ExchangeAsync();
                Assert.False(result.Ok);
                AssertReadable(result.Problem);
            }
    }

    [Theory]
    [InlineData(FakeLinkedIn.Person)]
    [InlineData(FakeLinkedIn.Page)]
    public async Task Checks_the_account_it_was_connected_as(string urn)
    {
        Account = await ConnectAsync(urn);

        var check = await CallAsync(() => Platform.CheckAsync(Account, CancellationToken.None));

        Assert.True(check.Ok, check.Problem?.TextKey);
        Assert.Equal(Account.AccountId, check.Value.AccountId);
        Server.RevokeAllTokens();
        AssertReadable((await CallAsync(() => Platform.CheckAsync(Account, CancellationToken.None))).Problem);
    }

    [Fact]
    public async Task Says_that_a_page_is_the_persons_no_more()
    {
        Account = await ConnectAsync(FakeLinkedIn.Page);
        Server.Pages.Clear();

        AssertReadable((await CallAsync(() => Platform.CheckAsync(Account, CancellationToken.None))).Problem);
        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Post("x")));
    }

    [Fact]
    public async Task Renews_the_token_of_an_approved_partner()
    {
        Server.ExpireAccessTokens();

        var outcome = await RefreshAsync();

        Assert.Equal((TokenKind.Renewed, TimeSpan.FromSeconds(5184000)), (outcome.Kind, outcome.ValidFor));
        Account = Account with { Secrets = new Dictionary<string, string>(Account.Secrets) { [AccountTokens.Access] = outcome.AccessToken! } };
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("x")));
    }

    [Fact]
    public async Task Tells_the_end_of_a_token_that_can_not_be_renewed()
    {
        Server.IsPartner = false;
        var offered = (await ExchangeAsync()).Value!.Accounts[0];

        Assert.False(offered.Secrets.TryGetValue(AccountTokens.Refresh, out var refresh) && refresh.Length > 0);
        Assert.Equal(Time.GetUtcNow().AddDays(60), offered.Account.TokenValidUntil!.Value, TimeSpan.FromMinutes(5));
        Account = Account with { Secrets = offered.Secrets };
        var before = Server.Calls.Count;
        Assert.Equal(TokenKind.Refused, (await RefreshAsync()).Kind);
        Assert.Equal(before, Server.Calls.Count);
    }

    [Fact]
    public async Task Never_repeats_an_invalid_grant()
    {
        Server.RevokeAllTokens();

        var outcome = await RefreshAsync();

        Assert.Equal((TokenKind.Refused, "invalid_grant"), (outcome.Kind, outcome.Code));
    }

    [Fact]
    public async Task Calls_a_renewal_with_a_lost_answer_unknown()
    {
        foreach (var fault in new[] { Faults.TimesOutAfter, Faults.ResetsAfter, Faults.CutsTheAnswer, Faults.AnswersWithAPage, Faults.Answers(new(503)) })
        {
            Server.Fail("token", fault);
            var outcome = await RefreshAsync();
            Assert.Equal(TokenKind.Unknown, outcome.Kind);
            Assert.DoesNotContain(Secret, outcome.ToString(), StringComparison.Ordinal);
        }
        Server.Fail("token", Faults.Answers(new(429)));
        Assert.Equal(TokenKind.Unavailable, (await RefreshAsync()).Kind);
        Restart(new("http://127.0.0.1:9"));
        Assert.Equal(TokenKind.Unavailable, (await RefreshAsync()).Kind);
    }

    [Fact]
    public async Task Knows_no_call_to_take_rights_back()
    {
        var before = Server.Calls.Count;

        Assert.True(await CallAsync(() => Platform.RevokeAsync(Account, CancellationToken.None)));
        Assert.Equal(before, Server.Calls.Count);
    }

    [Fact]
    public async Task Removes_a_post_and_counts_a_missing_one_as_removed()
    {
        Assert.True(Platform.Deletes);
        var outcome = await Run().ToTheEndAsync(Post("x"));

        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(outcome.ExternalId!)).Kind);
        Assert.True(Server.Posts.Single().IsRemoved);
        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(outcome.ExternalId!)).Kind);
    }

    [Fact]
    public async Task Says_why_a_post_was_not_removed()
    {
        var id = (await Run().ToTheEndAsync(Post("x"))).ExternalId!;
        foreach (var (fault, kind) in new[]
                 {
                     (Faults.TimesOutAfter, DeleteKind.Unknown), (Faults.Answers(new(500)), DeleteKind.Unknown), (Faults.Answers(LinkedInErrors.DailyLimit), DeleteKind.RateLimited),
                     (Faults.Answers(LinkedInErrors.BadToken), DeleteKind.Refused), (Faults.Answers(LinkedInErrors.NoPermission), DeleteKind.Refused),
                 })
        {
            Server.Fail("delete", fault);
            var outcome = await DeleteAsync(id);
            Assert.Equal(kind, outcome.Kind);
            AssertReadable(outcome.Reason);
        }
    }

    [Theory]
    [InlineData(FakeLinkedIn.Page, "text")]
    [InlineData(FakeLinkedIn.Page, "video")]
    [InlineData(FakeLinkedIn.Person, "text")]
    public async Task Unconfirmed_numbers_come_from_share_statistics_and_social_actions(string author, string kind)
    {
        Account = await ConnectAsync(author);
        var id = (await Run().ToTheEndAsync(OfKind(kind))).ExternalId!;

        var outcome = await ReadAsync(id);

        Assert.Equal((MetricsKind.Read, 50L, 7L), (outcome.Kind, outcome.Metrics!.Likes, outcome.Metrics.Comments));
        long? impressions = author == FakeLinkedIn.Page ? 900 : null;
        Assert.Equal((impressions, null), (outcome.Metrics.Impressions, outcome.Metrics.Views));
        await DeleteAsync(id);
        Assert.Equal(MetricsKind.Removed, (await ReadAsync(id)).Kind);
    }

    [Fact]
    public async Task Fails_without_a_number_when_reading_breaks()
    {
        var id = (await Run().ToTheEndAsync(Post("x"))).ExternalId!;
        foreach (var (fault, kind) in new[]
                 {
                     (Faults.Answers(new(500)), MetricsKind.Failed), (Faults.TimesOutBefore, MetricsKind.Failed), (Faults.AnswersWithAPage, MetricsKind.Failed), (Faults.CutsTheAnswer, MetricsKind.Failed),
                     (Faults.Answers(LinkedInErrors.DailyLimit), MetricsKind.RateLimited), (Faults.Answers(LinkedInErrors.BadToken), MetricsKind.Failed), (Faults.Answers(LinkedInErrors.NoPermission), MetricsKind.NotObtainable),
                 })
        {
            Server.Fail("actions", fault);
            var outcome = await ReadAsync(id);
            Assert.Equal((kind, null), (outcome.Kind, outcome.Metrics));
            AssertReadable(outcome.Reason);
        }
    }

    private Task<MetricsOutcome> ReadAsync(string id) => CallAsync(() => Platform.ReadMetricsAsync(Account, id, CancellationToken.None));

    private Task<TokenOutcome> RefreshAsync() => CallAsync(() => Platform.RefreshAsync(Account, CancellationToken.None));

    private Task<DeleteOutcome> DeleteAsync(string id) => CallAsync(() => Platform.DeleteAsync(Account, new(id, [id]), CancellationToken.None));
}
