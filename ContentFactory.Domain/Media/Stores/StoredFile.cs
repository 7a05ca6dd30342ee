using System.Net;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>A file on its way from a store: breaks are faults of the store, and what it came by goes with it.</summary>
internal sealed class StoredFile(Stream inner, IDisposable cameBy) : Stream
{
    private const int Skipped = 64 * 1024;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Begins at <paramref name="offset"/>, also where the store answered with the whole file.</summary>
    public static async Task<Stream> OpenAsync(Stream inner, IDisposable cameBy, long offset, HttpStatusCode status, CancellationToken ct)
    {
        var file = new StoredFile(inner, cameBy);
        try
        {
            if (offset > 0 && status != HttpStatusCode.PartialContent)
                await file.SkipAsync(offset, ct);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default)
    {
        try
        {
            return await inner.ReadAsync(buffer, ct);
        }
        catch (Exception e) when (NetworkFaults.Are(e, ct))
        {
            throw NetworkFaults.Of(e);
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
            cameBy.Dispose();
        }
        base.Dispose(disposing);
    }

    private async Task SkipAsync(long left, CancellationToken ct)
    {
        var buffer = new byte[Skipped];
        while (left > 0 && await ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), ct) is var count and > 0)
            left -= count;
    }
}
