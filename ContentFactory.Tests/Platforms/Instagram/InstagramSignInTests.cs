using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

public sealed class InstagramSignInTests : InstagramRig
{
    [Theory]
    [InlineData("instagram")]
    [InlineData("facebook")]
    public async Task Offers_the_account_that_signed_in(string way)
    {
        var offered = (await ExchangeAsync(way)).Value!.Accounts.Single();

        Assert.Equal((FakeInstagram.UserId, FakeInstagram.UserName), (offered.Account.AccountId, offered.Account.Handle?.TrimStart('@')));
        Assert.DoesNotContain(Secret, offered.ToString(), StringComparison.Ordinal);
        var check = await CallAsync(() => Platform.CheckAsync(new(offered.Account.AccountId, null, offered.Secrets, AppKey: offered.Account.AppKey), CancellationToken.None));
        Assert.True(check.Ok, check.Problem?.TextKey);
        Assert.Equal((FakeInstagram.UserId, 321), (check.Value.AccountId, check.Value.Followers));
    }

    [Theory]
    [InlineData("instagram", "wrong", FakeInstagram.AppSecret)]
    [InlineData("instagram", FakeInstagram.GoodCode, "wrong")]
    [InlineData("facebook", "wrong", FakeInstagram.AppSecret)]
    [InlineData("facebook", FakeInstagram.GoodCode, "wrong")]
    public async Task Says_why_a_code_was_not_taken(string way, string code, string secret)
    {
        var result = await ExchangeAsync(way, code, secret);

        Assert.False(result.Ok);
        AssertReadable(result.Problem);
    }

    [Fact]
    public async Task Names_the_right_that_was_not_granted()
    {
        Server.InstagramScopes = ["instagram_business_basic"];

        Assert.Contains("instagram_business_content_publish", (await ExchangeAsync("instagram")).Value!.MissingScopes);
    }

    [Fact]
    public async Task Says_that_a_page_has_no_instagram_account()
    {
        Server.PageHasInstagram = false;

        var result = await ExchangeAsync("facebook");

        AssertReadable(result.Ok ? result.Value.Accounts.Single().Obstacle : result.Problem);
    }

    [Theory]
    [InlineData("instagram", "code")]
    [InlineData("instagram", "exchange")]
    [InlineData("facebook", "facebook_token")]
    [InlineData("facebook", "accounts")]
    public async Task Says_so_when_signing_in_breaks(string way, string step)
    {
        foreach (var fault in new[] { Faults.ResetsAfter, Faults.TimesOutAfter, Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.Answers(new(500)), Faults.Answers(GraphErrors.Of(4)) })
        {
            Server.Fail(step, fault);
            var result = await ExchangeAsync(way);
            if (!result.Ok)
                AssertReadable(result.Problem);
            Assert.False(result.Ok && result.Value.Accounts.Any(a => a.Obstacle is null && !a.Secrets.ContainsKey(AccountTokens.Access)));
        }
    }

    [Fact]
    public async Task Says_so_when_the_account_can_not_be_checked()
    {
        Server.RevokeAllTokens();

        var check = await CallAsync(() => Platform.CheckAsync(Account, CancellationToken.None));

        Assert.False(check.Ok);
        AssertReadable(check.Problem);
    }
}
