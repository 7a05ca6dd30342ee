using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>
/// "Something changed": carried between nodes by LISTEN/NOTIFY. A verb calls <see cref="Notify"/> after its commit; what gathers in
/// 100 ms goes out once per tenant and topic. Readers re-read, they never trust a payload; after a reconnect everything counts as changed.
/// </summary>
public sealed class Changes(DataSources sources, Started started, TimeProvider clock, ILogger<Changes> log) : BackgroundService
{
    private const string Name = "changes";
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(Guid Tenant, string Topic), byte> waiting = new();
    private readonly ConcurrentDictionary<long, Subscription> subscriptions = new();
    private readonly SemaphoreSlim arrived = new(0, 1);
    private long lastSubscription;

    /// <summary>Of all readers of this node that a change wakes.</summary>
    public ReadingTurns Turns { get; } = new();

    /// <summary>This node hears what others say. Between two connections it does not, and reads everything again afterwards.</summary>
    public bool IsListening { get; private set; }

    /// <summary>Call after the commit. The empty tenant id is for what concerns the queues of all tenants.</summary>
    public void Notify(Guid tenantId, string topic)
    {
        if (waiting.TryAdd((tenantId, topic), 0))
            Wake();
    }

    /// <summary>Calls <paramref name="handler"/> after changes until disposed. The handler must not block; its exceptions are logged.</summary>
    public IDisposable Subscribe(Guid tenantId, string topic, Func<Task> handler)
    {
        var id = Interlocked.Increment(ref lastSubscription);
        var subscription = new Subscription(tenantId, topic, handler, () => subscriptions.TryRemove(id, out _));
        subscriptions[id] = subscription;
        return subscription;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var pause = new PeriodicTimer(Reconnect, clock);
        do
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                log.LogWarning("Live updates lost their connection: {Reason}", e.Message);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                // the sender failed and stopped the listener; an exception here would stop the whole process
            }
        } while (await pause.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = sources.UnpooledSystem();
        await connection.OpenAsync(ct);
        connection.Notification += (_, e) => Deliver(e.Payload);
        await using (var listen = new NpgsqlCommand($"listen {Name}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        IsListening = true;
        foreach (var subscription in subscriptions.Values)
            Call(subscription);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sending = SendAsync(stop);
        try
        {
            await ReceiveAsync(stop.Token);
        }
        finally
        {
            IsListening = false;
            await stop.CancelAsync();
            await sending;
        }

        async Task ReceiveAsync(CancellationToken until)
        {
            while (!until.IsCancellationRequested)
                await connection.WaitAsync(until);
        }
    }

    /// <summary>Sends on a pooled connection, so that waiting for notifications is never interrupted.</summary>
    private async Task SendAsync(CancellationTokenSource stop)
    {
        try
        {
            if (!waiting.IsEmpty)
                Wake();
            while (true)
            {
                await arrived.WaitAsync(stop.Token);
                await Task.Delay(Gather, clock, stop.Token);
                await FlushAsync(stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
        {
            log.LogWarning("Sending live updates failed: {Reason}", e.Message);
            await stop.CancelAsync();
        }
    }

    /// <summary>One waiting signal is enough for any number of changes.</summary>
    private void Wake()
    {
        try
        {
            arrived.Release();
        }
        catch (SemaphoreFullException)
        {
        }
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        var batch = waiting.Keys.ToArray();
        await using var command = sources.System.CreateCommand($"select pg_notify('{Name}', p) from unnest($1) p");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. batch.Select(k => $"{k.Tenant}:{k.Topic}")] });
        foreach (var key in batch)
            waiting.TryRemove(key, out _);
        try
        {
            await command.ExecuteNonQueryAsync(ct);
        }
        catch
        {
            foreach (var key in batch)
                waiting.TryAdd(key, 0);
            Wake();
            throw;
        }
    }

    private void Deliver(string payload)
    {
        var colon = payload.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !Guid.TryParse(payload.AsSpan(0, colon), out var tenant))
            return;
        var topic = payload[(colon + 1)..];
        foreach (var subscription in subscriptions.Values)
            if (subscription.TenantId == tenant && subscription.Topic == topic)
                Call(subscription);
    }

    private void Call(Subscription subscription) => _ = Task.Run(async () =>
    {
        try
        {
            await subscription.Handler();
        }
        catch (Exception e)
        {
            log.LogError(e, "A subscriber of {Topic} failed", subscription.Topic);
        }
    });

    public override void Dispose()
    {
        arrived.Dispose();
        Turns.Dispose();
        base.Dispose();
    }

    private sealed record Subscription(Guid TenantId, string Topic, Func<Task> Handler, Action Remove) : IDisposable
    {
        public void Dispose() => Remove();
    }
}

/// <summary>Topics of <see cref="Changes"/>: one word per list that a page shows.</summary>
public static class ChangeTopics
{
    public const string Trends = "trends";
    public const string Posts = "posts";
    public const string Comments = "comments";

    /// <summary>Of a tenant: who has which post open.</summary>
    public const string Presence = "presence";

    public const string Publications = "publications";
    public const string Channels = "channels";
    public const string Metrics = "metrics";
    public const string Notifications = "notifications";
    public const string Sandbox = "sandbox";
    public const string Members = "members";
    public const string Settings = "settings";
    public const string Companies = "companies";
    public const string Templates = "templates";
    public const string Hashtags = "hashtags";
    public const string Snippets = "snippets";
    public const string AutoDrafts = "auto_drafts";
    public const string Reports = "reports";

    /// <summary>Of a tenant: files or their previews changed. Of the empty tenant: previews are due.</summary>
    public const string Media = "media";

    /// <summary>Of the empty tenant: somebody's sessions, role or account changed, so what a circuit may do is to be read again.</summary>
    public const string Access = "access";

    /// <summary>Of the empty tenant: what holds for the whole installation was set.</summary>
    public const string SystemSettings = "system_settings";

    /// <summary>Of the empty tenant: a plan was changed, or given to somebody.</summary>
    public const string Plans = "plans";

    /// <summary>Of the empty tenant: a letter is due.</summary>
    public const string Letters = "letters";

    /// <summary>Of the empty tenant: a message of the product's bot is due.</summary>
    public const string BotMessages = "bot_messages";

    /// <summary>Of the empty tenant: a post began to wait for a decision, or waits no more.</summary>
    public const string Asks = "approval_asks";

    /// <summary>Of the empty tenant: there may be a task to begin.</summary>
    public const string LongWork = "long_work";

    /// <summary>Of the empty tenant: a publication may be due earlier than the queue thinks.</summary>
    public const string Due = "due";

    /// <summary>Of no tenant: a publication became unknown.</summary>
    public const string Unknown = "unknown";

    /// <summary>Of no tenant: somebody wants a post deleted at its network.</summary>
    public const string Removals = "removals";

    /// <summary>Of no tenant: a first comment is due, or held no more.</summary>
    public const string FirstComments = "first_comments";
}
