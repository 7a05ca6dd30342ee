using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Threads;

/// <summary>Signing in, tokens that end, numbers, and removing.</summary>
public sealed class ThreadsAccountTests : ThreadsRig
{
    [Fact]
    public void Sends_the_person_to_threads_with_the_rights_that_are_needed()
    {
        var way = Platform.SignIns.Single();
        var address = way.AddressOf(new(new(FakeThreads.AppId, FakeThreads.AppSecret), new("https://app.example/connect/threads/callback"), "state1", "challenge")).AbsoluteUri;

        foreach (var part in new[] { "/oauth/authorize", $"client_id={FakeThreads.AppId}", "state=state1", "response_type=code", "threads_basic", "threads_content_publish" })
            Assert.Contains(part, address, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, address, StringComparison.Ordinal);
        Assert.Equal(("threads", "threads"), (way.Key, way.AppPool));
    }

    [Fact]
    public async Task Offers_the_account_with_a_token_of_sixty_days()
    {
        var offered = (await ExchangeAsync()).Value!.Accounts.Single();

        Assert.Equal((FakeThreads.UserId, FakeThreads.UserName, FakeThreads.AppId), (offered.Account.AccountId, offered.Account.Handle?.TrimStart('@'), offered.Account.AppKey));
        Assert.Equal(Time.GetUtcNow() + FakeThreads.LongLife, offered.Account.TokenValidUntil);
        Assert.DoesNotContain(Secret, offered.ToString(), StringComparison.Ordinal);
        Time.Advance(TimeSpan.FromHours(2));
        var check = await CheckAsync();
        Assert.True(check.Ok, check.Problem?.TextKey);
        Assert.Equal((FakeThreads.UserId, "Contract Test"), (check.Value.AccountId, check.Value.DisplayName));
    }

    [Theory]
    [InlineData("wrong", FakeThreads.AppSecret), InlineData(FakeThreads.GoodCode, "wrong")]
    public async Task Says_why_a_code_was_not_taken(string code, string secret) => AssertReadable((await ExchangeAsync(code, secret)).Problem);

    [Theory]
    [InlineData("code"), InlineData("exchange"), InlineData("me")]
    public async Task Says_so_when_signing_in_breaks(string step)
    {
        foreach (var fault in new[] { Faults.ResetsAfter, Faults.TimesOutAfter, Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.Answers(new(500)), Faults.Answers(GraphAnswer.Error(4)) })
        {
            Server.Fail(step, fault);
            AssertReadable((await ExchangeAsync()).Problem);
        }
    }

    [Fact]
    public async Task Calls_for_attention_when_token_or_right_are_gone()
    {
        Server.Scopes = ["threads_basic"];
        await ConnectAsync();
        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(OfKind("text")));

