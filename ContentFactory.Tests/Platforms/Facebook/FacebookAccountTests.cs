using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Facebook;

/// <summary>Signing in, choosing a page, its tokens, and removing posts.</summary>
public sealed class FacebookAccountTests : FacebookRig
{
    [Fact]
    public void Sends_the_person_to_the_dialog_with_the_rights_that_are_needed()
    {
        var address = Platform.SignIns.Single().AddressOf(new(new(FakeFacebook.AppId, FakeFacebook.AppSecret), new("https://app.example/connect/facebook/callback"), "state1", "challenge")).AbsoluteUri;

        foreach (var part in new[] { "/v25.0/dialog/oauth", $"client_id={FakeFacebook.AppId}", "state=state1", "response_type=code", "pages_show_list", "pages_read_engagement", "pages_manage_posts" })
            Assert.Contains(part, address, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, address, StringComparison.Ordinal);
        Assert.Equal(("facebook", "meta"), (Platform.SignIns.Single().Key, Platform.SignIns.Single().AppPool));
    }

    [Fact]
    public async Task Offers_every_page_and_says_which_can_not_be_posted_to()
    {
        var signedIn = (await ExchangeAsync()).Value!;

        Assert.Empty(signedIn.MissingScopes);
        Assert.Equal([FakeFacebook.PageId, FakeFacebook.OtherPageId], signedIn.Accounts.Select(a => a.Account.AccountId));
        Assert.Null(signedIn.Accounts[0].Obstacle);
        AssertReadable(signedIn.Accounts[1].Obstacle);
        Assert.All(signedIn.Accounts, a => Assert.DoesNotContain(Secret, a.ToString(), StringComparison.Ordinal));
        Assert.All(signedIn.Accounts, a => Assert.Equal((null, FakeFacebook.AppId), (a.Account.TokenValidUntil, a.Account.AppKey)));
        var check = await CheckAsync();
        Assert.Equal((FakeFacebook.PageId, "Contract Page", 321), (check.Value?.AccountId, check.Value?.DisplayName, check.Value?.Followers));
        Server.RevokeAllTokens();
        AssertReadable((await CheckAsync()).Problem);
    }

    [Fact]
    public async Task Posts_for_ever_as_the_page_that_was_chosen_whatever_becomes_of_the_other()
    {
        Server.Pages[1] = new(FakeFacebook.OtherPageId, "Other Page", "CREATE_CONTENT");
        var other = Of((await ExchangeAsync()).Value!.Accounts[1]);
        Time.Advance(TimeSpan.FromDays(200));
        await CallAsync(() => Platform.RevokeAsync(Account, CancellationToken.None));
        Account = other;

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind("text")));

        Assert.Equal(FakeFacebook.OtherPageId, Assert.Single(Server.Posts).Page);
        Assert.False(Platform.Refreshes);
    }

    [Fact]
    public async Task Says_what_is_missing_at_a_sign_in()
    {
        AssertReadable((await ExchangeAsync(code: "wrong")).Problem);
        AssertReadable((await ExchangeAsync(secret: "wrong")).Problem);
        foreach (var step in new[] { "token", "permissions", "accounts" })
            foreach (var fault in new[] { Faults.ResetsAfter, Faults.TimesOutAfter, Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.Answers(new(500)), Faults.Answers(GraphAnswer.Error(4)) })
            {
                Server.Fail(step, fault);
                AssertReadable((await ExchangeAsync()).Problem);
            }
        Server.Scopes = ["pages_show_list", "pages_read_engagement"];
        Assert.Contains("pages_manage_posts", (await ExchangeAsync()).Value!.MissingScopes);
        (Server.Scopes, _) = (["pages_show_list", "pages_read_engagement", "pages_manage_posts"], Server.Pages.RemoveAll(_ => true));
        AssertReadable((await ExchangeAsync()).Problem);
    }

    [Fact]
    public async Task Keeps_the_code_out_of_words_and_reads_pages_with_half_a_character()
    {
        Server.Fail("token", Faults.Answers(GraphAnswer.Error(100, 36009, $"The code {FakeFacebook.GoodCode} has been used")));
        AssertReadable((await ExchangeAsync($"{FakeFacebook.GoodCode}#_")).Problem);

        Server.Fail("accounts", Faults.Answers(new(200, $$"""{"data":[{"id":"1","name":"A\ud83d","access_token":"{{Secret}}","tasks":["\ud83d","CREATE_CONTENT"]}]}""")));
        Assert.Null(Assert.Single((await ExchangeAsync()).Value!.Accounts).Obstacle);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Removes_a_post_and_takes_a_missing_one_for_removed(string kind)
    {
        var published = await Run().ToTheEndAsync(OfKind(kind));

        for (var time = 0; time < 2; time++)
            Assert.True(await DeleteAsync(published) is { Kind: DeleteKind.Deleted, Reason: null } && Server.Posts.Single().IsRemoved);
    }

    [Fact]
    public async Task Says_why_a_post_was_not_removed()
    {
        var published = await Run().ToTheEndAsync(OfKind("text"));
        foreach (var (code, kind) in new[] { (4, DeleteKind.RateLimited), (200, DeleteKind.Refused), (190, DeleteKind.Refused), (2, DeleteKind.Unknown), (0, DeleteKind.Unknown) })
        {
            Server.Fail("delete", code == 0 ? Faults.TimesOutBefore : Faults.Answers(GraphAnswer.Error(code, status: code == 2 ? 500 : 403)));
            var outcome = await DeleteAsync(published);
            Assert.Equal(kind, outcome.Kind);
            AssertReadable(outcome.Reason);
        }
        Assert.False(Server.Posts.Single().IsRemoved);
    }

    [Fact]
    public async Task Unconfirmed_code_100_with_33_at_a_removal_may_hide_a_missing_right()
    {
        var published = await Run().ToTheEndAsync(OfKind("text"));
        Server.Fail("delete", Faults.Answers(GraphAnswer.Gone));

        Assert.NotEqual(DeleteKind.Deleted, (await DeleteAsync(published)).Kind);
    }

    private Task<ContentFactory.Domain.Result<ConnectedAccount>> CheckAsync() => CallAsync(() => Platform.CheckAsync(Account, CancellationToken.None));

    private Task<DeleteOutcome> DeleteAsync(PublishOutcome post) => CallAsync(() => Platform.DeleteAsync(Account, new(post.ExternalId!, post.PartIds ?? [post.ExternalId!]), CancellationToken.None));
}
