using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Channels.Usage;

public sealed class UsageLedgerTests(TestDomain domain) : IClassFixture<TestDomain>
{
    // 9:00 UTC is the early morning of the same day in California
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public async Task Nodes_know_what_all_of_them_used()
    {
        var (first, second, counter) = (new Node(domain), new Node(domain), CounterOf("both"));
        first.Usage.Add(counter, 30);
        second.Usage.Add(counter, 12);

        await first.Ledger.KeepAsync(default);
        await second.Ledger.KeepAsync(default);
        first.Usage.Add(counter, 1);

        Assert.Equal((31, 42), (first.Usage.Of(counter), second.Usage.Of(counter)));
        await first.Ledger.KeepAsync(default);
        Assert.Equal(43, first.Usage.Of(counter));
        await first.Ledger.KeepAsync(default);
        await second.Ledger.KeepAsync(default);
        Assert.Equal((43, 43), (first.Usage.Of(counter), second.Usage.Of(counter)));
    }

    [Fact]
    public async Task Calls_of_many_nodes_at_once_are_all_counted()
    {
        var (nodes, counters) = (Enumerable.Range(0, 4).Select(_ => new Node(domain)).ToList(), new[] { "a", "b", "c" }.Select(CounterOf).ToList());

        await Task.WhenAll(nodes.Select(async (node, n) =>
        {
            for (var round = 0; round < 25; round++)
            {
                // each in its own order: they must not wait for each other in a ring
                foreach (var counter in n % 2 == 0 ? counters : [.. counters.AsEnumerable().Reverse()])
                    node.Usage.Add(counter, 1);
                await node.Ledger.KeepAsync(default);
            }
        }));

        var reader = new Node(domain);
        await reader.Ledger.KeepAsync(default);
        Assert.Equal([100L, 100L, 100L], counters.Select(reader.Usage.Of));
    }

    [Fact]
    public async Task What_could_not_be_written_is_kept_and_written_later()
    {
        var (node, counter) = (new Node(domain), CounterOf("kept"));
        node.Usage.Add(counter, 5);

        await Assert.ThrowsAnyAsync<Exception>(() => node.Ledger.KeepAsync(new CancellationToken(true)));

        Assert.Equal((5, false), (node.Usage.Of(counter), node.Usage.IsRead));
        await node.Ledger.KeepAsync(default);
        Assert.Equal((5, true), (node.Usage.Of(counter), node.Usage.IsRead));
        Assert.Equal(5, await domain.OwnerSqlAsync<long>("select used from platform_app_usage where app = 'kept'"));
    }

    [Fact]
    public async Task Days_are_counted_apart_and_forgotten_in_the_end()
    {
        var (node, today) = (new Node(domain), CounterOf("days"));
        node.Usage.Add(today with { Day = Today.AddDays(-401) }, 1);
        node.Usage.Add(today with { Day = Today.AddDays(-1) }, 2);
        node.Usage.Add(today, 3);

        await node.Ledger.KeepAsync(default);

        Assert.Equal((2, 3), (node.Usage.Of(today with { Day = Today.AddDays(-1) }), node.Usage.Of(today)));
        await node.Ledger.ForgetAsync(default);
        Assert.Equal(2, await domain.OwnerSqlAsync<long>("select count(*) from platform_app_usage where app = 'days'"));
    }

    [Fact]
    public async Task Page_of_a_channel_tells_its_tenant_roughly_how_the_apps_day_stands()
    {
        var tenant = await domain.AddTenantAsync("day");
        var (real, sandbox) = (await AddChannelAsync(tenant, "Real", sandbox: false), await AddChannelAsync(tenant, "Try", sandbox: true));
        Assert.Empty(await UsageAsync(tenant, real));
        domain.Services.GetRequiredService<PlatformUsage>().Add(CounterOf("shown.apps", "inserts"), 85);

        await domain.Services.GetRequiredService<UsageLedger>().KeepAsync(default);

        Assert.Equal([new("inserts", 80, 100), new("units", 0, 10_000)], await UsageAsync(tenant, real));
        Assert.Empty(await UsageAsync(tenant, sandbox));
    }

    private static UsageCounter CounterOf(string app) => CounterOf(app, "units");

    private static UsageCounter CounterOf(string app, string kind) => new("google", app, Today, kind);

    private static async Task<IReadOnlyList<AppUsage>> UsageAsync(TestTenant tenant, Guid channel) =>
        (await tenant.AsAsync<ChannelQueries, ChannelDetails?>(MemberRole.Viewer, q => q.OneAsync(channel, default)))!.AppUsage;

    private Task<Guid> AddChannelAsync(TestTenant tenant, string name, bool sandbox) => tenant.DbAsync(async db =>
    {
        var now = domain.Clock.GetUtcNow();
        var channel = new Channel(tenant.Id, Ids.New(now), tenant.CompanyId, "youtube", $"UC{name}", name, sandbox, now);
        channel.Connect(channel.AccountId, null, name, null, 10, null, now, "shown.apps");
        db.Channels.Add(channel);
        await db.SaveChangesAsync();
        return channel.Id;
    });

    private sealed class Node
    {
        public Node(TestDomain domain) => Ledger = new(domain.Services.GetRequiredService<SystemDb>(), Usage);

        public PlatformUsage Usage { get; } = new();

        public UsageLedger Ledger { get; }
    }
}
