namespace ContentFactory.Domain.Media.Stores;

/// <summary>A file of a store as a stream with a length and places to go to; it is fetched from where reading begins.</summary>
internal sealed class RemoteFile(IMediaStore store, string key, long length) : ReadStream
{
    private Stream? open;
    private long position;

    public override bool CanSeek => true;
    public override long Length => length;

    public override long Position
    {
        get => position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default)
    {
        if (buffer.Length == 0 || position >= length)
            return 0;
        await ReachAsync(ct);
        // a file that has grown in the store is still as long as its row says
        var read = await open!.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - position)], ct);
        if (read == 0)
            throw new StoreFault(StoreTrouble.Away, $"ended at {position} of {length}");
        position += read;
        return read;
    }

    /// <summary>Opens it where reading will begin.</summary>
    public async Task ReachAsync(CancellationToken ct)
    {
        if (position < length)
            open ??= await store.ReadAsync(key, position, ct);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => position + offset, _ => length + offset };
        ArgumentOutOfRangeException.ThrowIfNegative(target, nameof(offset));
        if (target != position)
        {
            open?.Dispose();
            open = null;
        }
        return position = target;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            open?.Dispose();
        base.Dispose(disposing);
    }
}
