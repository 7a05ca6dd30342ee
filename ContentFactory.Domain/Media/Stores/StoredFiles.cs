namespace ContentFactory.Domain.Media.Stores;

/// <summary>The files of the library, wherever they lie. A fault is an <see cref="IOException"/>, of the disk or of a store outside.</summary>
public sealed class StoredFiles(MediaFiles disk, StoreShelf shelf, TimeProvider clock)
{
    // a store that hardly moves must not hold up everybody else's work
    private const long SlowestPerSecond = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ToDelete = TimeSpan.FromSeconds(30);

    /// <summary>A stream that can be read from any place.</summary>
    /// <param name="from">Where reading will begin: what is not there shows here, not in the midst of an answer. Null where nothing may be read at all.</param>
    /// <exception cref="FileNotFoundException">The row outlived its file.</exception>
    public async Task<Stream> OpenAsync(FilePlace place, long size, CancellationToken ct, long? from = 0)
    {
        if (place.IsOnDisk)
            return disk.OpenRead(place.Key);
        var file = new RemoteFile(await shelf.OfAsync(place, ct), place.Key, size) { Position = Math.Clamp(from ?? 0, 0, size) };
        if (from is not null)
            await file.ReachAsync(ct);
        return file;
    }

    /// <summary>The whole file or nothing. The file at <paramref name="path"/> stays.</summary>
    public async Task PutAsync(FilePlace place, string path, string contentType, CancellationToken ct)
    {
        if (!place.IsOnDisk)
        {
            var store = await shelf.OfAsync(place, ct);
            await WithinAsync(TimeFor(new FileInfo(path).Length), token => store.PutAsync(place.Key, path, contentType, token), ct);
            return;
        }
        await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, Options = FileOptions.Asynchronous });
        await disk.WriteAsync(place.Key, file, ct);
    }

    /// <summary>A file that is gone already is fine.</summary>
    public async Task DeleteAsync(FilePlace place, CancellationToken ct)
    {
        if (place.IsOnDisk)
        {
            disk.Delete(place.Key);
            return;
        }
        var store = await shelf.OfAsync(place, ct);
        await WithinAsync(ToDelete, token => store.DeleteAsync(place.Key, token), ct);
    }

    /// <summary>The path under which a tool of this machine finds the file: its own, or that of a copy in <paramref name="folder"/>.</summary>
    public async Task<string> BringAsync(FilePlace place, long size, string folder, CancellationToken ct)
    {
        if (place.IsOnDisk)
            return disk.Exists(place.Key) ? disk.PathFor(place.Key) : throw new FileNotFoundException(null, place.Key);
        var path = Path.Combine(folder, "source" + Path.GetExtension(place.Key));
        await WithinAsync(TimeFor(size), async token =>
        {
            await using var file = await OpenAsync(place, size, token);
            await using var copy = new FileStream(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
            await file.CopyToAsync(copy, token);
        }, ct);
        return path;
    }

    private static TimeSpan TimeFor(long size) => Patience + TimeSpan.FromSeconds(size / SlowestPerSecond);

    private async Task WithinAsync(TimeSpan time, Func<CancellationToken, Task> act, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(time, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await act(both.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new StoreFault(StoreTrouble.Away, $"not done within {time.TotalSeconds:0} s", e);
        }
    }

    /// <summary>The file is not where its row says; everything else may be better in a while.</summary>
    public static bool IsMissing(Exception e) => e is FileNotFoundException or DirectoryNotFoundException or StoreFault { Trouble: StoreTrouble.Missing };
}
