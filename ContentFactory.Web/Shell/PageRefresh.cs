using ContentFactory.Domain.Data;

namespace ContentFactory.Web.Shell;

/// <summary>Reads a page again a quarter of a second after the last change of its topics, and soon after the database went away.</summary>
internal sealed class PageRefresh : IDisposable
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(2);

    private readonly List<IDisposable> subscriptions;
    private readonly ITimer timer;

    // a page that is drawn at each keystroke would put it off for ever
    private bool isSoon;

    public PageRefresh(Changes changes, TimeProvider clock, Guid tenantId, IReadOnlyList<string> topics, Func<Task> read)
    {
        timer = clock.CreateTimer(_ =>
        {
            isSoon = false;
            _ = read();
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
    }
}
