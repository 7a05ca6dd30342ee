namespace ContentFactory.Domain.Media.Stores;

/// <summary>A body that ends with a fault when a read waits too long or more comes than may. A reader that pauses is not counted.</summary>
internal sealed class ReceivedStream(Stream inner, TimeProvider clock, TimeSpan limit, long most, Func<Exception> over) : Stream
{
    private readonly CancellationTokenSource still = new(Timeout.InfiniteTimeSpan, clock);
    private long read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => read; set => throw new NotSupportedException(); }

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

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken ct) => ReadAsync(buffer.AsMemory(offset, count), ct).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