        Server.RevokeAllTokens();
        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(OfKind("text")));
        AssertReadable((await CheckAsync()).Problem);
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task Unconfirmed_debug_token_of_threads_tells_which_rights_were_granted()
    {
        Assert.Empty((await ExchangeAsync()).Value!.MissingScopes);
        Server.Scopes = ["threads_basic"];
        Assert.Equal(["threads_content_publish"], (await ExchangeAsync()).Value!.MissingScopes);

        // without an answer the account is offered all the same
        foreach (var fault in new[] { Faults.TimesOutAfter, Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.Answers(GraphAnswer.Error(100)), Faults.Answers(new(200, "{\"data\":{\"scopes\":[7]}}")), Faults.Answers(new(200, "{\"data\":{\"scopes\":[\"\\ud83d\"]}}")) })
        {
            Server.Fail("debug", fault);
            Assert.Empty((await ExchangeAsync()).Value!.MissingScopes);
        }
    }

    [Fact]
    public async Task Renews_a_token_for_sixty_days()
    {
        Time.Advance(TimeSpan.FromDays(50));

        var outcome = await RefreshAsync();

        Assert.Equal((TokenKind.Renewed, FakeThreads.LongLife), (outcome.Kind, outcome.ValidFor));
        Account = Account with { Secrets = new Dictionary<string, string>(Account.Secrets) { [AccountTokens.Access] = outcome.AccessToken! } };
        Time.Advance(TimeSpan.FromDays(50));
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind("text")));
    }

    [Fact]
    public async Task Unconfirmed_the_words_24_hours_tell_a_token_that_is_too_young()
    {
        Assert.Equal(TokenKind.Unavailable, (await RefreshAsync()).Kind);
        Time.Advance(TimeSpan.FromDays(61));
        Assert.Equal(TokenKind.Refused, (await RefreshAsync()).Kind);
    }

    [Fact]
    public async Task Calls_a_renewal_with_a_lost_answer_unknown_and_may_repeat_it()
    {
        Time.Advance(TimeSpan.FromDays(50));
        foreach (var fault in new[] { Faults.TimesOutAfter, Faults.ResetsAfter, Faults.CutsTheAnswer, Faults.AnswersWithAPage, Faults.DoesAndAnswers(new(200, "{}")) })
        {
            Server.Fail("refresh", fault);
            var outcome = await RefreshAsync();
            Assert.Equal(TokenKind.Unknown, outcome.Kind);
            Assert.DoesNotContain(Secret, outcome.ToString(), StringComparison.Ordinal);
        }
        Server.Fail("refresh", Faults.Answers(GraphAnswer.Error(4)));
        Assert.Equal(TokenKind.Unavailable, (await RefreshAsync()).Kind);

        Assert.True(Platform is { Refreshes: true, RefreshIsRepeatable: true });
        Assert.Equal(TokenKind.Renewed, (await RefreshAsync()).Kind);
    }

    [Fact]
    public async Task Reads_the_numbers_of_a_post()
    {
        var id = await PublishedAsync();
        foreach (var (name, value) in new[] { ("views", 900), ("likes", 50), ("replies", 7), ("reposts", 5), ("quotes", 3), ("shares", 2) })
            Server.Posts[0].Insights[name] = value;

        var outcome = await ReadAsync(id);

        Assert.Equal((MetricsKind.Read, 900, 50, 7), (outcome.Kind, outcome.Metrics!.Views, outcome.Metrics.Likes, outcome.Metrics.Comments));
        Assert.Equal(10, outcome.Metrics.Shares);
    }

    [Fact]
    public async Task Says_why_there_are_no_numbers()
    {
        var id = await PublishedAsync();
        foreach (var (fault, kind) in new[]
        {
            (Faults.Answers(GraphAnswer.Error(4).With("Retry-After", "60")), MetricsKind.RateLimited), (Faults.AnswersWithAPage, MetricsKind.Failed), (Faults.CutsTheAnswer, MetricsKind.Failed),
            (Faults.TimesOutBefore, MetricsKind.Failed), (Faults.Answers(GraphAnswer.BadToken), MetricsKind.Failed), (Faults.Answers(GraphAnswer.Error(10)), MetricsKind.NotObtainable),
        })
        {
            Server.Fail("insights", fault);
            var outcome = await ReadAsync(id);
            Assert.Equal((kind, null), (outcome.Kind, outcome.Metrics?.Views));
            if (kind is not MetricsKind.RateLimited)
                AssertReadable(outcome.Reason);
        }
        Server.Posts[0].IsRemoved = true;
        Assert.Equal(MetricsKind.Removed, (await ReadAsync(id)).Kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Removes_a_post_with_all_its_parts(string kind)
    {
        var published = await Run().ToTheEndAsync(OfKind(kind));

        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(published)).Kind);
        Assert.All(Server.Posts, p => Assert.True(p.IsRemoved));
        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(published)).Kind);
    }

    [Theory]
    [InlineData(4, DeleteKind.RateLimited), InlineData(10, DeleteKind.Refused), InlineData(190, DeleteKind.Refused), InlineData(2, DeleteKind.Unknown)]
    [InlineData(0, DeleteKind.Unknown)]
    public async Task Says_why_a_post_was_not_removed(int code, DeleteKind kind)
    {
        var published = await Run().ToTheEndAsync(OfKind("text"));
        Server.Fail("delete", code == 0 ? Faults.TimesOutBefore : Faults.Answers(GraphAnswer.Error(code, status: code == 2 ? 500 : 403)));

        var outcome = await DeleteAsync(published);

        Assert.Equal(kind, outcome.Kind);
        AssertReadable(outcome.Reason);
    }

    [Fact]
    public async Task Unconfirmed_code_100_with_33_at_a_removal_may_mean_no_right()
    {
        var published = await Run().ToTheEndAsync(OfKind("text"));
        Server.Fail("delete", Faults.Answers(GraphAnswer.Gone));

        Assert.NotEqual(DeleteKind.Deleted, (await DeleteAsync(published)).Kind);
    }

    private async Task<string> PublishedAsync() => (await Run().ToTheEndAsync(OfKind("text"))).ExternalId!;

    private Task<ContentFactory.Domain.Result<ConnectedAccount>> CheckAsync() => CallAsync(() => Platform.CheckAsync(Account, CancellationToken.None));

    private Task<TokenOutcome> RefreshAsync() => CallAsync(() => Platform.RefreshAsync(Account, CancellationToken.None));

    private Task<MetricsOutcome> ReadAsync(string id) => CallAsync(() => Platform.ReadMetricsAsync(Account, id, CancellationToken.None));

    private Task<DeleteOutcome> DeleteAsync(PublishOutcome post) => CallAsync(() => Platform.DeleteAsync(Account, new(post.ExternalId!, post.PartIds ?? [post.ExternalId!]), CancellationToken.None));
}
