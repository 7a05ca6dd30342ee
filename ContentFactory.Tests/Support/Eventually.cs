namespace ContentFactory.Tests.Support;

/// <summary>Waits for what another process does. The bound only ends a hung test; nothing is asserted about time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    public static async Task<T> BecomesAsync<T>(Func<Task<T>> read, Func<T, bool> wanted, TimeSpan? within = null)
    {
        using var bound = new CancellationTokenSource(within ?? Bound);
        using var timer = new PeriodicTimer(Interval);
        var last = default(T);
        try
        {
            while (true)
            {
                last = await read();
                if (wanted(last))
                    return last;
                await timer.WaitForNextTickAsync(bound.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"It never became so. Last seen: {last}");
        }
    }
}
