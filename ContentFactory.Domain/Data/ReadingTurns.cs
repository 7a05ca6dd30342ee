namespace ContentFactory.Domain.Data;

/// <summary>
/// After a change all pages that show it want to read at once. So many do; the others wait, so that whoever opens a page meanwhile finds a
/// connection. What people ask for takes no turn.
/// </summary>
public sealed class ReadingTurns : IDisposable
{
    public const int AtOnce = 8;

    // a page that never answers holds up nobody for longer
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim turns = new(AtOnce);

    /// <exception cref="OperationCanceledException">It was no longer wanted before its turn came.</exception>
    public async Task TakeAsync(Func<Task> read, CancellationToken ct)
    {
        await turns.WaitAsync(ct);
        try
        {
            await read().WaitAsync(Longest, ct);
        }
        catch (TimeoutException)
        {
            // it goes on without a turn
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();
}
