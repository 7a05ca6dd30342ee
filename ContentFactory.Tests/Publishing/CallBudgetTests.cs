using ContentFactory.Domain;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContentFactory.Tests.Publishing;

public sealed class CallBudgetTests(PublishingDomain domain) : IClassFixture<PublishingDomain>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public Task InitializeAsync()
    {
        domain.Platform.Script.Clear();
        domain.Platform.Rates = PlatformRates.None;
        return domain.SystemSqlAsync("update publications set state = 'cancelled' where state = 'scheduled'; delete from call_budgets");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Account_is_called_as_often_as_its_platform_allows()
    {
        domain.Platform.Rates = new(Account: new(3, Minute));
        var tenant = await domain.AddTenantAsync("account-rate");
        var channel = await domain.AddChannelAsync(tenant);
        for (var n = 0; n < 6; n++)
            await domain.AddDueAsync(tenant, channel);

        Assert.Equal(3, await PublishAllAsync(tenant));
        await domain.AdvanceAsync(TimeSpan.FromSeconds(32));
        Assert.Equal(4, await PublishAllAsync(tenant));
        await domain.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(6, await PublishAllAsync(tenant));
    }

    [Fact]
    public async Task Accounts_of_one_app_share_its_limit_and_others_do_not()
    {
        domain.Platform.Rates = new(App: new(4, Minute));
        var tenant = await domain.AddTenantAsync("app-rate");
        foreach (var n in Enumerable.Range(0, 6))
            await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, $"Of one {n}", app: "bot-1"));
        foreach (var n in Enumerable.Range(0, 5))
            await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, $"Alone {n}"));
        await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, "Try", sandbox: true, app: "bot-1"));

        await PublishAllAsync(tenant);

        Assert.Equal((4, 5, 1), (Called("Of one"), Called("Alone"), Called("Try")));
        await domain.AdvanceAsync(Minute);
        await PublishAllAsync(tenant);
        Assert.Equal(6, Called("Of one"));

        int Called(string name) => domain.Platform.Calls.Count(c => c.Account.StartsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nodes_together_keep_the_limit_of_an_app()
    {
        domain.Platform.Rates = new(App: new(10, TimeSpan.FromHours(1)));
        var tenant = await domain.AddTenantAsync("nodes-rate");
        foreach (var n in Enumerable.Range(0, 40))
            await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, $"News {n}", app: "shared"));
        var nodes = Enumerable.Range(0, 3).Select(_ => new PublishingQueue(
            domain.Services.GetRequiredService<SystemDb>(), domain.Services.GetRequiredService<Changes>(), domain.Services.GetRequiredService<PlatformSet>(),
            domain.Services.GetRequiredService<IOptions<PublishingOptions>>(), domain.Clock)).ToList();

        var claimed = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => nodes[n % 3].ClaimAsync(3, None)));

        Assert.Equal(10, claimed.Sum(c => c.Count));
    }

    [Theory]
    [InlineData(false, true, 1)]
    [InlineData(true, true, 0)]
    [InlineData(false, false, 1)]
    [InlineData(true, false, 0)]
    public async Task Refusal_for_its_rate_makes_whom_it_concerns_wait(bool ofApp, bool isDeclared, int callsOfOther)
    {
        var tenant = await domain.AddTenantAsync($"wait-{(ofApp ? "app" : "account")}{(isDeclared ? "" : "-undeclared")}");
        var (limited, other) = (await domain.AddChannelAsync(tenant, "Limited", app: "bot"), await domain.AddChannelAsync(tenant, "Other", app: "bot"));
        domain.Platform.Rates = isDeclared ? new(App: new(100, Minute)) : PlatformRates.None;
        domain.Platform.Answer(tenant, "Limited", new(PublishKind.RateLimited, Code: "429", RetryAfter: TimeSpan.FromMinutes(10), AppLimited: ofApp));
        var first = await domain.AddDueAsync(tenant, limited);
        await domain.Publisher.PublishDueAsync(None);
        domain.Platform.Script.Clear();
        await domain.AdvanceAsync(Minute);
        var second = await domain.AddDueAsync(tenant, limited, await domain.AddPostAsync(tenant, "second"));
        await domain.AddDueAsync(tenant, other);
        domain.Platform.Calls.Clear();

        await PublishAllAsync(tenant);
        Assert.Equal((0, callsOfOther), (domain.Platform.CallsTo(tenant, "Limited"), domain.Platform.CallsTo(tenant, "Other")));

        await domain.AdvanceAsync(TimeSpan.FromMinutes(11));
        await PublishAllAsync(tenant);
        var of = (await domain.PublicationAsync(tenant, first), await domain.PublicationAsync(tenant, second));
        Assert.Equal((PublicationState.Published, PublicationState.Published), (of.Item1.State, of.Item2.State));
        // what came first stays first
        Assert.Equal(["Hello\n\n#one", "second\n\n#one"], domain.Platform.Calls.Where(c => c.Account == $"Limited@{tenant.Slug}").Select(c => c.Text));
    }

    private async Task<int> PublishAllAsync(TestTenant tenant)
    {
        while (await domain.Publisher.PublishDueAsync(None) > 0)
        {
        }
        return domain.Platform.Calls.Count(c => c.Account.EndsWith($"@{tenant.Slug}", StringComparison.Ordinal));
    }
}
