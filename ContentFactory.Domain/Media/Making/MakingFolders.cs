using ContentFactory.Domain.LongWork;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Media.Making;

/// <summary>Where files are made: a folder for each order beside the library, gone when the work ends, and by age where it never did.</summary>
public sealed class MakingFolders(MediaOptions options, TimeProvider clock, ILogger<MakingFolders> log)
{
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(1);

    private readonly string root = Path.Combine(Path.GetFullPath(options.Folder), "making");

    internal string Open(Guid orderId) => Directory.CreateDirectory(PathOf(orderId)).FullName;

    internal string PathOf(Guid orderId) => Path.Combine(root, orderId.ToString("N"));

    internal void Drop(Guid orderId)
    {
        try
        {
            if (Directory.Exists(PathOf(orderId)))
                Directory.Delete(PathOf(orderId), recursive: true);
        }
        catch (IOException e)
        {
            log.LogWarning("Files of an order stay until they are swept: {Reason}", e.Message);
        }
    }

    /// <summary>Work in the order's folder. Its files stay only where somebody goes on from them: not when it ended, and not when a person cancelled it.</summary>
    internal async Task<T> InAsync<T>(Guid orderId, LongProgress progress, Func<string, Task<T>> work)
    {
        var goesOn = false;
        try
        {
            return await work(Open(orderId));
        }
        catch (OperationCanceledException)
        {
            goesOn = !progress.IsCancelled;
            throw;
        }
        finally
        {
            if (!goesOn)
                Drop(orderId);
        }
    }

    /// <summary>A folder for one piece of work that nobody goes on with.</summary>
    internal async Task<T> OnceAsync<T>(Func<string, Task<T>> work)
    {
        var id = Ids.New(clock);
        try
        {
            return await work(Open(id));
        }
        finally
        {
            Drop(id);
        }
    }

    /// <summary>Removes what nobody has touched for a day.</summary>
    public Task SweepAsync(CancellationToken ct)
    {
        foreach (var folder in Directory.Exists(root) ? Directory.EnumerateDirectories(root) : [])
        {
            ct.ThrowIfCancellationRequested();
            if (clock.GetUtcNow() - Directory.GetLastWriteTimeUtc(folder) > Oldest && Guid.TryParse(Path.GetFileName(folder), out var order))
                Drop(order);
        }
        return Task.CompletedTask;
    }
}
