using System.Net;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>A file on its way from a store: breaks are faults of the store, and what it came by goes with it.</summary>
internal sealed class StoredFile(Stream inner, IDisposable cameBy) : ReadStream
{
    private const int Skipped = 64 * 1024;

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
