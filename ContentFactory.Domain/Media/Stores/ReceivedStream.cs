namespace ContentFactory.Domain.Media.Stores;

/// <summary>A body that ends with a fault when a read waits too long or more comes than may. A reader that pauses is not counted.</summary>
internal sealed class ReceivedStream(Stream inner, TimeProvider clock, TimeSpan limit, long most, Func<Exception> over) : ReadStream
{
    private readonly CancellationTokenSource still = new(Timeout.InfiniteTimeSpan, clock);
    private long read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, still.Token);
        still.CancelAfter(limit);
        try
        {
            var count = await inner.ReadAsync(buffer, both.Token);
            read += count;
            return read <= most ? count : throw new InvalidDataException($"More than {most} bytes.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw over();
        }
        finally
        {
            still.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            still.Dispose();
        }
        base.Dispose(disposing);
    }
}
