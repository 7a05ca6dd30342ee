using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.YouTube;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>What the connector counts is what Google counts, and what it knows to be used up it does not ask for.</summary>
public sealed class YouTubeUsageTests : YouTubeRig
{
    private static readonly OutgoingPost Post = Video() with { Media = [Mp4(), Jpeg()] };

    private long Units => Usage.Of(CounterOf("units"));

    private long Inserts => Usage.Of(CounterOf("inserts"));

    [Fact]
    public async Task Counts_what_google_counts()
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post));
        await ReadAsync();
        await CallAsync(() => Platform.CheckAsync(Account, CancellationToken.None));
        await Run().LookAsync(Post);
        await CallAsync(() => Platform.DeleteAsync(Account, new(Server.Videos[0].Id, []), CancellationToken.None));

        Assert.Equal((Server.UnitsToday, 1), (Units, Inserts));
        Assert.Equal(1, Server.InsertsToday);
        Assert.InRange(Units, 104, 110);
    }

    [Fact]
    public async Task Unconfirmed_an_upload_in_parts_counts_once()
    {
        Server.TakesAtMost = 1024 * 1024;
        await Run().ToTheEndAsync(Video());

        Assert.Equal(1, Inserts);
    }

    [Theory]
    [InlineData("times out after", 1)]
    [InlineData("resets after", 1)]
    [InlineData("500", 1)]
    [InlineData("quota", 0)]
    public async Task Counts_what_may_have_arrived(string fault, int counted)
    {
        Server.Fail("session", fault switch { "times out after" => Faults.TimesOutAfter, "resets after" => Faults.ResetsAfter, "quota" => Faults.Answers(GoogleErrors.QuotaExceeded), _ => Faults.Answers(new(500)) });

        await Run().OnceAsync(Post);

        Assert.Equal(counted, Inserts);
    }

    [Fact]
    public async Task Counts_nothing_that_never_left()
    {
        Restart(new("http://127.0.0.1:9"));

        await Run().OnceAsync(Post);

        Assert.Equal((0, 0), (Units, Inserts));
    }

    [Fact]
    public async Task Counts_nothing_for_the_sandbox()
    {
        Account = Account with { ApiBase = Server.Address };
        var units = Units;

        await Run().ToTheEndAsync(Post);

        Assert.Equal((units, 0), (Units, Inserts));
    }

    [Fact]
    public async Task Waits_with_the_whole_app_until_midnight_when_google_says_that_uploads_are_used_up()
    {
        Server.DailyInserts = 0;
        var run = Run();

        var outcome = await run.OnceAsync(Post);

        AssertLimited(outcome, "QuotaUsed");
        Server.DailyInserts = 1;
        Time.Advance(outcome.RetryAfter!.Value);
        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Post));
    }

    [Fact]
    public async Task Waits_without_asking_when_its_own_count_says_so()
    {
        Usage.Add(CounterOf("inserts"), 100);
        var (run, calls) = (Run(), Server.Calls.Count);

        var outcome = await run.OnceAsync(Post);

        AssertLimited(outcome, "QuotaCounted");
        Assert.Equal(calls, Server.Calls.Count);
        Time.Advance(outcome.RetryAfter!.Value);
        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Post));
        Assert.Equal(1, Inserts);
    }

    [Fact]
    public async Task Takes_its_own_figures_from_the_settings()
    {
        Limits.DailyInserts = 2;
        Restart();
        for (var n = 0; n < 2; n++)
            AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video($"Video {n}")));

        AssertLimited(await Run().OnceAsync(Video("Video 3")), "QuotaCounted");
    }

    [Fact]
    public async Task Numbers_and_looks_leave_a_reserve_to_publishing()
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video()));
        Usage.Add(CounterOf("units"), 8_000 - Units);
        var (run, calls) = (Run(), Server.Calls.Count);
        run.Handle = $"v:{Server.Videos[0].Id}";

        var numbers = await ReadAsync();
        var look = await run.LookAsync(Video());

        Assert.Equal((MetricsKind.RateLimited, LookKind.RateLimited), (numbers.Kind, look.Kind));
        Assert.InRange(numbers.RetryAfter!.Value, TimeSpan.FromHours(21), TimeSpan.FromHours(22));
        AssertReadable(numbers.Reason);
        AssertReadable(look.Reason);
        Assert.Equal(calls, Server.Calls.Count);
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post with { Title = "Another" }));
    }

    [Fact]
    public async Task Video_that_is_out_waits_for_units_and_is_published_after_midnight()
    {
        Usage.Add(CounterOf("units"), 10_000);
        var run = Run();

        var outcome = await run.OnceAsync(Post);

        AssertOutcome(PublishKind.Waiting, outcome);
        Assert.NotNull(outcome.ExternalId);
        var published = await run.ToTheEndAsync(Post);
        AssertOutcome(PublishKind.Published, published);
        Assert.Equal("Platforms.YouTube_CoverQuota", published.Reason?.TextKey);
        Assert.Single(Server.Videos);
    }

    [Fact]
    public async Task Shows_figures_only_when_the_sum_of_all_nodes_is_known()
    {
        await Run().ToTheEndAsync(Video());
        Assert.Empty(Platform.UsageOf(Account.AppKey));

        Usage.Settle(new Dictionary<UsageCounter, long>(Usage.Take()) { [CounterOf("inserts")] = 41 });

        Assert.Equal([new("inserts", 41, 100), new("units", Server.UnitsToday, 10_000)], Platform.UsageOf(Account.AppKey));
        Assert.Equal([0L, 0L], Platform.UsageOf("another app").Select(u => u.Used));
        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal([100L, 10_000L], Platform.UsageOf(Account.AppKey).Select(u => u.Left));
    }

    [Theory]
    [InlineData("DailyUnits")]
    [InlineData("DailyInserts")]
    public void Bad_figures_stop_the_start_and_name_their_key(string key)
    {
        using var provider = new ServiceCollection().AddLogging()
            .AddYouTube(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [$"Platforms:YouTube:{key}"] = "0" }).Build()).BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<YouTubeQuotaOptions>>().Value);

        Assert.Contains($"Platforms:YouTube:{key}", error.Message, StringComparison.Ordinal);
    }

    private void AssertLimited(PublishOutcome outcome, string key)
    {
        AssertOutcome(PublishKind.RateLimited, outcome);
        Assert.Equal((true, $"Platforms.YouTube_{key}"), (outcome.AppLimited, outcome.Reason!.TextKey));
        // 10:00 UTC is 02:00 Pacific time in November
        Assert.InRange(outcome.RetryAfter!.Value, TimeSpan.FromHours(21), TimeSpan.FromHours(22));
    }

    private Task<MetricsOutcome> ReadAsync() => CallAsync(() => Platform.ReadMetricsAsync(Account, Server.Videos[0].Id, CancellationToken.None));
}
