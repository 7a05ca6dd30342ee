namespace ContentFactory.Domain.Media.Stores;

/// <summary>Keeps the bytes of files under keys outside this machine. A fault of any kind is a <see cref="StoreFault"/>.</summary>
public interface IMediaStore : IDisposable
{
    /// <summary>The whole file or nothing; one that is there already under the key is replaced. Memory does not grow with the file.</summary>
    /// <param name="key">As <see cref="MediaFiles.KeyOf"/> makes it.</param>
    /// <param name="path">A finished file of this machine.</param>
    Task PutAsync(string key, string path, string contentType, CancellationToken ct);

    /// <summary>From <paramref name="offset"/> to the end. Memory does not grow with the file.</summary>
    Task<Stream> ReadAsync(string key, long offset, CancellationToken ct);

    /// <summary>A file that is gone already is fine.</summary>
    Task DeleteAsync(string key, CancellationToken ct);
}

/// <summary>Why a store did not do what it was asked.</summary>
public enum StoreTrouble { Away, Refused, NoBucket, Missing, Full }

/// <summary>The store is away, does not let us in, or does not have the file. An <see cref="IOException"/>, as a fault of the disk is.</summary>
/// <param name="said">What the store said, for the log; never a secret.</param>
public sealed class StoreFault(StoreTrouble trouble, string said, Exception? inner = null) : IOException($"The store: {trouble} ({said})", inner)
{
    public StoreTrouble Trouble => trouble;
}
