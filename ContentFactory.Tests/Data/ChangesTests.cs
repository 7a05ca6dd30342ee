using System.Collections.Concurrent;
using ContentFactory.Domain;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ContentFactory.Tests.Data;

public sealed class ChangesTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Guid tenant = Ids.New(TimeProvider.System);
    private readonly List<IAsyncDisposable> nodes = [];
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task A_change_on_one_node_reaches_another()
    {
        var (near, far) = (await NodeAsync(), await NodeAsync());
        var (called, otherTopic, otherTenant) = (Subscribe(far, tenant, ChangeTopics.Posts), Subscribe(far, tenant, ChangeTopics.Trends), Subscribe(far, Ids.New(TimeProvider.System), ChangeTopics.Posts));
        near.Notify(tenant, ChangeTopics.Posts);

        await called.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.False(otherTopic.Reader.TryPeek(out _));
        Assert.False(otherTenant.Reader.TryPeek(out _));
    }

    [Fact]
    public async Task An_ended_subscription_hears_nothing_more()
    {
        var node = await NodeAsync();
        var heard = new ConcurrentQueue<int>();
        node.Subscribe(tenant, ChangeTopics.Posts, () => { heard.Enqueue(1); return Task.CompletedTask; }).Dispose();
        var witness = Subscribe(node, tenant, ChangeTopics.Posts);
        node.Notify(tenant, ChangeTopics.Posts);

        await witness.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.Empty(heard);
    }

    [Fact]
    public async Task Everything_counts_as_changed_after_a_broken_connection()
    {
        var node = await NodeAsync();
        var (posts, trends) = (Subscribe(node, tenant, ChangeTopics.Posts), Subscribe(node, tenant, ChangeTopics.Trends));
        await using var postgres = await Sql.OpenAsync(database.ConnectionString("postgres"));
        var killed = await Sql.ValueAsync<long>(postgres, "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and query = 'listen changes'");

        Assert.Equal(1, killed);
        await posts.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        await trends.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        node.Notify(tenant, ChangeTopics.Posts);
        await posts.Reader.ReadAsync().AsTask().WaitAsync(Patience);
    }

    [Fact]
    public async Task A_thousand_changes_go_out_as_one()
    {
        var clock = new ManualTime(TimeProvider.System.GetUtcNow());
        var node = await NodeAsync(clock);
        await using var ear = await Sql.OpenAsync(database.ConnectionString("cf_system"));
        var heard = new List<string>();
        ear.Notification += (_, e) => heard.Add(e.Payload);
        await Sql.RunAsync(ear, "listen changes");
        for (var i = 0; i < 1000; i++)
            node.Notify(tenant, ChangeTopics.Posts);
        node.Notify(tenant, ChangeTopics.Trends);
        while (heard.Count < 2)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await ear.WaitAsync(TimeSpan.FromMilliseconds(50));
        }

        Assert.Equal([$"{tenant}:{ChangeTopics.Posts}", $"{tenant}:{ChangeTopics.Trends}"], heard.Order());
    }

    [Fact]
    public async Task A_failing_subscriber_does_not_silence_others()
    {
        var node = await NodeAsync();
        node.Subscribe(tenant, ChangeTopics.Posts, () => throw new InvalidOperationException("broken page"));
        var called = Subscribe(node, tenant, ChangeTopics.Posts);
        for (var i = 0; i < 2; i++)
        {
            node.Notify(tenant, ChangeTopics.Posts);
            await called.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        }
    }

    /// <summary>A node of its own on the same database, once it listens: then it calls all subscribers.</summary>
    private async Task<Changes> NodeAsync(TimeProvider? clock = null)
    {
        var sources = new DataSources(Connections.From(new ConfigurationBuilder().AddInMemoryCollection(database.Settings()).Build()));
        var started = new Started();
        started.Open();
        var changes = new Changes(sources, started, clock ?? TimeProvider.System, NullLogger<Changes>.Instance);
        nodes.Insert(0, sources);
        nodes.Insert(0, new Stop(changes));
        var listens = Subscribe(changes, tenant, "listens");
        await changes.StartAsync(CancellationToken.None);
        await listens.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        return changes;
    }

    private static System.Threading.Channels.Channel<bool> Subscribe(Changes changes, Guid tenantId, string topic)
    {
        var calls = System.Threading.Channels.Channel.CreateUnbounded<bool>();
        changes.Subscribe(tenantId, topic, () => calls.Writer.WriteAsync(true).AsTask());
        return calls;
    }

    private sealed class Stop(Changes changes) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await changes.StopAsync(CancellationToken.None);
            changes.Dispose();
        }
    }
}
