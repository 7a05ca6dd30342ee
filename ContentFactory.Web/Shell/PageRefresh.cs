using ContentFactory.Domain.Data;

namespace ContentFactory.Web.Shell;

/// <summary>Reads a page again a quarter of a second after the last change of its topics, and soon after the database went away; each in its turn.</summary>
internal sealed class PageRefresh : IDisposable
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(2);

    private readonly List<IDisposable> subscriptions;
    private readonly ITimer timer;
    private readonly CancellationTokenSource gone = new();
    private readonly CancellationToken leaving;

    // a page that is drawn at each keystroke would put it off for ever
    private bool isSoon;
    private int waiting;

    public PageRefresh(Changes changes, TimeProvider clock, Guid tenantId, IReadOnlyList<string> topics, Func<Task> read)
    {
        leaving = gone.Token;
        timer = clock.CreateTimer(_ =>
        {
            isSoon = false;
            _ = ReadAsync(changes.Turns, read);
        }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        subscriptions = [.. topics.Select(topic => changes.Subscribe(tenantId, topic, () =>
        {
            timer.Change(Debounce, Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        }))];
    }

    public void Soon()
    {
        if (isSoon)
            return;
        isSoon = true;
        timer.Change(Outage, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
        timer.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private async Task ReadAsync(ReadingTurns turns, Func<Task> read)
    {
        // who waits for a turn already will see this change too
        if (Interlocked.Exchange(ref waiting, 1) == 1)
            return;
        try
        {
            await turns.TakeAsync(() =>
            {
                Volatile.Write(ref waiting, 0);
                return read();
            }, leaving);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // the page, or the whole application, is gone
        }
    }
}
